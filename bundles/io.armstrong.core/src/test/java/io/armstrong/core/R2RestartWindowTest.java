package io.armstrong.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.Intensity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Feature R2: a sliding window on monotonic time, exact (OTP S50 to S52). */
class R2RestartWindowTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void shouldIncludeTheEndsOfTheWindow() {
        RestartWindow window = new RestartWindow(new Intensity(1, Duration.ofSeconds(5)));
        assertThat(window.add(0)).isTrue();
        assertThat(window.add(5 * SECOND)).isFalse();
        assertThat(new RestartWindow(new Intensity(0, Duration.ofSeconds(5))).add(0))
                .isFalse();
    }

    @Test
    void shouldSlide() {
        RestartWindow window = new RestartWindow(new Intensity(1, Duration.ofSeconds(5)));
        window.add(0);
        assertThat(window.add(5 * SECOND + 1)).isTrue();
        assertThat(window.used(5 * SECOND + 1)).isEqualTo(1);
    }

    @Test
    void shouldBearAnyZeroPointOfTheClock() {
        RestartWindow window = new RestartWindow(new Intensity(1, Duration.ofSeconds(5)));
        long start = Long.MAX_VALUE - SECOND;
        assertThat(window.add(start)).isTrue();
        assertThat(window.add(start + 2 * SECOND)).isFalse();
        assertThat(window.add(start + 20 * SECOND)).isTrue();
    }

    @Test
    void shouldKeepItsHistoryWhenItsLimitsChange() {
        RestartWindow window = new RestartWindow(new Intensity(5, Duration.ofSeconds(5)));
        window.add(0);
        window.add(4 * SECOND);
        window.change(new Intensity(2, Duration.ofSeconds(60)));
        assertThat(window.add(30 * SECOND)).isFalse();
    }

    @Test
    void shouldAgreeWithAListOfAllTimes() {
        Random random = new Random(42);
        for (int max = 0; max < 12; max++) {
            RestartWindow window = new RestartWindow(new Intensity(max, Duration.ofSeconds(3)));
            List<Long> all = new ArrayList<>();
            long now = 0;
            for (int i = 0; i < 2_000; i++) {
                now += random.nextLong(SECOND);
                all.add(now);
                long from = now - 3 * SECOND;
                boolean allowed = all.stream().filter(t -> t >= from).count() <= max;
                assertThat(window.add(now)).isEqualTo(allowed);
            }
        }
    }
}
