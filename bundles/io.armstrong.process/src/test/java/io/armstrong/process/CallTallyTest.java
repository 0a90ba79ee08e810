package io.armstrong.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.breaker.BreakerSpec;
import io.armstrong.api.worker.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What calls come to is told while somebody looks, and not before or after. */
class CallTallyTest extends WorkerTestBase {
    private static final Script.Act SILENT = (ctx, state) -> Step.next(state);

    private record Told(Duration took, boolean failed) {}

    private final List<Told> told = new ArrayList<>();
    private final CallTally tally = (nanos, failed) -> told.add(new Told(Duration.ofNanos(nanos), failed));

    @BeforeEach
    void up() {
        start(child, 1);
    }

    @Test
    void answersCrashesAndMissedDeadlinesAreToldWithTheirTime() {
        child.count(tally);
        assertThat(call(child, 7)).isEqualTo(7L);
        child.call(SILENT, SECOND);
        time.advance(SECOND);
        call(child, Script.crash("boom"));
        assertThat(told)
                .containsExactly(new Told(Duration.ZERO, false), new Told(SECOND, true), new Told(Duration.ZERO, true));
    }

    @Test
    void whoDoesNotLookHearsNothingAndCallsGoTheShortWayAgain() {
        call(child, 1);
        child.count(tally);
        assertThat(child.wary()).isTrue();
        child.count(null);
        assertThat(child.wary()).isFalse();
        assertThat(call(child, 1)).isEqualTo(2L);
        assertThat(told).isEmpty();
    }

    @Test
    void aBreakerCountsOnBesideIt() {
        child.configure(child.settings()
                .withCalls(new CallRules(
                        BreakerSpec.of(2, SECOND, 1), child.settings().calls().parking(), change -> {})));
        child.count(tally);
        call(child, Script.crash("boom"));
        start(child, 2);
        call(child, Script.crash("boom"));
        assertThat(child.breakerState()).isEqualTo("open");
        assertThat(told).hasSize(2).allMatch(Told::failed);
        child.count(null);
        assertThat(child.wary()).as("the breaker still turns calls away").isTrue();
    }

    @Test
    void whatWaitsBetweenTwoIncarnationsIsNotCounted() {
        child.count(tally);
        call(child, Script.crash("boom"));
        told.clear();
        var parked = child.call(1, FIVE);
        start(child, 2);
        assertThat(now(parked)).isEqualTo(1L);
        assertThat(told).isEmpty();
    }
}
