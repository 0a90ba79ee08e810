package io.armstrong.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.ExitReason.Crashed;
import io.armstrong.api.Shutdown;
import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import io.armstrong.api.worker.WorkerContext.Down;
import io.armstrong.process.Script.Act;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Hold, exchange, release: what an upgrade does to a running child (OTP S100 to S104). */
class ExchangeTest extends WorkerTestBase {
    private final List<String> log = new ArrayList<>();

    /** The next version: its state has another shape. */
    private class Next implements Worker<Next.Sum> {
        record Sum(long total, String note) {}

        @Override
        public Sum init(WorkerContext ctx) {
            return new Sum(0, "fresh");
        }

        @Override
        public Step<Sum> handle(WorkerContext ctx, Sum state, Object message) {
            if (!(message instanceof Number more)) return Step.reply(state, state.toString());
            Sum next = new Sum(state.total + more.longValue(), state.note);
            return Step.reply(next, next.total);
        }

        @Override
        public void resumed(WorkerContext ctx, Sum state) throws Exception {
            log.add("resumed " + ctx.incarnation() + " " + state);
        }
    }

    private Object hold() {
        return now(child.holdFast(FIVE));
    }

    @Test
    void holdsBetweenTwoMessagesWithTheStateAsData() {
        start(child, 1);
        call(child, 7);
        assertThat(hold()).isEqualTo(new Snapshot(1, 1, Map.of("count", 7L, "log", List.of())));
        CompletionStage<Object> waits = child.call(1, FIVE);
        assertThat(now(waits)).isEqualTo("pending");
        assertThat(child.waiting()).isEqualTo(1);
        assertThat(now(child.state(FIVE))).isEqualTo(new Snapshot(1, 1, Map.of("count", 7L, "log", List.of())));
        assertThat(now(child.release())).isEqualTo(time.system().clock().nanos());
        assertThat(now(waits)).isEqualTo(8L);
    }

    @Test
    void givesNewCodeTheStateAndKeepsIncarnationQueueTimersMonitorsAndOpenCalls() {
        WorkerProcess watcher = worker("watcher", new Script());
        start(watcher, 1);
        start(child, 1);
        watcher.cast((Act) (ctx, s) -> {
            ctx.monitor(child, "m");
            return Step.next(s);
        });
        List<WorkerContext.Caller> open = new ArrayList<>();
        CompletionStage<Object> deferred = child.call(
                (Act) (ctx, s) -> {
                    ctx.after(FIVE, 10);
                    open.add(ctx.caller());
                    return Step.next(s.plus(5));
                },
                Duration.ofHours(1));
        time.runUntilIdle();
        hold();
        CompletionStage<Object> waits = child.call(1, FIVE);
        assertThat(now(child.detach())).isEqualTo(1L);
        assertThat(now(child.attach(new WorkerCode(new Next(), 2), Map.of("total", 5, "note", "moved"), FIVE)))
                .isEqualTo(1L);
        assertThat(outcome(waits)).isEqualTo("pending");
        now(child.release());
        assertThat(outcome(waits)).isEqualTo(6L);
        time.advance(FIVE);
        assertThat(call(child, 0)).isEqualTo(16L);
        assertThat(child.incarnation()).isEqualTo(1);
        assertThat(outcome(deferred)).isEqualTo("pending");
        assertThat(call(watcher, "get")).isEqualTo(List.of());
        assertThat(log).containsExactly("resumed 1 Sum[total=5, note=moved]");
        child.crash(Crashed.explicit("end"));
        time.runUntilIdle();
        assertThat(outcome(deferred)).isEqualTo("failed: end");
        assertThat(call(watcher, "get")).isEqualTo(List.of(new Down("m", "child", 1, "end").toString()));
        start(child, 2);
        assertThat(call(child, "state")).isEqualTo("Sum[total=0, note=fresh]");
    }

    @Test
    void staysHeldAndCanGoBackWhenTheNewCodeCannotTakeTheState() {
        start(child, 1);
        call(child, 7);
        Snapshot before = (Snapshot) hold();
        now(child.detach());
        assertThat((String) now(child.attach(new WorkerCode(new Next(), 2), before.data(), FIVE)))
                .contains("state.count", "has no such component, only [total, note]");
        assertThat((String) now(child.release())).contains("no code to go on with");
        assertThat(now(child.attach(new WorkerCode(script, 1), before.data(), FIVE)))
                .isEqualTo(1L);
        now(child.release());
        assertThat(call(child, 1)).isEqualTo(8L);
        assertThat(heard.take()).containsExactly("started 1");
    }

