package io.armstrong.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.Guards;
import io.armstrong.api.health.HealthStatus;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WindowsTest {
    private static final long SECOND = 1_000_000_000L;

    @Nested
    class H2Checks {
        private final CheckWindow window = new CheckWindow("disk", Guards.DEFAULT);

        private HealthStatus after(HealthStatus... runs) {
            for (HealthStatus run : runs) window.add(run, run.text());
            return window.health().health();
        }

        @Test
        void oneFailureOfThreeDoesNotCount() {
            assertThat(after(HealthStatus.HEALTHY, HealthStatus.DOWN)).isEqualTo(HealthStatus.DEGRADED);
            assertThat(after(HealthStatus.HEALTHY)).isEqualTo(HealthStatus.HEALTHY);
            assertThat(after(HealthStatus.HEALTHY, HealthStatus.DOWN)).isEqualTo(HealthStatus.DEGRADED);
        }

        @Test
        void twoOfThreeDo() {
            assertThat(after(HealthStatus.DOWN, HealthStatus.HEALTHY, HealthStatus.DOWN))
                    .isEqualTo(HealthStatus.DOWN);
            assertThat(window.health().failures()).isEqualTo(2);
            assertThat(window.health().result()).isEqualTo("down");
        }

        @Test
        void noAnswerIsUnknownAndThenDown() {
            assertThat(after(HealthStatus.UNKNOWN)).isEqualTo(HealthStatus.UNKNOWN);
            assertThat(after(HealthStatus.UNKNOWN)).isEqualTo(HealthStatus.DOWN);
        }

        @Test
        void warningsNeverCount() {
            assertThat(after(HealthStatus.DEGRADED, HealthStatus.DEGRADED, HealthStatus.DEGRADED))
                    .isEqualTo(HealthStatus.DEGRADED);
        }
    }

    @Test
    void anAllowanceBeginsAnewWithItsPeriod() {
        Guards guards = Guards.DEFAULT.withMemory(1000, Duration.ofSeconds(10));
        Allowance allowance = new Allowance(guards, 0, 500);
        assertThat(allowance.used(SECOND, 1400)).isEqualTo(900);
        assertThat(allowance.used(10 * SECOND, 1500)).isEqualTo(1000);
        assertThat(allowance.used(11 * SECOND, 1600)).isEqualTo(100);
        assertThat(allowance.used(12 * SECOND, 1200)).isZero();
    }

    @Test
    void silenceLastsSinceTheLastBeatOrTheBeginning() {
        Silence silence = new Silence(-SECOND);
        assertThat(silence.exceeds(Duration.ofSeconds(2), SECOND)).isFalse();
        assertThat(silence.exceeds(Duration.ofSeconds(2), SECOND + 1)).isTrue();
        silence.heard(SECOND);
        silence.heard(-2 * SECOND);
        assertThat(silence.exceeds(Duration.ofSeconds(2), 2 * SECOND)).isFalse();
    }
}
