package io.armstrong.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.worker.CallFailed;
import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InlineCallTest {
    private static final Duration FIVE = Duration.ofSeconds(5);

    private final List<String> troubles = new CopyOnWriteArrayList<>();
    private final ProcessSystem system = ProcessSystem.start((where, thrown) -> troubles.add(where + ": " + thrown));
    private final Heard heard = new Heard();

    @AfterEach
    void nothingEscaped() {
        system.close();
        assertThat(troubles).isEmpty();
    }

    /** Answers with the name of the thread it runs on; a Runnable is run first. */
    private static final class Where implements Worker<Integer> {
        @Override
        public Integer init(WorkerContext ctx) {
            return 0;
        }

        @Override
        public Step<Integer> handle(WorkerContext ctx, Integer state, Object message) {
            if (message instanceof Runnable first) first.run();
            return Step.reply(state + 1, Thread.currentThread().getName());
        }
    }

    private WorkerProcess worker(String id) {
        WorkerProcess process = new WorkerProcess(id, WorkerSettings.of(system).withInline(true), null);
        process.install(new WorkerCode(new Where(), 1));
        process.start(1, heard);
        await().until(() -> process.up() && process.resting());
        return process;
    }

    private static Object get(CompletableFuture<Object> promise) throws Exception {
        return promise.get(10, TimeUnit.SECONDS);
    }

    private static CompletableFuture<Object> call(WorkerProcess process, Object message) {
        return process.call(message, FIVE).toCompletableFuture();
    }

    @Test
    void anIdleWorkerAnswersOnTheCallersThread() {
        CompletableFuture<Object> answer = call(worker("w"), "where");

        assertThat(answer).isCompletedWithValue(Thread.currentThread().getName());
    }

    @Test
    void aBusyWorkerIsQueuedFor() throws Exception {
        WorkerProcess process = worker("w");
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch letGo = new CountDownLatch(1);
        process.cast((Runnable) () -> {
            begun.countDown();
            awaitLatch(letGo);
        });
        begun.await();
        CompletableFuture<Object> answer = call(process, "where");
        assertThat(answer).isNotDone();
        letGo.countDown();

        assertThat((String) get(answer)).startsWith("armstrong-");
    }

    @Test
    void aCallOutOfATurnIsQueuedSoThatTurnsNeverStack() throws Exception {
        WorkerProcess inner = worker("inner");
        CompletableFuture<Object> nested = new CompletableFuture<>();
        get(call(worker("outer"), (Runnable) () -> call(inner, "where").thenAccept(nested::complete)));

        assertThat((String) get(nested)).startsWith("armstrong-");
    }

    @Test
    void aCrashIsTheCallersAnswerAndTheChildsExit() {
        WorkerProcess process = worker("w");
        CompletableFuture<Object> answer = call(process, (Runnable) () -> {
            throw new IllegalStateException("boom");
        });

        assertThat(answer)
                .failsWithin(FIVE)
                .withThrowableOfType(java.util.concurrent.ExecutionException.class)
                .withCauseInstanceOf(CallFailed.class)
                .withMessageContaining("boom");
        await().until(() -> !process.up());
    }

    @Test
    void theCallersInterruptStaysItsOwn() {
        CompletableFuture<Object> answer =
                call(worker("w"), (Runnable) () -> Thread.currentThread().interrupt());

        assertThat(answer).isDone();
        assertThat(Thread.interrupted()).isTrue();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
