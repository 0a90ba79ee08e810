package io.armstrong.process.breaker;

import static io.armstrong.api.breaker.BreakerState.HALF_OPEN;
import static io.armstrong.api.breaker.BreakerState.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.breaker.BreakerChange;
import io.armstrong.api.breaker.BreakerSpec;
import io.armstrong.core.breaker.BreakerEvent;
import io.armstrong.process.virtual.VirtualSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Row B2: what time does to a breaker happens, and is told, when it is due, though nobody asks. */
class B2TimeMovesItTest {
    private final VirtualSystem time = new VirtualSystem();
    private final List<BreakerChange> told = new ArrayList<>();
    private final BreakerSpec spec =
            BreakerSpec.of(1, Duration.ofSeconds(10), 2).with("permit=3000");
    private final List<String> troubles = new ArrayList<>();

    @Test
    void aTrialThatNeverReturnsOpensItUntilOneAnswers() {
        Breaker breaker = new Breaker("it", spec, time, time, (where, thrown) -> {}, told::add);
        breaker.failed(breaker.ask(), Breaker.UNTIMED, "boom");
        time.advance(Duration.ofSeconds(10));
        assertThat(last().to()).isEqualTo(HALF_OPEN);
        breaker.ask();
        time.advance(Duration.ofSeconds(1));
        breaker.succeeded(breaker.ask(), Breaker.UNTIMED);
        time.advance(Duration.ofMillis(1999));
        assertThat(told).hasSize(2);
        time.advance(Duration.ofMillis(1));
        assertThat(last().to()).isEqualTo(OPEN);
        assertThat(last().retryAfter()).isEqualTo(Duration.ofSeconds(10));
        assertThat(told).hasSize(3);
    }

    @Test
    void theTimeToRetryRunsDown() {
        Breaker breaker = new Breaker("it", spec, time, time, (where, thrown) -> {}, told::add);
        breaker.failed(breaker.ask(), Breaker.UNTIMED, "boom");
        time.advance(Duration.ofSeconds(4));
        long refusal = breaker.ask();
        assertThat(Breaker.refused(refusal)).isTrue();
        assertThat(Duration.ofNanos(Breaker.retryNanos(refusal))).isEqualTo(Duration.ofSeconds(6));
        assertThat(breaker.report(false).rejected()).isEqualTo(1);
    }

    @Test
    void aHearerThatThrowsMissesNothingLater() {
        Breaker breaker = new Breaker("it", spec, time, time, (where, thrown) -> troubles.add(where), change -> {
            told.add(change);
            if (told.size() == 1) throw new IllegalStateException("deaf");
        });
        breaker.failed(breaker.ask(), Breaker.UNTIMED, "boom");
        time.advance(Duration.ofSeconds(10));
        assertThat(told).hasSize(2);
        assertThat(troubles).containsExactly("telling that breaker it is open");
    }

    @Test
    void oneThatWasSilencedLetsEverybodyPassAndNeitherMovesNorTells() {
        Breaker breaker = new Breaker("it", spec, time, time, (where, thrown) -> troubles.add(where), told::add);
        breaker.failed(breaker.ask(), Breaker.UNTIMED, "boom");
        breaker.silence();
        assertThat(time.step()).as("no timer is left").isFalse();
        time.advance(Duration.ofSeconds(10));
        assertThat(breaker.ask()).isEqualTo(Breaker.FREE);
        breaker.failed(Breaker.FREE, Breaker.UNTIMED, "boom");
        breaker.tell(new BreakerEvent.ForcedShut("by hand"));
        assertThat(breaker.ask()).isEqualTo(Breaker.FREE);
        assertThat(told).hasSize(1);
    }

    private BreakerChange last() {
        return told.get(told.size() - 1);
    }
}
