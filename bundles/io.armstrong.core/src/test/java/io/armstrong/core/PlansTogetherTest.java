package io.armstrong.core;

import static io.armstrong.api.Strategy.ONE_FOR_ONE;
import static io.armstrong.api.Strategy.REST_FOR_ONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.Backoff;
import io.armstrong.api.Recovery;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the simulator found where two things are under way at once. */
class PlansTogetherTest {
    @Test
    void theRestOfItsGroupGoesOnWithoutAChildThatIsLeftDown() {
        Script s = Script.under("restart<1 isolate", REST_FOR_ONE, 20, "a", "b", "c")
                .starts("b", "boom");
        assertThat(s.crash("b")).isEqualTo("-c1 !b2 +c2");
        assertThat(s.children()).isEqualTo("a1 b:isolated c2");
    }

    @Test
    void theRestStaysDownWithAChildThatIsStoppedByHand() {
        Script s = Script.of(REST_FOR_ONE, 20, "a", "b", "c").starts("b", "boom");
        s.burst(
                new SupervisorEvent.ChildExited("b", 1, io.armstrong.api.ExitReason.KILLED),
                new SupervisorEvent.Terminate(s.token(), "b", false));
        assertThat(s.children()).as("OTP S4A").isEqualTo("a1 b:down c:down");
    }

    @Test
    void aBreakerThatClosesLeavesAHoldAlone() {
        Script s = Script.under("circuit_break<9 isolate", ONE_FOR_ONE, 20, "a", "b");
        s.crash("a");
        assertThat(s.pass(60.1)).as("on trial").isEqualTo("+a2");
        long hold = s.token();
        s.tell(new SupervisorEvent.Hold(hold, List.of("b")));
        s.pass(60.1);
        assertThat(s.decision().decision()).isEqualTo("close breaker");
        assertThat(s.status("b")).isEqualTo("upgrading");
        s.tell(new SupervisorEvent.Released(hold));
        assertThat(s.status("b")).isEqualTo("up");
    }

    @Test
    void aFailedCallOnTrialWaitsForAnOrderThatIsBeingCarriedOut() {
        Script s = Script.under("circuit_break<9 isolate", ONE_FOR_ONE, 20, "a", "b");
        s.crash("a");
        s.pass(60.1);
        long hold = s.token();
        s.tell(new SupervisorEvent.Hold(hold, List.of("b")));
        assertThat(s.tell(new SupervisorEvent.TrialCall("a", 2, false))).isEmpty();
        assertThat(s.tell(new SupervisorEvent.Released(hold))).isEqualTo("-a2");
        assertThat(s.children()).isEqualTo("a:open b1");
    }

    /** Simulator seed 56520: the exit that waited made the new one restart, beside itself. */
    @Test
    void anExitThatWaitedSaysNothingOfANewChildOfThatName() {
        Script s = Script.of(REST_FOR_ONE, 20, "a", "b");
        long hold = s.token();
        s.tell(new SupervisorEvent.Hold(hold, List.of("b")));
        s.tell(new SupervisorEvent.Terminate(s.token(), "b", false));
        s.tell(new SupervisorEvent.Delete(s.token(), "b"));
        s.tell(new SupervisorEvent.StartNew(s.token(), Script.spec("b")));
        assertThat(s.crash("b")).isEmpty();
        assertThat(s.tell(new SupervisorEvent.Released(hold))).isEqualTo("+b1");
        assertThat(s.children()).isEqualTo("a1 b1");
        assertThat(s.state.used(s.now())).isZero();
    }

    @Test
    void aStartWithItsGroupVoidsItsOwnBackoff() {
        Recovery slow = Recovery.INHERITED.withBackoff(Backoff.of(Duration.ofSeconds(1)));
        Script s = Script.of(Script.unbootedSpec(REST_FOR_ONE, 20)
                .withChildren(List.of(Script.spec("a"), Script.spec("b").withRecovery(slow))));
        s.crash("b");
        s.starts("b", "boom");
        assertThat(s.crash("a")).isEqualTo("+a2 !b2");
        assertThat(s.decision().rule())
                .as("the failed start is tried again and counted")
                .contains("failed restart");
    }
}
