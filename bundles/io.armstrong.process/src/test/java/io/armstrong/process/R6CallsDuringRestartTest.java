package io.armstrong.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.ParkSpec;
import io.armstrong.api.Shutdown;
import io.armstrong.api.breaker.BreakerSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Row R6: calls between two incarnations park, fail or fall back, bounded in number and time. */
class R6CallsDuringRestartTest extends WorkerTestBase {
    private void rule(String parking) {
        WorkerSettings of = WorkerSettings.of(time.system());
        child.configure(of.withCalls(new CallRules(BreakerSpec.of(2, FIVE, 1), ParkSpec.parse(parking), change -> {})));
    }

    private void down() {
        start(child, 1);
        call(child, Script.crash("boom"));
        assertThat(child.up()).isFalse();
    }

    @Test
    void parkedCallsAreAnsweredInOrderByTheNextIncarnation() {
        rule("park");
        down();
        List<CompletionStage<Object>> calls = new ArrayList<>();
        for (int i = 0; i < 3; i++) calls.add(child.call(1, FIVE));
        assertThat(child.parked()).isEqualTo(3);
        start(child, 2);
        assertThat(calls).extracting(WorkerTestBase::outcome).containsExactly(1L, 2L, 3L);
        assertThat(child.parked()).isZero();
    }

    @Test
    void noMoreThanTheBoundAreParked() {
        rule("park bound=2");
        down();
        List<CompletionStage<Object>> calls = new ArrayList<>();
        for (int i = 0; i < 3; i++) calls.add(child.call(1, FIVE));
        assertThat(outcome(calls.get(2))).isEqualTo("failed: restarting");
        start(child, 2);
        assertThat(calls).extracting(WorkerTestBase::outcome).containsExactly(1L, 2L, "failed: restarting");
        down(3);
        assertThat(outcome(child.call(1, FIVE))).as("the places are free again").isEqualTo("pending");
    }

    private void down(long incarnation) {
        child.stop(incarnation - 1, Shutdown.WORKER_DEFAULT);
        time.runUntilIdle();
        assertThat(child.up()).isFalse();
    }

    @Test
    void aParkedCallEndsAtTheLimitAndIsNeverHandledThen() {
        rule("park limit=1000");
        down();
        CompletionStage<Object> patient = child.call(1, Duration.ofSeconds(30));
        CompletionStage<Object> hurried = child.call(1, Duration.ofMillis(300));
        time.advance(Duration.ofMillis(300));
        assertThat(outcome(hurried)).isEqualTo("failed: timeout");
        time.advance(Duration.ofMillis(700));
        assertThat(outcome(patient)).isEqualTo("failed: restarting");
        assertThat(child.parked()).isZero();
        start(child, 2);
        assertThat(call(child, 1))
                .as("only the one that timed out was handled (OTP S96)")
                .isEqualTo(2L);
        assertThat(child.breakerState())
                .as("waiting in vain is not the child's fault")
                .isEqualTo("closed");
    }

    @Test
    void theLimitEndsWhenItsTurnHasCome() {
        rule("park limit=1000");
        down();
        CompletionStage<Object> call = child.call(stall(Duration.ofSeconds(3), new AtomicReference<>()), FIVE);
        start(child, 2);
        time.advance(Duration.ofSeconds(3));
        assertThat(outcome(call)).isEqualTo("stalled");
    }

    @Test
    void failsFastWhereThatIsConfigured() {
        rule("fail");
        down();
        assertThat(outcome(child.call(1, FIVE))).isEqualTo("failed: restarting");
        assertThat(child.cast("kept")).isTrue();
        start(child, 2);
        assertThat(call(child, "get")).asString().contains("kept");
    }

    @Test
    void answersTheFallbackWhereThatIsConfigured() {
        rule("fallback answer=42");
        down();
        assertThat(outcome(child.call("get", FIVE))).isEqualTo(42L);
        start(child, 2);
        assertThat(call(child, 1)).isEqualTo(1L);
    }

    @Test
    void callsParkInAHoldToo() {
        rule("fail");
        start(child, 1);
        child.holdFast(FIVE);
        time.runUntilIdle();
        assertThat(outcome(child.call(1, FIVE))).isEqualTo("failed: restarting");
        child.release();
        time.runUntilIdle();
        assertThat(call(child, 1)).isEqualTo(1L);
    }
}
