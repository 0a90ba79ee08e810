package io.armstrong.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Fault row 50: what grows, and what only comes and goes. */
class GrowthTest {
    private final Growth growth = new Growth(60);

    @Test
    void shouldMeasureFromTheLeastOfTheWindow() {
        assertThat(growth.of(100, 0)).isZero();
        assertThat(growth.of(130, 10)).isEqualTo(30);
        assertThat(growth.of(90, 20)).isZero();
        assertThat(growth.of(95, 30)).isEqualTo(5);
        assertThat(growth.of(190, 80)).isEqualTo(100);
    }

    @Test
    void shouldForgetWhatIsOlderThanTheWindow() {
        growth.of(100, 0);
        growth.of(180, 59);
        assertThat(growth.of(180, 60)).isEqualTo(80);
        assertThat(growth.of(180, 61)).as("it has been as much for a window").isZero();
    }

    @Test
    void shouldNotTakeForGrowthWhatComesAndGoes() {
        long most = 0;
        for (int at = 0; at < 1000; at++) most = Math.max(most, growth.of(100 + at % 2 * 7, at));
        assertThat(most).isEqualTo(7);
    }
}
