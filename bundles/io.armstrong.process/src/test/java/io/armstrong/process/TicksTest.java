package io.armstrong.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TicksTest {
    private static final long TICK = Duration.ofMillis(10).toNanos();

    private long now;
    private final Ticks ticks = new Ticks(() -> now);

    /** The present tick lasts that long, and the next begins. @return the one that is over */
    private int lasted(long nanos) {
        int tick = ticks.now();
        now += nanos;
        ticks.next();
        return tick;
    }

    @Test
    void nobodyCountsBeforeTheFirstAndWhileTheTimersSleep() {
        assertThat(ticks.now()).isZero();
        ticks.next();
        int first = ticks.now();
        assertThat(first).isNotZero();
        ticks.none();
        assertThat(ticks.now()).isZero();
        ticks.next();
        assertThat(ticks.now()).isNotIn(0, first);
    }

    @Test
    void theExcessOfATickIsKnownWhenItIsOver() {
        ticks.next();
        int present = ticks.now();
        assertThat(ticks.excess(present)).isNegative();
        lasted(TICK);
        assertThat(ticks.excess(present)).isZero();
        int late = lasted(Timers.LEEWAY + 7);
        int next = lasted(TICK);
        assertThat(ticks.excess(late)).isEqualTo(7);
        assertThat(ticks.excess(next)).isZero();
        assertThat(ticks.excess(present)).isZero();
    }

    @Test
    void oneBeforeASleepEndsWithIt() {
        ticks.next();
        int last = ticks.now();
        now += Timers.LEEWAY + 5;
        ticks.none();
        assertThat(ticks.excess(last)).isEqualTo(5);
        now += 1_000 * TICK;
        ticks.next();
        int first = lasted(TICK);
        assertThat(ticks.excess(first)).as("the sleep is of no tick").isZero();
    }

    /** The worst are remembered; of another that was late no less is told than its excess, and no more than theirs. */
    @Test
    void ofOneThatIsForgottenAtLeastItsExcessIsTold() {
        ticks.next();
        int worst = lasted(Timers.LEEWAY + 1_000);
        int early = lasted(TICK);
        int least = lasted(Timers.LEEWAY + 1);
        int newest = 0;
        for (int i = 0; i < 100; i++) newest = lasted(Timers.LEEWAY + 2 + i);
        int prompt = lasted(TICK);
        assertThat(ticks.excess(worst)).isEqualTo(1_000);
        assertThat(ticks.excess(newest)).isEqualTo(101);
        assertThat(ticks.excess(least)).isBetween(1L, 40L);
        assertThat(ticks.excess(early)).as("nobody knows any more").isBetween(0L, 40L);
        assertThat(ticks.excess(prompt)).isZero();
    }
}
