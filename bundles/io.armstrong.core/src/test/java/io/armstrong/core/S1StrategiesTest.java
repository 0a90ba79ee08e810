package io.armstrong.core;

import static io.armstrong.api.Strategy.ONE_FOR_ALL;
import static io.armstrong.api.Strategy.ONE_FOR_ONE;
import static io.armstrong.api.Strategy.REST_FOR_ONE;
import static io.armstrong.api.Strategy.SIMPLE_ONE_FOR_ONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.ExitReason;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Feature S1: the set and the order of stopped and started children is the strategy's. */
class S1StrategiesTest {
    @Nested
    class OneForOne {
        @Test
        void shouldRestartTheChildAlone() {
            Script s = Script.of(ONE_FOR_ONE, 3, "a", "b", "c", "d", "e");
            assertThat(s.crash("c")).isEqualTo("+c2");
            assertThat(s.children()).isEqualTo("a1 b1 c2 d1 e1");
        }

        @Test
        void shouldHandleAnotherChildsExitWhileOneIsStarting() {
            Script s = Script.of(ONE_FOR_ONE, 3, "a", "b").hanging();
            assertThat(s.crash("a")).isEqualTo("+a2");
            assertThat(s.crash("b")).isEqualTo("+b2");
        }

        @Test
        void shouldCountEachDeath() {
            Script s = Script.of(ONE_FOR_ONE, 1, "a", "b", "c");
            assertThat(s.crash("a")).isEqualTo("+a2");
            assertThat(s.crash("b")).isEqualTo("-c1 -a2 exit:shutdown");
        }
    }

    @Nested
    class OneForAll {
        @Test
        void shouldStopAllInReverseThenStartAllInOrder() {
            Script s = Script.of(ONE_FOR_ALL, 3, "a", "b", "c", "d", "e");
            assertThat(s.crash("c")).isEqualTo("-e1 -d1 -b1 -a1 +a2 +b2 +c2 +d2 +e2");
        }

        @Test
        void shouldTakeSeveralDeathsAsOneRestart() {
            Script s = Script.of(ONE_FOR_ALL, 1, "a", "b", "c");
            assertThat(s.burst(killed("a"), killed("c"))).isEqualTo("-c1 -b1 +a2 +b2 +c2");
            assertThat(s.children()).isEqualTo("a2 b2 c2");
        }

        @Test
        void shouldReportASiblingThatDiedInTheMeantime() {
            Script s = Script.of(ONE_FOR_ALL, 1, "a", "b", "c").hanging();
            s.crash("a");
            s.tell(killed("b"));
            s.tell(new SupervisorEvent.ChildStopped("c", 1, ExitReason.SHUTDOWN));
            assertThat(s.reports).containsExactly("child_terminated a boom", "shutdown_error b killed");
        }

        @Test
        void shouldReviveWhoWasDown() {
            Script s = Script.of(ONE_FOR_ALL, 3, "a", "b:transient", "c");
            s.exit("b", "normal");
            s.order(token -> new SupervisorEvent.Terminate(token, "c", false));
            assertThat(s.children()).isEqualTo("a1 b:down c:down");
            assertThat(s.crash("a")).isEqualTo("+a2 +b2 +c2");
        }

        @Test
        void shouldDropTemporarySiblings() {
            Script s = Script.of(ONE_FOR_ALL, 3, "a", "t:temporary", "c");
            assertThat(s.crash("a")).isEqualTo("-c1 -t1 +a2 +c2");
            assertThat(s.children()).isEqualTo("a2 c2");
        }

        @Test
        void shouldDropATemporarySiblingThatNeverRan() {
            Script s = Script.of(ONE_FOR_ALL, 3, "a");
            s.order(token -> new SupervisorEvent.ChangeSpecs(
                    token, s.state.spec().withChildren(Script.specs("a", "t:temporary"))));
            assertThat(s.crash("a")).isEqualTo("+a2");
            assertThat(s.children()).isEqualTo("a2");
        }

        @Test
        void shouldPassByIsolatedOnes() {
            Script s = Script.of(REST_FOR_ONE, 3, "a", "b", "c");
            s.order(token -> new SupervisorEvent.Isolate(token, "b"));
            assertThat(s.crash("a")).isEqualTo("-c1 +a2 +c2");
            assertThat(s.children()).isEqualTo("a2 b:isolated c2");
        }
    }

