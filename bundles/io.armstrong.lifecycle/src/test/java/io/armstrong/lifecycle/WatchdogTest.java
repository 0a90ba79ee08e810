package io.armstrong.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchdogTest {
    private final Watchdog watchdog = new Watchdog();

    @AfterEach
    void close() {
        watchdog.close();
    }

    @Test
    void looksAgainWhenTheNearestDeadlineIsDue() {
        watchdog.add(now -> 700);
        watchdog.add(now -> 300);
        assertThat(watchdog.look(0)).isEqualTo(300);
    }

    @Test
    void hasNothingToDoWhenNothingIsUnderWay() {
        assertThat(watchdog.look(0)).isEqualTo(Watched.NEVER);
    }

    @Test
    void takesAHundredYearsForNever() {
        assertThat(watchdog.in(Duration.ofDays(40_000))).isEqualTo(Watched.NEVER);
        assertThat(watchdog.in(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(Watched.NEVER);
        assertThat(watchdog.in(Duration.ofDays(1))).isLessThan(Watched.NEVER);
    }

    @Test
    void getsUpForADeadlineThatComesSooner() {
        AtomicInteger looks = new AtomicInteger();
        watchdog.open();
        watchdog.add(now -> {
            looks.incrementAndGet();
            return Watched.NEVER;
        });
        int before = looks.get();
        watchdog.sooner(watchdog.in(Duration.ofSeconds(5)));
        Awaitility.await().until(() -> looks.get() > before);
    }
}
