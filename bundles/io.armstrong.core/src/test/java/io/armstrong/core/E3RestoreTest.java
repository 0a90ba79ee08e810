package io.armstrong.core;

import static io.armstrong.api.Strategy.ONE_FOR_ALL;
import static io.armstrong.api.Strategy.ONE_FOR_ONE;
import static io.armstrong.api.Strategy.REST_FOR_ONE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Feature E3, the logic: isolate keeps the spec, restore brings the child back with an empty window and half its maximum (D5). */
class E3RestoreTest {
    @Test
    void shouldHalveTheMaximumWithEachRestore() {
        Script s = Script.under("restart", ONE_FOR_ONE, 4, "a", "b");
        for (int max : new int[] {4, 2, 1, 1}) {
            ChildRecord a = s.state.child("a");
            assertThat(s.state.limitOf(a).max()).isEqualTo(max);
            s.order(token -> new SupervisorEvent.Isolate(token, "a"));
            s.order(token -> new SupervisorEvent.Restore(token, "a"));
        }
        assertThat(s.crash("a")).isEqualTo("+a6");
        assertThat(s.crash("a")).isEqualTo("-b1 exit:shutdown");
    }

    @Test
    void shouldClearTheWindow() {
        Script s = Script.under("restart<2 isolate", ONE_FOR_ONE, 9, "a");
        for (int crash = 0; crash < 3; crash++) s.crash("a");
        assertThat(s.status("a")).isEqualTo("isolated");
        s.order(token -> new SupervisorEvent.Restore(token, "a"));
        assertThat(s.state.child("a").ownRestarts(s.now())).isZero();
        assertThat(s.crash("a")).isEqualTo("+a5");
    }

    @Test
    void shouldRestartTheOthersOfItsScopeOnce() {
        Script s = Script.under("isolate", REST_FOR_ONE, 9, "a", "b", "c");
        s.crash("b");
        assertThat(s.tell(new SupervisorEvent.Restore(s.token(), "b"))).isEqualTo("+b2 -c1 +c2");
        assertThat(s.answers).containsExactly(new OrderResult.Started("b", 2));
        assertThat(s.state.used(s.now())).isZero();
    }

    @Test
    void shouldStayIsolatedThroughGroupRestartsAndTime() {
        Script s = Script.under("restart<1 isolate", REST_FOR_ONE, 9, "a", "b", "c");
        s.order(token -> new SupervisorEvent.Isolate(token, "b"));
        assertThat(s.crash("a")).isEqualTo("-c1 +a2 +c2");
        s.pass(86_400);
        assertThat(s.children()).isEqualTo("a2 b:isolated c2");
    }

    @Test
    void shouldBeIsolatedFromTheStartWhenItIsWantedSo() {
        Script s = Script.under("tier", ONE_FOR_ALL, 3, "a", "b").hanging();
        s.crash("a");
        s.tell(new SupervisorEvent.ChildStopped("b", 1, io.armstrong.api.ExitReason.SHUTDOWN));
        assertThat(s.tell(new SupervisorEvent.ChildIsolated("a", 2))).isEqualTo("+b2");
        assertThat(s.status("a")).isEqualTo("isolated");
    }

    /** Simulator seed 955: it stayed open for ever, since its start had called off the trial. */
    @Test
    void shouldGetItsTrialWhenItIsOpenAndDoesNotStart() {
        Script s = Script.under("circuit_break", ONE_FOR_ONE, 9, "a");
        s.crash("a");
        s.pass(30);
        s.starts("a", "boom").tell(new SupervisorEvent.Restore(s.token(), "a"));
        assertThat(s.status("a")).isEqualTo("open");
        assertThat(s.pass(59.9)).isEmpty();
        assertThat(s.pass(0.2)).isEqualTo("+a3");
    }

    @Test
    void shouldBeQuarantinedWhenItHangsInsteadOfStarting() {
        Script s = Script.under("circuit_break", ONE_FOR_ONE, 9, "a");
        s.crash("a");
        s.hanging().tell(new SupervisorEvent.Restore(s.token(), "a"));
        s.tell(new SupervisorEvent.ChildHung("a", 2, io.armstrong.api.ExitReason.KILLED));
        assertThat(s.status("a")).isEqualTo("hung");
        assertThat(s.pass(3600)).isEmpty();
    }

    @Test
    void shouldGetNoTrialAnyMoreWhenItIsStoppedWhileOpen() {
        Script s = Script.under("circuit_break", ONE_FOR_ONE, 9, "a");
        s.crash("a");
        s.order(token -> new SupervisorEvent.Terminate(token, "a", false));
        assertThat(s.status("a")).isEqualTo("down");
        assertThat(s.pass(3600)).isEmpty();
    }
}
