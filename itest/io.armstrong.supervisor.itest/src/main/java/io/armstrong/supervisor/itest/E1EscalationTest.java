package io.armstrong.supervisor.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.SupervisionException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

/** Row E1: the seed's sample policy on a real bundle, each of its four answers seen with its effect. */
class E1EscalationTest extends Trees {
    private static final String SAMPLE = "policy=restart<3 circuit_break<5 isolate<10 escalate";
    private static final String BREAKER = "breaker=\"failures=10 recovery=1000 trials=1\"";

    @Test
    void theSeedsSamplePolicyRestartsBreaksTheCircuitAndIsolates() throws Exception {
        supervisor("e1-sup", "tier=normal", "intensity=20", "period=60000", SAMPLE);
        Bundle bundle = echo("e1-a", "supervisor=e1-sup;" + BREAKER);
        echo("e1-b", "supervisor=e1-sup");
        for (int restart = 0; restart < 3; restart++) crashAndBack("e1-a");
        for (int trial = 0; trial < 2; trial++) {
            long before = up("e1-a").incarnation();
            supervision.crash("e1-a", "boom");
            upAfter("e1-a", before);
        }
        supervision.crash("e1-a", "boom");
        await().until(() -> status("e1-a") == ChildStatus.ISOLATED);
        await().until(() -> bundle.getState() == Bundle.RESOLVED);
        assertThat(decisions("e1-a"))
                .filteredOn(decision -> !decision.equals("close breaker")) // it does so whenever a crash comes late
                .containsExactly(
                        "restart", "restart", "restart", "circuit_break", "trial", "circuit_break", "trial", "isolate");
        assertThat(supervision.why("e1-a").restarts()).isEqualTo(5);
        assertThat(supervision.why("e1-a").policy()).isEqualTo(SAMPLE.substring("policy=".length()));
        assertThat(supervision.why("e1-a").next()).isEqualTo("sup:restore e1-a");
        assertThat(up("e1-b").incarnation()).as("its sibling never noticed").isOne();
    }

    @Test
    void anOpenChildFailsItsCallsAtOnceAndClosesByItself() throws Exception {
        supervisor("e1-open", "tier=normal", "policy=circuit_break");
        Bundle bundle = echo("e1-c", "supervisor=e1-open;breaker=\"failures=10 recovery=2000 trials=1\"");
        ChildReport first = up("e1-c");
        supervision.crash("e1-c", "boom");
        await().until(() -> status("e1-c") == ChildStatus.OPEN);
        await().until(() -> bundle.getState() == Bundle.RESOLVED);
        assertThatThrownBy(() -> get(supervision.call("e1-c", "hello", LONG))).isInstanceOf(SupervisionException.class);
        upAfter("e1-c", first.incarnation());
        await().until(() -> decisions("e1-c").contains("close breaker"));
        assertThat(status("e1-c")).isEqualTo(ChildStatus.UP);
    }

    @Test
    void anEscalationTakesTheSupervisorWithAllItsChildrenAndItsParentBringsThemBack() throws Exception {
        supervisor("e1-up", "tier=normal", "intensity=20", "period=60000", "restart=permanent");
        echo("e1-d", "supervisor=e1-up;policy=\"restart<1 escalate\"");
        echo("e1-e", "supervisor=e1-up");
        ChildReport sibling = up("e1-e");
        crashAndBack("e1-d");
        long before = up("e1-d").incarnation();
        supervision.crash("e1-d", "boom");
        upAfter("e1-e", sibling.incarnation());
        upAfter("e1-d", before);
        assertThat(decisions("e1-d")).endsWith("escalate");
    }

    private List<String> decisions(String id) {
        return journal.entries(id, 100).stream()
                .filter(entry -> entry.event() instanceof ArmstrongEvent.Decided)
                .map(entry -> ((ArmstrongEvent.Decided) entry.event()).decision())
                .toList();
    }
}
