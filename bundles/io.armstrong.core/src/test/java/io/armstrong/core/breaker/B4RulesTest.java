package io.armstrong.core.breaker;

import static io.armstrong.api.breaker.BreakerState.CLOSED;
import static io.armstrong.api.breaker.BreakerState.HALF_OPEN;
import static io.armstrong.api.breaker.BreakerState.OPEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armstrong.api.breaker.BreakerSpec;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Row B4: slow calls, what is ignored, other limits at run time. */
class B4RulesTest {
    private static final Duration FAST = Duration.ofMillis(10);
    private static final Duration SLOW = Duration.ofMillis(100);
    private static final BreakerSpec SPEC =
            BreakerSpec.of(3, Duration.ofSeconds(10), 1).with("slowAfter=100 slowPercent=50 slowSample=4");
    private final Bench bench = new Bench(SPEC);

    @Test
    void halfOfTheLastFourSlowOpensIt() {
        bench.take(SLOW);
        bench.take(SLOW);
        bench.take(FAST);
        assertThat(bench.state()).as("before there were four").isEqualTo(CLOSED);
        bench.take(FAST);
        assertThat(bench.state()).isEqualTo(OPEN);
        assertThat(bench.circuit.why()).isEqualTo("2 of the last 4 calls took 100 ms or longer");
    }

    @Test
    void slowCallsThatLieFurtherBackCountNoMore() {
        bench.take(SLOW);
        for (int i = 0; i < 3; i++) bench.take(FAST);
        for (int i = 0; i < 10; i++) {
            bench.take(SLOW);
            for (int j = 0; j < 4; j++) bench.take(FAST);
        }
        assertThat(bench.state()).isEqualTo(CLOSED);
        assertThat(bench.circuit.slow()).isZero();
    }

    @Test
    void aSampleOfSixtyFourHasRoomForAll() {
        Bench wide = new Bench(SPEC.with("slowSample=64 slowPercent=100"));
        for (int i = 0; i < 63; i++) wide.take(SLOW);
        assertThat(wide.state()).isEqualTo(CLOSED);
        wide.take(SLOW);
        assertThat(wide.state()).isEqualTo(OPEN);
    }

    @Test
    void aSlowTrialIsAFailedOne() {
        bench.failInARow(3);
        bench.pass(SPEC.recovery());
        bench.take(SLOW);
        assertThat(bench.state()).isEqualTo(OPEN);
    }

    @Test
    void whatIsGivenBackIsNeitherFailureNorSuccess() {
        bench.failInARow(2);
        bench.tell(new BreakerEvent.Returned(bench.ask()));
        assertThat(bench.circuit.failures()).isEqualTo(2);
        bench.failInARow(1);
        assertThat(bench.state()).isEqualTo(OPEN);
    }

    @Test
    void otherLimitsHoldFromNowOnAndWhatWasCountedStays() {
        bench.failInARow(2);
        bench.tell(new BreakerEvent.Configured(SPEC.with("failures=4")));
        bench.failInARow(1);
        assertThat(bench.state()).isEqualTo(CLOSED);
        bench.failInARow(1);
        assertThat(bench.state()).isEqualTo(OPEN);
        bench.tell(new BreakerEvent.Configured(SPEC.with("trials=2")));
        bench.pass(SPEC.recovery());
        bench.take(FAST);
        assertThat(bench.state()).isEqualTo(HALF_OPEN);
        bench.tell(new BreakerEvent.Configured(SPEC.with("trials=1")));
        assertThat(bench.state()).isEqualTo(CLOSED);
    }

    @Test
    void aSpecReadsBackAsItIsWrittenAndRefusesWhatMakesNoSense() {
        BreakerSpec odd = BreakerSpec.of(7, Duration.ofMillis(8), 9)
                .with("window=1 permit=2 slowAfter=3 slowPercent=4 slowSample=5 ignored=a.B|c.D");
        assertThat(BreakerSpec.NONE.with(odd.text())).isEqualTo(odd);
        assertThat(SPEC.with("none")).isEqualTo(BreakerSpec.NONE);
        assertThatThrownBy(() -> SPEC.with("slowSample=65")).hasMessageContaining("slowSample of a breaker is 65");
        assertThatThrownBy(() -> SPEC.with("recovery=0")).hasMessageContaining("must be positive");
        assertThatThrownBy(() -> SPEC.with("failurs=3")).hasMessageContaining("'failurs=3' of a breaker");
    }
}
