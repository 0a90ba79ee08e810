package io.armstrong.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.Backoff;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Feature R4: after a quiet time the next delay is the first delay again. */
class R4QuietTimeTest {
    private final Script s = Script.of(R3BackoffTest.supervisor(
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), 3, 0, Duration.ofSeconds(100)), 1));

    @Test
    void shouldBeginAgainWithTheFirstDelayAfterTheQuietTime() {
        assertThat(crashAndWait()).isEqualTo(1000);
        assertThat(crashAndWait()).isEqualTo(3000);
        s.pass(99.9);
        assertThat(crashAndWait()).as("not quiet for long enough").isEqualTo(9000);
        s.pass(100);
        assertThat(crashAndWait()).isEqualTo(1000);
        assertThat(crashAndWait()).isEqualTo(3000);
    }

    @Test
    void shouldNotTakeTimeDownForQuiet() {
        crashAndWait();
        s.order(token -> new SupervisorEvent.Terminate(token, "c0", false));
        s.pass(1000);
        s.order(token -> new SupervisorEvent.Restart(token, "c0"));
        assertThat(crashAndWait()).isEqualTo(3000);
    }

    private long crashAndWait() {
        s.crash("c0");
        long wait = (s.state.child("c0").wakesAt().orElseThrow() - s.now()) / 1_000_000;
        s.pass(wait / 1e3);
        return wait;
    }
}
