package io.armstrong.launcher;

import static io.armstrong.launcher.Vigil.Verdict.HALT;
import static io.armstrong.launcher.Vigil.Verdict.RESTART;
import static io.armstrong.launcher.Vigil.Verdict.WELL;
import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.launcher.Vigil.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class VigilTest {
    private final Vigil vigil = new Vigil(0);

    private Verdict at(long seconds, boolean pulse) {
        return vigil.look(TimeUnit.SECONDS.toNanos(seconds), pulse);
    }

    @Test
    void whoeverGivesASignNowAndThenIsWell() {
        for (int second = 0; second < 1000; second += 9)
            assertThat(at(second, true)).isEqualTo(WELL);
        assertThat(at(1009, false)).isEqualTo(RESTART);
    }

    @Test
    void lostIsWhoGaveNoSignForTenSeconds() {
        assertThat(at(9, false)).isEqualTo(WELL);
        assertThat(at(10, false)).isEqualTo(RESTART);
        assertThat(at(11, false)).as("a restart takes its time").isEqualTo(WELL);
    }

    @Test
    void threeRestartsInAMinuteAreAllAndTheFourthIsTheEnd() {
        List<Verdict> verdicts = new ArrayList<>();
        for (int second = 10; second <= 40; second += 10) verdicts.add(at(second, false));
        assertThat(verdicts).containsExactly(RESTART, RESTART, RESTART, HALT);
    }

    @Test
    void aRestartOfLongAgoCountsNoMore() {
        for (int second = 10; second <= 30; second += 10) at(second, false);
        for (int second = 31; second <= 80; second++) at(second, true);
        assertThat(at(90, false)).isEqualTo(RESTART);
    }
}
