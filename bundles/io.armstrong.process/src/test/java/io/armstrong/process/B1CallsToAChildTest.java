package io.armstrong.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.ExitReason;
import io.armstrong.api.Shutdown;
import io.armstrong.api.breaker.BreakerChange;
import io.armstrong.api.breaker.BreakerSpec;
import io.armstrong.api.breaker.BreakerState;
import io.armstrong.api.worker.CallFailed;
import io.armstrong.api.worker.Step;
import io.armstrong.core.breaker.BreakerEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Row B1 and design D4: the breaker in front of a child's mailbox. */
class B1CallsToAChildTest extends WorkerTestBase {
    private static final BreakerSpec SPEC =
            BreakerSpec.of(3, Duration.ofSeconds(10), 2).with("ignored=java.lang.ArithmeticException");
    private static final Script.Act SILENT = (ctx, state) -> Step.next(state);

    private final List<BreakerChange> told = new ArrayList<>();
    private final List<Boolean> trials = new ArrayList<>();
    private long incarnation;

    @BeforeEach
    void up() {
        child.configure(rules(SPEC));
        restart();
    }

    private WorkerSettings rules(BreakerSpec spec) {
        WorkerSettings of = WorkerSettings.of(time.system());
        return of.withCalls(new CallRules(spec, of.calls().parking(), told::add));
    }

    private void restart() {
        start(child, ++incarnation);
    }

    private void crash() {
        call(child, Script.crash("boom"));
        restart();
    }

    private void miss() {
        child.call(SILENT, Duration.ofSeconds(1));
        time.advance(Duration.ofSeconds(1));
    }

    private void open() {
        for (int i = 0; i < 3; i++) crash();
        assertThat(child.breakerState()).isEqualTo("open");
    }

    private void halfOpen() {
        open();
        time.advance(SPEC.recovery());
        assertThat(child.breakerState()).isEqualTo("half-open");
    }

    @Test
    void opensByCrashedAndLateCallsAndFailsFastWithTheTimeToRetryWhileTheChildStaysUp() {
        crash();
        miss();
        assertThat(child.breakerState()).isEqualTo("closed");
        miss();
        assertThat(child.breakerState()).isEqualTo("open");
        assertThat(child.up()).isTrue();
        assertThat(call(child, 1)).isEqualTo("failed: {open,10000}");
        time.advance(Duration.ofMillis(2500));
        CompletableFuture<?> late = child.call(1, FIVE).toCompletableFuture();
        assertThat(late).isCompletedExceptionally();
        try {
            late.join();
        } catch (CompletionException e) {
            CallFailed failed = (CallFailed) e.getCause();
            assertThat(failed.retryAfter()).isEqualTo(Duration.ofMillis(7500));
            assertThat(failed.getStackTrace()).isEmpty();
        }
        assertThat(child.cast("still")).as("a cast has no outcome and passes").isTrue();
        time.advance(Duration.ofMillis(7500));
        assertThat(call(child, "get")).asString().contains("still");
        assertThat(heard.exits).as("nothing was stopped").hasSize(1);
    }

    @Test
    void aSuccessBetweenThemForgetsFailuresInARow() {
        crash();
        crash();
        call(child, 1);
        crash();
        crash();
        assertThat(child.breakerState()).isEqualTo("closed");
        assertThat(told).isEmpty();
    }

    @Test
    void exactlyTwoTrialsPassAndCloseIt() {
        halfOpen();
        Script.Act later = (ctx, state) -> {
            ctx.after(SECOND, "now");
            return Step.next(state);
        };
        var first = child.call(later, FIVE);
        var second = child.call(later, FIVE);
        assertThat(call(child, 1)).isEqualTo("failed: {open,30000}");
        assertThat(outcome(first)).isEqualTo("pending");
        assertThat(outcome(second)).isEqualTo("pending");
        time.advance(FIVE); // both miss their deadlines: the first one opens it
        assertThat(child.breakerState()).isEqualTo("open");
        time.advance(SPEC.recovery());
        assertThat(call(child, 1)).isEqualTo(1L);
        assertThat(child.breakerState()).isEqualTo("half-open");
        assertThat(call(child, 1)).isEqualTo(2L);
        assertThat(child.breakerState()).isEqualTo("closed");
        assertThat(told)
                .extracting(BreakerChange::to)
                .containsExactly(
                        BreakerState.OPEN,
                        BreakerState.HALF_OPEN,
                        BreakerState.OPEN,
                        BreakerState.HALF_OPEN,
                        BreakerState.CLOSED);
    }

    @Test
    void countsOnlyWhatIsTheChildsFault() {
        Script.Act refuse = (ctx, state) -> {
            ctx.refuse(ctx.caller(), "not today");
            return Step.next(state);
        };
        for (int i = 0; i < 5; i++) {
            call(child, refuse);
            call(child, (Script.Act) (ctx, state) -> {
                throw new ArithmeticException("ignored by the spec");
            });
            restart();
            child.callWords(List.of("add"), FIVE); // cannot be read
            child.call(SILENT, FIVE); // open when its incarnation ends
            time.runUntilIdle();
            child.crash(ExitReason.Crashed.explicit("by hand"));
            restart();
            child.stop(incarnation, Shutdown.WORKER_DEFAULT);
            time.runUntilIdle();
            child.close(ExitReason.SHUTDOWN);
            call(child, 1); // turned away
            restart();
        }
        assertThat(child.breakerState()).isEqualTo("closed");
        assertThat(child.breaker().report(true).failures()).isZero();
    }

