package io.armstrong.process;

import io.armstrong.api.worker.CallFailed;
import io.armstrong.process.virtual.VirtualSystem;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;

/** A worker in virtual time. */
abstract class WorkerTestBase {
    static final Duration SECOND = Duration.ofSeconds(1);
    static final Duration FIVE = Duration.ofSeconds(5);

    final VirtualSystem time = VirtualSystem.withStalls();
    final Script script = new Script();
    final Heard heard = new Heard();
    final WorkerProcess child = worker("child", script);

    WorkerProcess worker(String id, Script script) {
        WorkerProcess process = new WorkerProcess(id, WorkerSettings.of(time.system()), null);
        process.install(new WorkerCode(script, 1));
        return process;
    }

    void start(WorkerProcess process, long incarnation) {
        process.start(incarnation, heard);
        time.runUntilIdle();
    }

    Object call(WorkerProcess to, Object message) {
        return now(to.call(message, FIVE));
    }

    /** The outcome of a stage that needs no time; a failed call as its reason. */
    Object now(CompletionStage<?> stage) {
        time.runUntilIdle();
        return outcome(stage);
    }

    static Object outcome(CompletionStage<?> stage) {
        CompletableFuture<?> future = stage.toCompletableFuture();
        if (!future.isDone()) return "pending";
        try {
            return future.join();
        } catch (CompletionException e) {
            return e.getCause() instanceof CallFailed failed ? "failed: " + failed.reason() : "failed: " + e.getCause();
        }
    }

    /** A message that stalls for that long, and what came of it. */
    Script.Act stall(Duration howLong, AtomicReference<String> outcome) {
        return (ctx, state) -> {
            try {
                time.stall(howLong);
                outcome.set("done");
            } catch (InterruptedException e) {
                outcome.set("interrupted at " + time.elapsed());
                throw e;
            }
            return io.armstrong.api.worker.Step.reply(state, "stalled");
        };
    }
}
