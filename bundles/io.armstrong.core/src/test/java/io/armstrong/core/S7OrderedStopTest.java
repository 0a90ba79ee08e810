package io.armstrong.core;

import static io.armstrong.api.Strategy.ONE_FOR_ALL;
import static io.armstrong.api.Strategy.ONE_FOR_ONE;
import static io.armstrong.api.Strategy.REST_FOR_ONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.AutoShutdown;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Intensity;
import io.armstrong.api.Shutdown;
import io.armstrong.api.Strategy;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Feature S7, the decisions: ordered stop in reverse, each child in its own way (OTP S20 to S26). */
class S7OrderedStopTest {
    @ParameterizedTest
    @EnumSource(
            value = Strategy.class,
            names = {"ONE_FOR_ONE", "ONE_FOR_ALL", "REST_FOR_ONE"})
    void shouldStopInReverseWhateverTheStrategy(Strategy strategy) {
        assertThat(Script.of(strategy, 3, "a", "b:transient", "c:temporary").shutdown())
                .isEqualTo("-c1 -b1 -a1 exit:shutdown");
    }

    @Test
    void shouldNotTellTheNextBeforeTheLastIsGone() {
        Script s = Script.of(ONE_FOR_ONE, 3, "a", "b", "c").hanging();
        assertThat(s.shutdown()).isEqualTo("-c1");
        assertThat(s.tell(new SupervisorEvent.ChildStopped("c", 1, ExitReason.SHUTDOWN)))
                .isEqualTo("-b1");
    }

    @Test
    void shouldUndoAStartThatFails() {
        Script s =
                Script.unbooted(ONE_FOR_ONE, Intensity.OTP_DEFAULT, AutoShutdown.NEVER, "a", "b", "c:temporary", "d");
        s.starts("c", "boom");
        assertThat(s.boot()).isEqualTo("+a1 +b1 !c1 -b1 -a1 exit:{shutdown,{failed_to_start_child,c,boom}}");
        assertThat(s.reports).containsExactly("start_error c boom");
    }

    @Test
    void shouldHearTheParentWhileAStartHangs() {
        Script s = Script.of(ONE_FOR_ALL, 3, "a", "b").hanging();
        s.crash("b");
        s.tell(new SupervisorEvent.ChildStopped("a", 1, ExitReason.SHUTDOWN));
        assertThat(s.shutdown()).isEqualTo("-a2");
        assertThat(s.tell(new SupervisorEvent.ChildStarted("a", 2))).isEmpty();
        assertThat(s.tell(new SupervisorEvent.ChildStopped("a", 2, ExitReason.SHUTDOWN)))
                .isEqualTo("exit:shutdown");
    }

    @Test
    void shouldFinishTheStopUnderWayBeforeOthers() {
        Script s = Script.of(REST_FOR_ONE, 3, "a", "b", "c").hanging();
        s.tell(new SupervisorEvent.Terminate(s.token(), "a", false));
        assertThat(s.shutdown()).isEmpty();
        assertThat(s.tell(new SupervisorEvent.ChildStopped("a", 1, ExitReason.SHUTDOWN)))
                .isEqualTo("-c1");
        assertThat(s.tell(new SupervisorEvent.ChildStopped("c", 1, ExitReason.SHUTDOWN)))
                .isEqualTo("-b1");
        assertThat(s.tell(new SupervisorEvent.ChildStopped("b", 1, ExitReason.SHUTDOWN)))
                .isEqualTo("exit:shutdown");
        assertThat(s.answers).containsExactly(new OrderResult.Refused(OrderResult.Error.NOPROC));
    }

    @Test
    void shouldNotTryAgainOnceItEnds() {
        Script s = Script.of(ONE_FOR_ONE, 3, "a", "b").hanging();
        s.tell(new SupervisorEvent.ChildExited("b", 1, ExitReason.KILLED));
        assertThat(SupervisorCore.decide(s.state, new SupervisorEvent.ChildStartFailed("b", 2, ExitReason.KILLED), 0))
                .contains(new SupervisorEffect.SendSelf(new SupervisorEvent.RetryStart("b")));
        assertThat(s.shutdown()).isEqualTo("-a1");
        assertThat(s.tell(new SupervisorEvent.RetryStart("b"))).isEmpty();
        assertThat(s.tell(new SupervisorEvent.ChildStopped("a", 1, ExitReason.SHUTDOWN)))
                .isEqualTo("exit:shutdown");
    }

    @Test
    void shouldReportWhatIsNoCleanEnd() {
        assertThat(clean("a", "shutdown", 5)).isTrue();
        assertThat(clean("a", "normal", 5)).isFalse();
        assertThat(clean("a", "{shutdown,x}", 5)).isFalse();
        assertThat(clean("a:transient", "normal", 5)).isTrue();
        assertThat(clean("a:transient", "{shutdown,x}", 5)).isTrue();
        assertThat(clean("a", "killed", 5)).isFalse();
        assertThat(clean("a", "killed", 0)).isTrue();
        assertThat(clean("a:temporary", "oops", 5)).isFalse();
    }

    /** @param seconds 0 for brutal_kill */
    private static boolean clean(String child, String reason, int seconds) {
        Shutdown how = seconds == 0 ? new Shutdown.BrutalKill() : new Shutdown.Within(Duration.ofSeconds(seconds));
        Script s = Script.of(ONE_FOR_ONE, 3, "x").hanging();
        s.tell(new SupervisorEvent.StartNew(s.token(), Script.spec(child).withShutdown(how)));
        s.tell(new SupervisorEvent.ChildStarted("a", 1));
        s.tell(new SupervisorEvent.Terminate(s.token(), "a", false));
        s.tell(new SupervisorEvent.ChildStopped("a", 1, ExitReason.parse(reason)));
        return s.reports.isEmpty();
    }
}