    @Nested
    class RestForOne {
        @Test
        void shouldRestartTheChildAndThoseAfterIt() {
            Script s = Script.of(REST_FOR_ONE, 3, "a", "b", "c", "d", "e");
            assertThat(s.crash("c")).isEqualTo("-e1 -d1 +c2 +d2 +e2");
            assertThat(s.children()).isEqualTo("a1 b1 c2 d2 e2");
        }

        @Test
        void shouldNotReviveEarlierOnes() {
            Script s = Script.of(REST_FOR_ONE, 3, "a", "b", "c");
            s.order(token -> new SupervisorEvent.Terminate(token, "a", false));
            assertThat(s.crash("b")).isEqualTo("-c1 +b2 +c2");
        }

        @Test
        void shouldHandleAnEarlierDeathAfterTheRestartOfALaterOne() {
            Script s = Script.of(REST_FOR_ONE, 5, "a", "b", "c");
            assertThat(s.burst(killed("c"), killed("a"))).isEqualTo("+c2 -c2 -b1 +a2 +b2 +c3");
        }
    }

    @Nested
    class FailedRestarts {
        @Test
        void shouldTryAgainAndCountEachAttempt() {
            Script s = Script.of(ONE_FOR_ONE, 3, "a", "b").starts("b", "boom2", "boom2", "ok");
            assertThat(s.crash("b")).isEqualTo("!b2 !b3 +b4");
            assertThat(s.state.used(0)).isEqualTo(3);
        }

        @Test
        void shouldEndTheSupervisorOverTheLimit() {
            Script s = Script.of(ONE_FOR_ONE, 2, "a", "b").starts("b", "boom2", "boom2", "boom2");
            assertThat(s.crash("b")).isEqualTo("!b2 !b3 -a1 exit:shutdown");
        }

        @Test
        void shouldBeginAgainFromTheFirstUnderOneForAll() {
            Script s = Script.of(ONE_FOR_ALL, 3, "a", "b", "c").starts("b", "boom2");
            assertThat(s.crash("c")).isEqualTo("-b1 -a1 +a2 !b2 -a2 +a3 +b3 +c2");
        }

        @Test
        void shouldGoOnFromTheFailedOneUnderRestForOne() {
            Script s = Script.of(REST_FOR_ONE, 3, "a", "b", "c", "d").starts("c", "boom2");
            assertThat(s.crash("b")).isEqualTo("-d1 -c1 +b2 !c2 +c3 +d2");
        }

        @Test
        void shouldHearOrdersBetweenAttempts() {
            Script s = Script.of(ONE_FOR_ONE, 3, "a", "b").starts("b", "boom2");
            assertThat(s.burst(
                            new SupervisorEvent.ChildExited("b", 1, ExitReason.parse("boom")),
                            new SupervisorEvent.Restart(1, "b"),
                            new SupervisorEvent.Terminate(2, "b", false)))
                    .isEqualTo("!b2");
            assertThat(s.answers)
                    .containsExactly(new OrderResult.Refused(OrderResult.Error.RESTARTING), OrderResult.DONE);
            assertThat(s.children()).isEqualTo("a1 b:down");
        }

        @Test
        void shouldTakeIgnoreAsDone() {
            Script s = Script.of(ONE_FOR_ONE, 3, "a", "b").starts("b", "ignore");
            s.crash("b");
            assertThat(s.children()).isEqualTo("a1 b:down");
        }
    }

    @Test
    void shouldRestartDynamicChildrenAlone() {
        Script s = Script.of(SIMPLE_ONE_FOR_ONE, 3, "t");
        for (String id : List.of("x", "y")) s.order(token -> new SupervisorEvent.StartDynamic(token, id, id));
        assertThat(s.crash("x")).isEqualTo("+x2");
        assertThat(s.shutdown()).isEqualTo("-x2 -y1 exit:shutdown");
    }

    private static SupervisorEvent killed(String id) {
        return new SupervisorEvent.ChildExited(id, 1, ExitReason.KILLED);
    }
}
