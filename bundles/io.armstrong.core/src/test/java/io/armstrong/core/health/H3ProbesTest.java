package io.armstrong.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.ChildStatus;
import io.armstrong.api.Tier;
import io.armstrong.api.TreeReport;
import io.armstrong.api.health.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Live, ready and startup by tier. */
class H3ProbesTest {
    private static List<Verdict> probes(TreeReport tree, boolean started) {
        return RollUp.of(tree, Map.of(), started).probes();
    }

    @ParameterizedTest
    @CsvSource({
        "ERROR_KERNEL, DOWN, false, false",
        "ERROR_KERNEL, HUNG, false, false",
        "ERROR_KERNEL, RESTARTING, true, false",
        "ERROR_KERNEL, UPGRADING, true, true",
        "CRITICAL, DOWN, true, false",
        "CRITICAL, OPEN, true, false",
        "CRITICAL, RESTARTING, true, false",
        "CRITICAL, WAITING, true, false",
        "CRITICAL, UPGRADING, true, true",
        "NORMAL, ISOLATED, true, true",
        "PERIPHERAL, DOWN, true, true",
        "PERIPHERAL, ISOLATED, true, true"
    })
    void speakByTier(Tier tier, ChildStatus status, boolean live, boolean ready) {
        List<Verdict> probes = probes(Trees.with(tier, Trees.child(tier, status)), true);
        assertThat(probes).extracting(Verdict::passes).containsExactly(live, ready, true);
        if (!ready)
            assertThat(probes.get(1).reason())
                    .isEqualTo(tier.text() + "-child is " + status.text() + " in " + tier.text());
    }

    @Test
    void aTierThatIsDownSpeaksForItself() {
        TreeReport tree = Trees.with(Trees.supervisor("error-kernel", Tier.ERROR_KERNEL, ChildStatus.DOWN, 0, 0));
        assertThat(probes(tree, true)).extracting(Verdict::passes).containsExactly(false, false, true);
        assertThat(probes(tree, true).get(0).reason()).isEqualTo("error-kernel is down");
    }

    @Test
    void startupWaitsForEverybodyAndThenStaysPassed() {
        TreeReport starting = Trees.with(Tier.PERIPHERAL, Trees.child(Tier.PERIPHERAL, ChildStatus.STARTING));
        assertThat(probes(starting, false).get(2).passes()).isFalse();
        assertThat(probes(starting, true).get(2).passes()).isTrue();
        TreeReport given = Trees.with(Tier.PERIPHERAL, Trees.child(Tier.PERIPHERAL, ChildStatus.ISOLATED));
        assertThat(probes(given, false).get(2).passes()).isTrue();
    }

    @Test
    void beforeThereIsATreeItLivesAndIsNotReady() {
        assertThat(probes(new TreeReport(0, List.of()), false))
                .extracting(Verdict::passes)
                .containsExactly(true, false, false);
    }
}