    @Test
    void aChildWithoutABreakerHasNoneUnlessSomebodyForcesIt() {
        child.configure(rules(BreakerSpec.NONE));
        for (int i = 0; i < 20; i++) crash();
        assertThat(child.breakerState()).isEqualTo("none");
        child.breaker().tell(new BreakerEvent.ForcedShut("by hand"));
        assertThat(child.breakerState()).isEqualTo("forced-open");
        assertThat(call(child, 1)).isEqualTo("failed: {open,0}");
        child.breaker().tell(new BreakerEvent.LeftToItself("by hand"));
        assertThat(child.breakerState()).isEqualTo("none");
        assertThat(call(child, 1)).isEqualTo(1L);
    }

    @Test
    void slowCallsOpenItWhenItTimesThem() {
        child.configure(rules(SPEC.with("slowAfter=1000 slowSample=2")));
        for (int i = 0; i < 2; i++) {
            var slow = child.call(stall(SECOND, new AtomicReference<>()), FIVE);
            time.advance(SECOND);
            assertThat(outcome(slow)).isEqualTo("stalled");
        }
        assertThat(child.breakerState()).isEqualTo("open");
    }

    @Test
    void aSupervisorKeepsItOpenAndHearsOfEveryCallOnTrial() {
        child.trip("it crashed too often");
        assertThat(call(child, 1)).isEqualTo("failed: {open,10000}");
        child.beginTrial(trials::add);
        assertThat(child.breakerState()).isEqualTo("half-open");
        assertThat(call(child, 1)).isEqualTo(1L);
        assertThat(trials).containsExactly(true);
        call(child, Script.crash("again"));
        assertThat(trials).containsExactly(true, false);
        assertThat(child.breakerState()).isEqualTo("open");
        restart();
        child.trip("a call on trial failed");
        child.beginTrial(trials::add);
        child.endTrial("the recovery time was survived");
        assertThat(child.breakerState()).isEqualTo("closed");
        assertThat(call(child, 1)).isEqualTo(1L);
        assertThat(trials).hasSize(2);
    }

    /** By time the breaker is half-open, and the child up, before its supervisor listens. */
    @Test
    void aCallOnTrialCountsThoughItCameBeforeTheSupervisorListened() {
        trippedAndUpAgain();
        var missed = child.call(SILENT, SECOND);
        time.runUntilIdle();
        child.beginTrial(trials::add);
        time.advance(SECOND);
        assertThat(outcome(missed)).isEqualTo("failed: timeout");
        assertThat(trials).containsExactly(false);
        assertThat(child.breakerState()).isEqualTo("open");
    }

    @Test
    void whatEndedBeforeTheSupervisorListenedIsToldToIt() {
        trippedAndUpAgain();
        assertThat(call(child, 1)).isEqualTo(1L);
        child.beginTrial(trials::add);
        assertThat(trials).containsExactly(true);
        assertThat(call(child, 1)).isEqualTo(2L);
        assertThat(trials).containsExactly(true, true);
        assertThat(child.breakerState()).as("two trials in all").isEqualTo("closed");

        trippedAndUpAgain();
        miss();
        assertThat(child.breakerState()).isEqualTo("open");
        trials.clear();
        child.beginTrial(trials::add);
        assertThat(trials).containsExactly(false);
        assertThat(child.breakerState()).as("nothing passes any more").isEqualTo("open");
    }

    /** One that never reached the child says nothing about it. */
    @Test
    void aCallThatGivesUpBeforeTheChildIsUpIsNoTrial() {
        child.stop(incarnation, Shutdown.WORKER_DEFAULT);
        time.runUntilIdle();
        child.trip("it crashed too often");
        time.advance(SPEC.recovery());
        miss();
        restart();
        child.beginTrial(trials::add);
        assertThat(trials).isEmpty();
        assertThat(child.breakerState()).isEqualTo("half-open");
    }

    private void trippedAndUpAgain() {
        child.stop(incarnation, Shutdown.WORKER_DEFAULT);
        time.runUntilIdle();
        child.trip("it crashed too often");
        time.advance(SPEC.recovery());
        restart();
    }

    @Test
    void theBreakerOfAChildThatIsGoneIsSilent() {
        open();
        told.clear();
        child.stop(incarnation, Shutdown.WORKER_DEFAULT);
        child.retire(ExitReason.SHUTDOWN);
        time.advance(SPEC.recovery().multipliedBy(2));
        assertThat(told).isEmpty();
        assertThat(call(child, 1)).as("it is not open, it is not there").isEqualTo("failed: noproc");
    }

    @Test
    void otherLimitsOfTheSpecHoldAfterTheNextStart() {
        crash();
        child.configure(rules(SPEC.with("failures=2")));
        crash();
        assertThat(child.breakerState()).isEqualTo("open");
    }
}
