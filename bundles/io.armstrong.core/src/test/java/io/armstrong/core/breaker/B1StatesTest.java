package io.armstrong.core.breaker;

import static io.armstrong.api.breaker.BreakerState.CLOSED;
import static io.armstrong.api.breaker.BreakerState.DISABLED;
import static io.armstrong.api.breaker.BreakerState.FORCED_OPEN;
import static io.armstrong.api.breaker.BreakerState.HALF_OPEN;
import static io.armstrong.api.breaker.BreakerState.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.Tier;
import io.armstrong.api.breaker.BreakerSpec;
import io.armstrong.api.breaker.BreakerState;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Row B1: closed, open, half-open")
class B1StatesTest {
    private static final Duration TICK = Duration.ofNanos(1);

    /** The seed's numbers, through the whole circle. */
    @ParameterizedTest
    @EnumSource(names = {"CRITICAL", "NORMAL"})
    void theSeedsNumbersLeadRoundTheCircle(Tier tier) {
        BreakerSpec spec = tier.breaker();
        Bench bench = new Bench(spec);
        bench.failInARow(spec.failures() - 1);
        assertThat(bench.state()).isEqualTo(CLOSED);
        bench.failInARow(1);
        assertThat(bench.state()).isEqualTo(OPEN);
        assertThat(bench.ask()).isEqualTo(BreakerCore.REFUSED);
        bench.pass(spec.recovery().minus(TICK));
        assertThat(bench.state()).isEqualTo(OPEN);
        bench.pass(TICK);
        assertThat(bench.state()).isEqualTo(HALF_OPEN);
        for (int i = 1; i < spec.trials(); i++) bench.succeed(bench.ask());
        assertThat(bench.state()).isEqualTo(HALF_OPEN);
        bench.succeed(bench.ask());
        assertThat(bench.state()).isEqualTo(CLOSED);
        assertThat(bench.circuit.transitions()).isEqualTo(3);
    }

    @Test
    void theSeedsNumbersAreThese() {
        assertThat(Tier.CRITICAL.breaker()).isEqualTo(BreakerSpec.of(5, Duration.ofSeconds(30), 3));
        assertThat(Tier.NORMAL.breaker()).isEqualTo(BreakerSpec.of(10, Duration.ofSeconds(60), 2));
        assertThat(Tier.ERROR_KERNEL.breaker().present()).isFalse();
        assertThat(Tier.PERIPHERAL.breaker().present()).isFalse();
    }

    /** State table: from, what happens, to. */
    @ParameterizedTest
    @CsvSource({
        "CLOSED, one failure, CLOSED",
        "CLOSED, the last failure, OPEN",
        "CLOSED, recovery time, CLOSED",
        "CLOSED, trip, OPEN",
        "CLOSED, trial, HALF_OPEN",
        "OPEN, success, OPEN",
        "OPEN, one failure, OPEN",
        "OPEN, recovery time, HALF_OPEN",
        "OPEN, trip, OPEN",
        "OPEN, trial, HALF_OPEN",
        "OPEN, reset, CLOSED",
        "OPEN, auto, OPEN",
        "HALF_OPEN, a late answer, HALF_OPEN",
        "HALF_OPEN, a trial fails, OPEN",
        "HALF_OPEN, one trial succeeds, HALF_OPEN",
        "HALF_OPEN, all trials succeed, CLOSED",
        "HALF_OPEN, the trial passed, CLOSED",
        "FORCED_OPEN, the trial passed, FORCED_OPEN",
        "HALF_OPEN, trip, OPEN",
        "HALF_OPEN, auto, HALF_OPEN",
        "HALF_OPEN, shut, FORCED_OPEN",
        "FORCED_OPEN, recovery time, FORCED_OPEN",
        "FORCED_OPEN, success, FORCED_OPEN",
        "FORCED_OPEN, trip, FORCED_OPEN",
        "FORCED_OPEN, trial, FORCED_OPEN",
        "FORCED_OPEN, auto, CLOSED",
        "FORCED_OPEN, reset, CLOSED",
        "FORCED_OPEN, off, DISABLED",
        "DISABLED, the last failure, DISABLED",
        "DISABLED, trip, DISABLED",
        "DISABLED, shut, FORCED_OPEN",
        "DISABLED, auto, CLOSED",
        "DISABLED, reset, CLOSED",
    })
    void stateTable(BreakerState from, String what, BreakerState to) {
        Bench bench = in(from);
        happening(what).accept(bench);
        assertThat(bench.state()).isEqualTo(to);
        assertThat(bench.circuit.transitions() - in(from).circuit.transitions()).isEqualTo(from == to ? 0 : 1);
    }

    private static final BreakerSpec SMALL = BreakerSpec.of(3, Duration.ofSeconds(10), 2);

