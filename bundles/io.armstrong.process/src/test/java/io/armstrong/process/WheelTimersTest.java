package io.armstrong.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WheelTimersTest {
    private final Clock clock = Clock.monotonic();
    private final List<String> troubles = new CopyOnWriteArrayList<>();
    private final WheelTimers timers = new WheelTimers(clock, (where, thrown) -> troubles.add(thrown.getMessage()));

    @AfterEach
    void close() {
        timers.close();
    }

    @Test
    void neverFiresEarly() {
        List<Long> early = new CopyOnWriteArrayList<>();
        AtomicInteger fired = new AtomicInteger();
        for (int i = 0; i < 200; i++) {
            long delay = i * 1_700_000L;
            long due = clock.nanos() + delay;
            timers.after(delay, () -> {
                if (clock.nanos() < due) early.add(delay);
                fired.incrementAndGet();
            });
        }
        await().until(() -> fired.get() == 200);
        assertThat(early).isEmpty();
    }

    @Test
    void firesInTheOrderOfTimeAcrossTicks() {
        List<Integer> order = new CopyOnWriteArrayList<>();
        for (int i : List.of(5, 1, 4, 2, 3)) timers.after(i * 500_000_000L, () -> order.add(i));
        await().until(() -> order.size() == 5);
        assertThat(order).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void doesNotFireWhatWasStopped() {
        AtomicInteger fired = new AtomicInteger();
        Timers.Timer soon = timers.after(0, () -> {});
        Timers.Timer stopped = timers.after(1_000_000_000, fired::incrementAndGet);
        assertThat(stopped.cancel()).isTrue();
        assertThat(stopped.cancel()).isFalse();
        AtomicInteger later = new AtomicInteger();
        timers.after(1_100_000_000, later::incrementAndGet);
        await().until(() -> later.get() == 1);
        assertThat(fired).hasValue(0);
        assertThat(soon.cancel()).isFalse();
    }

    @Test
    void waitsLongerThanOneRoundOfTheWheel() {
        AtomicInteger fired = new AtomicInteger();
        timers.after(Duration.ofMillis(5_300).toNanos(), fired::incrementAndGet);
        timers.after(Long.MAX_VALUE, () -> fired.addAndGet(100));
        await().during(Duration.ofMillis(3_500)).atMost(Duration.ofSeconds(5)).until(() -> fired.get() == 0);
        await().until(() -> fired.get() == 1);
    }

    @Test
    void countsTicksWhileSomethingWaits() {
        await().until(() -> timers.tick() == 0);
        Timers.Timer waits = timers.after(60_000_000_000L, () -> {});
        await().until(() -> timers.tick() != 0);
        int tick = timers.tick();
        await().until(() -> timers.tick() - tick > 5 && timers.excess(tick) >= 0);
        assertThat(timers.excess(timers.tick() + 1)).as("of one to come").isNegative();
        waits.cancel();
    }

    @Test
    void goesOnAfterATaskThrew() {
        AtomicInteger fired = new AtomicInteger();
        timers.after(0, () -> {
            throw new IllegalStateException("a task");
        });
        timers.after(50_000_000, fired::incrementAndGet);
        await().until(() -> fired.get() == 1);
        assertThat(troubles).containsExactly("a task");
    }
}
