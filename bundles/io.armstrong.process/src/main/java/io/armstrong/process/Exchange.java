package io.armstrong.process;

import io.armstrong.api.worker.Worker;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What stands inside a worker process, exchanged between two messages: hold, detach, attach, release (OTP S100 to S102). */
final class Exchange {
    private static final Duration PLUMBING = Duration.ofSeconds(5);
    /** No incarnation has that number. */
    private static final long TWO_TURNS = -1;

    private Exchange() {}

    static CompletionStage<Snapshot> hold(WorkerProcess process, Duration deadline) {
        return Question.ask(process, deadline, true, in -> held(process, in), in -> in.slacken(Interior.HELD));
    }

    static CompletionStage<Snapshot> holdHere(WorkerProcess process, Duration deadline) {
        return Question.askHere(process, deadline, in -> held(process, in), in -> in.slacken(Interior.HELD));
    }

    private static Snapshot held(WorkerProcess process, Incarnation in) throws Exception {
        if (in.reined(Interior.HELD)) throw new IllegalStateException(process.id() + " is held already");
        Snapshot snapshot = in.steadySnapshot();
        in.rein(Interior.HELD);
        return snapshot;
    }

    /** One turn where nothing has to be closed in between; else two, since that may block. */
    static CompletionStage<Long> exchangeHere(
            WorkerProcess process, WorkerCode next, Map<String, Object> data, Duration deadline) {
        Question.Answering<Long> exchange = in -> {
            if (!in.reined(Interior.HELD)) throw notHeld(process);
            if (in.holdsSomething()) return TWO_TURNS;
            in.detach();
            return attached(process, in, next, data);
        };
        return Question.askHere(process, deadline, exchange, in -> {})
                .thenCompose(incarnation -> incarnation == TWO_TURNS
                        ? detach(process).thenCompose(out -> attach(process, next, data, deadline))
                        : CompletableFuture.completedStage(incarnation));
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
            return attached(process, in, next, data);
        });
    }

    private static long attached(WorkerProcess process, Incarnation in, WorkerCode next, Map<String, Object> data)
            throws Exception {
        try {
            in.attach(next, data);
        } catch (Exception e) {
            process.endHoldings(in.detach(), () -> {}); // what resumed opened before it threw
            throw e;
        }
        process.install(next);
        process.clearSuspects();
        return in.incarnation();
    }

    /** Nobody asks again: a child whose turn comes late goes on all the same. */
    static CompletionStage<Long> release(WorkerProcess process) {
        return Question.insist(process, PLUMBING, in -> letGo(process, in), Exchange::letGo);
    }

    /** What waits goes on in a turn on the pool, and so does the child then. */
    static CompletionStage<Long> releaseHere(WorkerProcess process) {
        Question.Answering<Long> letGo = in -> {
            long at = letGo(process, in);
            return process.waiting() == 0 ? at : TWO_TURNS;
        };
        return Question.insistHere(process, PLUMBING, letGo, Exchange::letGo)
                .thenCompose(at -> at == TWO_TURNS
                        ? Question.insist(process, PLUMBING, in -> now(process), in -> {})
                        : CompletableFuture.completedStage(at));
    }

    private static long letGo(WorkerProcess process, Incarnation in) {
        letGo(in);
        return now(process);
    }

    private static void letGo(Incarnation in) {
        if (in.reined(Interior.HELD)) in.slacken(Interior.HELD);
    }

    private static long now(WorkerProcess process) {
        return process.system().clock().nanos();
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
