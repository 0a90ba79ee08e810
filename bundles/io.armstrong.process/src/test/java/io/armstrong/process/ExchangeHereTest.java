package io.armstrong.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A hold whose turns are done by the thread that asks for them: who is held waits for no other. */
class ExchangeHereTest {
    private static final Duration FIVE = Duration.ofSeconds(5);

    private final List<String> troubles = new CopyOnWriteArrayList<>();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final ProcessSystem system = ProcessSystem.start((where, thrown) -> troubles.add(where + ": " + thrown));
    private final WorkerProcess child = child();

    @AfterEach
    void nothingEscaped() {
        system.close();
        assertThat(troubles).isEmpty();
    }

    private final class Adder implements Worker<Adder.Sum> {
        record Sum(long total) {}

        @Override
        public Sum init(WorkerContext ctx) {
            return new Sum(0);
        }

        @Override
        public Step<Sum> handle(WorkerContext ctx, Sum state, Object message) {
            if (message instanceof Runnable first) first.run();
            if (message.equals("open")) ctx.closeAtEnd(() -> log.add("closed"));
            Sum next = new Sum(state.total + (message instanceof Long more ? more : 0));
            return Step.reply(next, next.total);
        }

        @Override
        public void resumed(WorkerContext ctx, Sum state) {
            log.add("resumed on " + Thread.currentThread().getName());
        }
    }

    private WorkerProcess child() {
        WorkerProcess process = new WorkerProcess("child", WorkerSettings.of(system), null);
        process.install(new WorkerCode(new Adder(), 1));
        process.start(1, new Heard());
        await().until(() -> process.up() && process.resting());
        return process;
    }

    private static <T> T got(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private CompletableFuture<Long> exchanged(long total) {
        return child.exchangeHere(new WorkerCode(new Adder(), 1), Map.of("total", total), FIVE)
                .toCompletableFuture();
    }

    private void rests() {
        await().until(child::resting);
    }

    @Test
    void anIdleChildIsHeldAndExchangedOnTheThreadThatAsks() throws Exception {
        assertThat(child.holdFastHere(FIVE).toCompletableFuture())
                .isCompletedWithValue(new Snapshot(1, 1, Map.of("total", 0L)));
        assertThat(exchanged(7)).isCompletedWithValue(1L);
        assertThat(log).containsExactly("resumed on " + Thread.currentThread().getName());
        got(child.release());
        assertThat(got(child.call(1L, FIVE))).isEqualTo(8L);
    }

    @Test
    void whatCameInTheHoldIsHandledAfterIt() throws Exception {
        got(child.holdFastHere(FIVE));
        CompletionStage<Object> waits = child.call(1L, FIVE);
        rests();
        assertThat(exchanged(7)).isCompletedWithValue(1L);
        assertThat(waits.toCompletableFuture()).isNotDone();
        got(child.release());
        assertThat(got(waits)).isEqualTo(8L);
    }

    @Test
    void whereNothingWaitsItIsLetGoOnTheThreadThatAsks() throws Exception {
        got(child.holdFastHere(FIVE));
        assertThat(exchanged(7)).isCompletedWithValue(1L);
        assertThat(child.releaseHere().toCompletableFuture()).isCompleted();
        assertThat(got(child.call(1L, FIVE))).isEqualTo(8L);
    }

    @Test
    void whatWaitedGoesOnInAnotherTurnAndTheChildWithIt() throws Exception {
        got(child.holdFastHere(FIVE));
        CompletionStage<Object> first = child.call(1L, FIVE);
        CompletionStage<Object> second = child.call(2L, FIVE);
        rests();
        long before = system.clock().nanos();
        assertThat(got(child.releaseHere())).isGreaterThanOrEqualTo(before);
        assertThat(got(first)).isEqualTo(1L);
        assertThat(got(second)).isEqualTo(3L);
    }

    @Test
    void aBusyChildIsHeldByItsOwnThread() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch letGo = new CountDownLatch(1);
        CompletionStage<Object> busy = child.call(
                (Runnable) () -> {
                    begun.countDown();
                    awaitLatch(letGo);
                },
                FIVE);
        begun.await();
        CompletionStage<Snapshot> held = child.holdFastHere(FIVE);
        assertThat(held.toCompletableFuture()).isNotDone();
        letGo.countDown();
        got(busy);
        assertThat(got(held).data()).isEqualTo(Map.of("total", 0L));
    }

    @Test
    void whatTheOldCodeOpenedIsClosedBeforeTheNewResumes() throws Exception {
        got(child.call("open", FIVE));
        rests();
        got(child.holdFastHere(FIVE));
        got(exchanged(7));
        assertThat(log).hasSize(2).first().isEqualTo("closed");
        got(child.release());
        assertThat(got(child.call(1L, FIVE))).isEqualTo(8L);
    }

    @Test
    void codeThatCannotTakeTheStateLeavesItHeld() throws Exception {
        got(child.holdFastHere(FIVE));
        CompletionStage<Long> refused = child.exchangeHere(new WorkerCode(new Adder(), 1), Map.of("other", 1L), FIVE);
        assertThat(refused.toCompletableFuture()).isCompletedExceptionally();
        assertThat(child.release().toCompletableFuture()).failsWithin(FIVE);
        rests();
        assertThat(child.releaseHere().toCompletableFuture()).isCompletedExceptionally();
        got(exchanged(7));
        got(child.release());
        assertThat(got(child.call(1L, FIVE))).isEqualTo(8L);
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
