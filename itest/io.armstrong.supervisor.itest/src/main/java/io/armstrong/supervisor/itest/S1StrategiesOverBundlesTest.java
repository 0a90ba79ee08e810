package io.armstrong.supervisor.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Row S1: one of five bundles crashes; which ones stop and start, and in which order, is read from the framework's own events. */
class S1StrategiesOverBundlesTest extends Trees {
    private static final List<String> FIVE = List.of("s1-a", "s1-b", "s1-c", "s1-d", "s1-e");

    private void crashTheThirdOfFive(String strategy, String expected) throws Exception {
        supervisor("s1-sup", "tier=normal", "strategy=" + strategy, "intensity=3", "period=60000");
        for (String id : FIVE) {
            plain(id, "supervisor=s1-sup");
            up(id);
        }
        moves.clear();
        crashAndBack("s1-c");
        List<String> wanted = List.of(expected.split(" "));
        await().until(() -> moves.size() >= wanted.size());
        assertThat(moves).isEqualTo(wanted);
        FIVE.forEach(this::up);
    }

    @Test
    void oneForOneRestartsTheCrashedOneOnly() throws Exception {
        crashTheThirdOfFive("one_for_one", "-s1-c +s1-c");
    }

    @Test
    void oneForAllStopsAllInReverseAndStartsAllInOrder() throws Exception {
        crashTheThirdOfFive("one_for_all", "-s1-c -s1-e -s1-d -s1-b -s1-a +s1-a +s1-b +s1-c +s1-d +s1-e");
    }

    @Test
    void restForOneRestartsTheLaterOnesOnly() throws Exception {
        crashTheThirdOfFive("rest_for_one", "-s1-c -s1-e -s1-d +s1-c +s1-d +s1-e");
    }

    @Test
    void messagesToSiblingsWaitThroughAGroupRestart() throws Exception {
        supervisor("s1-sup", "tier=normal", "strategy=one_for_all", "intensity=5", "period=60000");
        echo("s1-x", "supervisor=s1-sup");
        echo("s1-y", "supervisor=s1-sup");
        up("s1-x");
        long before = up("s1-y").incarnation();
        supervision.crash("s1-x", "boom");
        assertThat(get(supervision.callWords("s1-y", List.of("hello"), LONG))).isEqualTo(1L);
        upAfter("s1-y", before);
    }
}
