package io.armstrong.story.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.api.upgrade.Upgrades;
import io.armstrong.api.upgrade.Upgrades.Options;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.osgi.test.common.annotation.InjectService;

/** The tale of the distribution, on each framework: what is acknowledged outlives crashes and an upgrade under load. */
class ChainStoryTest extends Chain {
    @InjectService(timeout = 20_000)
    Upgrades upgrades;

    @Test
    void whatIsAcknowledgedOutlivesCrashesAndAnUpgrade() throws Exception {
        assertThat(call("wallet", "submit", "50")).contains("acknowledged=TxDigest[count=50,", "inFlight=0");
        String fifty = call("wallet", "check");

        List<Long> others = incarnations(List.of("identity", "crypto-policy", "registry", "wallet"));
        crash("mempool", List.of("mempool"));
        assertThat(call("wallet", "check")).isEqualTo(fifty);
        assertThat(incarnations(List.of("identity", "crypto-policy", "registry", "wallet")))
                .isEqualTo(others);

        crash("identity", KERNEL);
        assertThat(call("wallet", "check")).isEqualTo(fifty);

        call("wallet", "stream", "50");
        await().atMost(LONG).until(() -> acknowledged() > 60);
        UpgradeReport report = upgrades.upgrade("mempool", jar("mempool.v2"), Options.NONE)
                .toCompletableFuture()
                .get(LONG.toSeconds(), TimeUnit.SECONDS);
        assertThat(report.outcome()).as(report.reason()).isEqualTo(Outcome.COMMITTED);
        long then = acknowledged();
        await().atMost(LONG).until(() -> acknowledged() > then + 10);
        call("wallet", "stream", "0");
        assertThat(call("wallet", "check")).contains("count=");
        assertThat(supervision.status("mempool").version()).isEqualTo("2.0.0");
        assertThat(supervision.status("wallet").incarnation()).isEqualTo(others.get(3));
    }

    private long acknowledged() {
        return Long.parseLong(call("wallet", "report").replaceAll(".*acknowledged=TxDigest\\[count=(\\d+),.*", "$1"));
    }
}