    private static Bench in(BreakerState state) {
        Bench bench = new Bench(SMALL);
        switch (state) {
            case OPEN -> bench.failInARow(3);
            case HALF_OPEN -> {
                bench.failInARow(3);
                bench.pass(SMALL.recovery());
            }
            case FORCED_OPEN -> bench.tell(new BreakerEvent.ForcedShut("test"));
            case DISABLED -> bench.tell(new BreakerEvent.SwitchedOff("test"));
            case CLOSED -> bench.failInARow(0);
        }
        return bench;
    }

    private static Consumer<Bench> happening(String what) {
        return switch (what) {
            case "one failure" -> bench -> bench.fail(BreakerCore.FREE);
            case "the last failure" -> bench -> bench.failInARow(3);
            case "recovery time" -> bench -> bench.pass(SMALL.recovery());
            case "success" -> bench -> bench.succeed(BreakerCore.FREE);
            case "a late answer" -> bench -> bench.fail(BreakerCore.FREE);
            case "a trial fails" -> bench -> bench.fail(bench.ask());
            case "one trial succeeds" -> bench -> bench.succeed(bench.ask());
            case "all trials succeed" ->
                bench -> {
                    bench.succeed(bench.ask());
                    bench.succeed(bench.ask());
                };
            case "trip" -> bench -> bench.tell(new BreakerEvent.Tripped("test"));
            case "trial" -> bench -> bench.tell(new BreakerEvent.TrialBegun("test"));
            case "the trial passed" -> bench -> bench.tell(new BreakerEvent.TrialPassed("test"));
            case "reset" -> bench -> bench.tell(new BreakerEvent.Reset("test"));
            case "shut" -> bench -> bench.tell(new BreakerEvent.ForcedShut("test"));
            case "off" -> bench -> bench.tell(new BreakerEvent.SwitchedOff("test"));
            case "auto" -> bench -> bench.tell(new BreakerEvent.LeftToItself("test"));
            default -> throw new IllegalArgumentException(what);
        };
    }

    @Nested
    class Closed {
        @Test
        void shouldForgetFailuresInARowAtASuccess() {
            Bench bench = new Bench(SMALL);
            bench.failInARow(2);
            bench.succeed(bench.ask());
            bench.failInARow(2);
            assertThat(bench.state()).isEqualTo(CLOSED);
            assertThat(bench.circuit.failures()).isEqualTo(2);
        }

        @Test
        void shouldCountFailuresWithinAWindowWhateverSucceedsBetweenThem() {
            Bench bench = new Bench(SMALL.with("window=1000"));
            bench.failInARow(2);
            bench.succeed(bench.ask());
            bench.pass(Duration.ofMillis(1000)); // the two have left the window
            bench.failInARow(2);
            assertThat(bench.state()).isEqualTo(CLOSED);
            bench.succeed(bench.ask());
            bench.pass(Duration.ofMillis(999));
            bench.failInARow(1);
            assertThat(bench.state()).isEqualTo(OPEN);
        }

        @Test
        void shouldNeverOpenByItselfWithoutAThreshold() {
            Bench bench = new Bench(BreakerSpec.NONE);
            bench.failInARow(2000);
            assertThat(bench.state()).isEqualTo(CLOSED);
        }
    }

    @Nested
    class HalfOpen {
        @Test
        void shouldGiveOutExactlyItsTrialsAndNoMore() {
            Bench bench = in(HALF_OPEN);
            long first = bench.ask();
            long second = bench.ask();
            assertThat(bench.ask()).isEqualTo(BreakerCore.REFUSED);
            bench.succeed(first);
            assertThat(bench.ask()).isEqualTo(BreakerCore.REFUSED);
            bench.succeed(second);
            assertThat(bench.state()).isEqualTo(CLOSED);
        }

        @Test
        void shouldKeepTheTrialsThatPassedBeforeItsSupervisorSaidSo() {
            Bench bench = in(HALF_OPEN);
            long early = bench.ask();
            bench.tell(new BreakerEvent.TrialBegun("test"));
            bench.ask();
            assertThat(bench.ask()).isEqualTo(BreakerCore.REFUSED);
            bench.fail(early);
            assertThat(bench.state()).isEqualTo(OPEN);
        }

        @Test
        void shouldCountTheSameAnswerOnce() {
            Bench bench = in(HALF_OPEN);
            long first = bench.ask();
            bench.succeed(first);
            bench.succeed(first);
            assertThat(bench.state()).isEqualTo(HALF_OPEN);
        }

        @Test
        void shouldIgnoreATrialOfAnEarlierRound() {
            Bench bench = in(HALF_OPEN);
            long late = bench.ask();
            bench.fail(bench.ask());
            bench.pass(SMALL.recovery());
            assertThat(bench.state()).isEqualTo(HALF_OPEN);
            bench.fail(late);
            assertThat(bench.state()).isEqualTo(HALF_OPEN);
            bench.succeed(bench.ask());
            bench.succeed(bench.ask());
            bench.fail(late);
            assertThat(bench.circuit.failures()).isZero();
        }
    }
}
