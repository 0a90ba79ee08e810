package io.armstrong.process;

import io.armstrong.api.worker.Worker;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What stands inside a worker process, exchanged between two messages: hold, detach, attach, release (OTP S100 to S102). */
final class Exchange {
    private static final Duration PLUMBING = Duration.ofSeconds(5);

    private Exchange() {}

    static CompletionStage<Snapshot> hold(WorkerProcess process, Duration deadline) {
        Question.Answering<Snapshot> hold = in -> {
            if (in.reined(Interior.HELD)) throw new IllegalStateException(process.id() + " is held already");
            Snapshot snapshot = in.steadySnapshot();
            in.rein(Interior.HELD);
            return snapshot;
        };
        return Question.ask(process, deadline, true, hold, in -> in.slacken(Interior.HELD));
    }

    static CompletionStage<Long> detach(WorkerProcess process) {
        CompletableFuture<Long> done = new CompletableFuture<>();
        Dispatcher dispatcher = process.dispatcher();
        process.put(Order.urgent(() -> {
            Incarnation in = process.inside();
            if (in == null || !in.reined(Interior.HELD)) Promises.fail(dispatcher, done, notHeld(process));
            else process.endHoldings(in.detach(), () -> Promises.complete(dispatcher, done, in.incarnation()));
        }));
        return done;
    }

    static CompletionStage<Long> attach(
            WorkerProcess process, WorkerCode next, Map<String, Object> data, Duration deadline) {
        return Question.ask(process, deadline, true, in -> {
            if (!in.reined(Interior.HELD)) throw notHeld(process);
            try {
                in.attach(next, data);
            } catch (Exception e) {
                process.endHoldings(in.detach(), () -> {}); // what resumed opened before it threw
                throw e;
            }
            process.install(next);
            process.clearSuspects();
            return in.incarnation();
        });
    }

    static CompletionStage<Long> release(WorkerProcess process) {
        return Question.ask(process, PLUMBING, true, in -> {
            in.slacken(Interior.HELD);
            return in.incarnation();
        });
    }

    static void replace(WorkerProcess process, Worker<?> worker) {
        process.put(Order.urgent(() -> {
            Incarnation in = process.inside();
            if (in == null) return; // the next start brings its own
            WorkerCode next = new WorkerCode(worker, in.schema());
            in.replace(next);
            process.install(next);
        }));
    }

    private static IllegalStateException notHeld(WorkerProcess process) {
        return new IllegalStateException(process.id() + " is not held");
    }
}
