package io.armstrong.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.Intensity;
import io.armstrong.api.RestartType;
import io.armstrong.api.Strategy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TestSupervisorTest {
    private final TestSupervisor supervisor =
            TestSupervisor.of(Strategy.REST_FOR_ONE, new Intensity(2, Duration.ofSeconds(10)));
    private final TestChild first = supervisor.add("first", new Counter());
    private final TestChild second = supervisor.add("second", new Counter());

    @Test
    void aCrashOfTheFirstTakesTheSecondAlong() {
        second.crash("boom");
        first.assertRestarted(0);
        second.assertRestarted(1);
        first.crash("boom");
        first.assertRestarted(1);
        second.assertRestarted(2);
    }

    @Test
    void theCallerIsToldWhyAndStateIsFresh() {
        first.say("add", "5");
        assertThat(first.state()).isEqualTo(Map.of("count", 5L));
        assertThatThrownBy(() -> first.say("fall")).hasMessageContaining("cannot [fall]");
        first.assertRestarted(1);
        assertThat(first.state()).isEqualTo(Map.of("count", 0L));
    }

    @Test
    void theWindowIsOfVirtualTime() {
        second.crash("boom");
        second.crash("boom");
        supervisor.advance(Duration.ofSeconds(11));
        second.crash("boom");
        second.assertRestarted(3);
        assertThat(supervisor.alive()).isTrue();
    }

    @Test
    void givesUpWhenStartsKeepFailing() {
        assertThatThrownBy(supervisor::assertGaveUp).hasMessageContaining("has not given up");
        second.failNextStarts(2);
        second.crash("boom");
        supervisor.assertGaveUp();
        assertThat(first.status()).isEqualTo(ChildStatus.DOWN);
        assertThat(supervisor.events()).anyMatch(event -> event.contains("gave up over second"));
    }

    @Test
    void aHangingStartIsEndedAtItsDeadlineAndAHangingStopAtItsOwn() {
        second.hangInNextStart().crash("boom");
        assertThat(second.status()).isEqualTo(ChildStatus.STARTING);
        supervisor.advance(ChildSpec.DEFAULT_START_DEADLINE);
        second.assertRestarted(1);
        supervisor.advance(Duration.ofSeconds(11));
        second.hangInNextStop();
        first.crash("boom");
        assertThat(second.status()).isEqualTo(ChildStatus.STOPPING);
        supervisor.advance(Duration.ofSeconds(5));
        second.assertRestarted(2);
    }

    @Test
    void aTransientChildStaysDownAfterANormalEnd() {
        TestChild third = supervisor.add(ChildSpec.of("third").withRestart(RestartType.TRANSIENT), new Counter());
        third.stop();
        third.assertDown("shutdown");
        assertThatThrownBy(third::assertUp).hasMessageContaining("third is down (shutdown) and was restarted 0 times");
        assertThatCode(() -> third.assertDown("shutdown")).doesNotThrowAnyException();
        assertThatThrownBy(() -> first.assertRestarted(7)).hasMessageContaining("expected 7 restarts");
    }

    @Test
    void stopEndsTheSupervisorWithoutGivingUp() {
        supervisor.stop();
        assertThat(supervisor.alive()).isFalse();
        assertThatThrownBy(supervisor::assertGaveUp).hasMessageContaining("ended otherwise: shutdown");
    }
}
