package io.armstrong.core.breaker;

import static io.armstrong.api.breaker.BreakerState.CLOSED;
import static io.armstrong.api.breaker.BreakerState.HALF_OPEN;
import static io.armstrong.api.breaker.BreakerState.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.breaker.BreakerSpec;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Row B2: a trial that is never answered is a failure at its deadline. */
class B2HalfOpenCannotStickTest {
    private static final Duration PERMIT = Duration.ofSeconds(3);
    private static final BreakerSpec SPEC =
            BreakerSpec.of(1, Duration.ofSeconds(10), 2).with("permit=3000");
    private final Bench bench = new Bench(SPEC);

    private void halfOpen() {
        bench.failInARow(1);
        bench.pass(SPEC.recovery());
        assertThat(bench.state()).isEqualTo(HALF_OPEN);
    }

    @Test
    void aTrialThatIsNeverAnsweredOpensItAtItsDeadline() {
        halfOpen();
        bench.ask();
        assertThat(bench.circuit.changesIn(bench.now)).isEqualTo(PERMIT.toNanos());
        bench.pass(PERMIT.minusNanos(1));
        assertThat(bench.state()).isEqualTo(HALF_OPEN);
        bench.pass(Duration.ofNanos(1));
        assertThat(bench.state()).isEqualTo(OPEN);
        assertThat(bench.circuit.why()).contains("not answered within 3000 ms");
    }

    @Test
    void andSoDoesOneAmongOthersThatSucceed() {
        halfOpen();
        bench.ask();
        bench.pass(Duration.ofSeconds(1));
        bench.succeed(bench.ask());
        bench.pass(Duration.ofSeconds(2));
        assertThat(bench.state()).isEqualTo(OPEN);
    }

    @Test
    void whoeverAsksAfterTheDeadlineFindsItOpen() {
        halfOpen();
        bench.ask();
        bench.now += PERMIT.toNanos();
        assertThat(bench.ask()).isEqualTo(BreakerCore.REFUSED);
        assertThat(bench.state()).isEqualTo(OPEN);
    }

    @Test
    void aTrialGivenBackLeavesItsPlaceToAnother() {
        halfOpen();
        bench.tell(new BreakerEvent.Returned(bench.ask()));
        bench.tell(new BreakerEvent.Returned(bench.ask()));
        bench.pass(PERMIT);
        assertThat(bench.state()).isEqualTo(HALF_OPEN);
        bench.succeed(bench.ask());
        bench.succeed(bench.ask());
        assertThat(bench.state()).isEqualTo(CLOSED);
    }
}