    @Test
    void closesWhatAFailedResumeOpened() {
        Script next = new Script();
        next.resuming = (ctx, state) -> {
            ctx.closeAtEnd(() -> log.add("closed"));
            throw new IllegalStateException("port taken");
        };
        start(child, 1);
        Snapshot before = (Snapshot) hold();
        now(child.detach());
        assertThat((String) now(child.attach(new WorkerCode(next, 1), before.data(), FIVE)))
                .contains("port taken");
        assertThat(log).containsExactly("closed");
    }

    @Test
    void fencesCodeThatIsLostInItsResume() {
        Script next = new Script();
        next.resuming = (ctx, state) -> time.stallDeaf(Duration.ofHours(1));
        start(child, 1);
        Snapshot before = (Snapshot) hold();
        now(child.detach());
        CompletionStage<Long> attach = child.attach(new WorkerCode(next, 1), before.data(), FIVE);
        time.advance(Duration.ofSeconds(31));
        assertThat(outcome(attach)).isEqualTo("failed: timeout");
        assertThat(heard.last().hung()).isTrue();
        start(child, 2);
        time.advance(Duration.ofHours(2));
        assertThat(call(child, 1)).isEqualTo(1L);
        assertThat(time.troubles()).isEmpty();
    }

    @Test
    void endsResourcesOfTheOldCodeWhenDetached() {
        script.opening = ctx -> {
            ctx.closeAtEnd(() -> log.add("closed first"));
            ctx.closeAtEnd(() -> log.add("closed last"));
            return new Script.State(0);
        };
        start(child, 1);
        hold();
        assertThat(log).isEmpty();
        assertThat(now(child.detach())).isEqualTo(1L);
        assertThat(log).containsExactly("closed last", "closed first");
        assertThat(heard.take()).containsExactly("started 1");
    }

    @Test
    void obeysItsSupervisorWhileHeldAndIsNotHeldAfterwards() {
        start(child, 1);
        hold();
        CompletionStage<Object> waits = child.call(3, FIVE);
        child.stop(1, Shutdown.WORKER_DEFAULT);
        time.runUntilIdle();
        assertThat(heard.take()).containsExactly("started 1", "1 exited: shutdown");
        start(child, 2);
        assertThat(now(waits)).isEqualTo(3L);
    }

    @Test
    void refusesASecondHoldAndOneOfAChildThatIsNotUp() {
        assertThat(hold()).isEqualTo("failed: noproc");
        start(child, 1);
        hold();
        assertThat((String) hold()).contains("child is held already");
    }

    @Test
    void givesUpAHoldThatDoesNotComeInTimeAndHoldsNothing() {
        start(child, 1);
        child.cast(stall(Duration.ofSeconds(8), new java.util.concurrent.atomic.AtomicReference<>()));
        time.runUntilIdle();
        CompletionStage<Snapshot> hold = child.holdFast(FIVE);
        time.advance(Duration.ofSeconds(9));
        assertThat(outcome(hold)).isEqualTo("failed: timeout");
        assertThat(call(child, 1)).isEqualTo(1L);
    }

    @Test
    void goesOnEvenWhereTheTurnOfItsReleaseComesLate() {
        Script next = new Script();
        next.resuming = (ctx, state) -> time.stall(Duration.ofSeconds(8));
        start(child, 1);
        Snapshot before = (Snapshot) hold();
        now(child.detach());
        CompletionStage<Long> attach = child.attach(new WorkerCode(next, 1), before.data(), Duration.ofSeconds(9));
        time.runUntilIdle();
        CompletionStage<Long> release = child.release();
        time.advance(Duration.ofSeconds(6));
        assertThat(outcome(release)).isEqualTo("failed: timeout");
        time.advance(Duration.ofSeconds(3));
        assertThat(outcome(attach)).isEqualTo(1L);
        assertThat(call(child, 1)).isEqualTo(1L);
    }

    @Test
    void replacesTheCallbacksAloneBetweenTwoMessages() {
        start(child, 1);
        call(child, 4);
        Script other = new Script();
        other.closing = (ctx, state, reason) -> log.add("the new one was told");
        child.replace(other);
        assertThat(call(child, 1)).isEqualTo(5L);
        child.stop(1, Shutdown.WORKER_DEFAULT);
        time.runUntilIdle();
        assertThat(log).containsExactly("the new one was told");
    }

    @Test
    void letsMessagesWaitWhileSuspended() {
        start(child, 1);
        child.suspend();
        CompletionStage<Object> waits = child.call(1, FIVE);
        assertThat(now(waits)).isEqualTo("pending");
        child.resume();
        assertThat(now(waits)).isEqualTo(1L);
    }
}
