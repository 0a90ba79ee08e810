package io.armstrong.supervisor.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.ChildStatus;
import io.armstrong.api.RestartType;
import io.armstrong.api.SupervisorReport;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Row S2: the four tiers with the seed's numbers; that the n+1-th crash escalates is shown on a fake clock in core. */
class S2TiersTest extends Trees {
    @Test
    void theFourTiersStandInOrderWithTheSeedsNumbers() {
        List<String> tiers = supervision.tree().supervisors().stream()
                .map(tier -> tier.id() + " " + tier.strategy().text() + " " + tier.intensity())
                .toList();
        assertThat(tiers)
                .containsExactly(
                        "error-kernel one_for_all 3/60s",
                        "critical rest_for_one 5/60s",
                        "normal one_for_one 10/60s",
                        "peripheral one_for_one 5/60s");
    }

    @Test
    void aPeripheralChildIsTransientUnlessItSaysOtherwise() throws Exception {
        plain("s2-p", "tier=peripheral");
        assertThat(up("s2-p").restart()).isEqualTo(RestartType.TRANSIENT);
        supervision.crash("s2-p", "normal");
        await().until(() -> supervision.status("s2-p").status() == ChildStatus.DOWN);
    }

    @Test
    void usedCountsRestartsInTheWindow() throws Exception {
        supervisor("s2-sup", "tier=normal", "intensity=3", "period=60000");
        plain("s2-a", "supervisor=s2-sup");
        crashAndBack("s2-a");
        crashAndBack("s2-a");
        SupervisorReport report = supervision.tree().supervisors().get(2).children().stream()
                .filter(member -> member.id().equals("s2-sup"))
                .map(SupervisorReport.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(report.used()).isEqualTo(2);
    }
}
