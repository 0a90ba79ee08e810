package io.armstrong.process;

import io.armstrong.api.worker.CallFailed;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Something the runtime wants to know of, or do to, the incarnation inside, on its turn and with a deadline. */
final class Question<T extends @Nullable Object> {
    /** What is done on the turn; a throw is the outcome. */
    @FunctionalInterface
    interface Answering<T extends @Nullable Object> {
        T answer(Incarnation in) throws Exception;
    }

    private final WorkerProcess process;
    private final Answering<T> answering;
    private final Consumer<Incarnation> undo;
    private final Consumer<Incarnation> late;
    private final CompletableFuture<T> outcome = new CompletableFuture<>();
    private final Timers.Timer deadline;

    private Question(
            WorkerProcess process,
            Duration deadline,
            Answering<T> answering,
            Consumer<Incarnation> undo,
            Consumer<Incarnation> late) {
        this.process = process;
        this.answering = answering;
        this.undo = undo;
        this.late = late;
        this.deadline = process.system().timers().after(Nanos.of(deadline), () -> fail("timeout"));
    }

    /** @param urgent before the messages that wait, or after those sent earlier */
    static <T extends @Nullable Object> CompletableFuture<T> ask(
            WorkerProcess process, Duration deadline, boolean urgent, Answering<T> answering) {
        return ask(process, deadline, urgent, answering, in -> {});
    }

    /** @param undo takes it back when it was done and the deadline had passed meanwhile */
    static <T extends @Nullable Object> CompletableFuture<T> ask(
            WorkerProcess process,
            Duration deadline,
            boolean urgent,
            Answering<T> answering,
            Consumer<Incarnation> undo) {
        Question<T> question = new Question<>(process, deadline, answering, undo, in -> {});
        process.put(urgent ? Order.urgent(question::answer) : Order.inTurn(question::answer));
        return question.outcome;
    }

    /** The same, urgent, on this thread where that is possible: see {@link MailboxProcess#putHere}. */
    static <T extends @Nullable Object> CompletableFuture<T> askHere(
            WorkerProcess process, Duration deadline, Answering<T> answering, Consumer<Incarnation> undo) {
        Question<T> question = new Question<>(process, deadline, answering, undo, in -> {});
        process.putHere(Order.urgent(question::answer));
        return question.outcome;
    }

    /** Urgent, and done on its turn also where that comes after the deadline, of which the asker was told. */
    static <T extends @Nullable Object> CompletableFuture<T> insist(
            WorkerProcess process, Duration deadline, Answering<T> answering, Consumer<Incarnation> late) {
        Question<T> question = new Question<>(process, deadline, answering, in -> {}, late);
        process.put(Order.urgent(question::answer));
        return question.outcome;
    }

    /** The same, on this thread where that is possible. */
    static <T extends @Nullable Object> CompletableFuture<T> insistHere(
            WorkerProcess process, Duration deadline, Answering<T> answering, Consumer<Incarnation> late) {
        Question<T> question = new Question<>(process, deadline, answering, in -> {}, late);
        process.putHere(Order.urgent(question::answer));
        return question.outcome;
    }

    private void answer() {
        Incarnation in = process.inside();
        if (in == null || !in.up()) {
            if (deadline.cancel()) fail("noproc");
        } else if (outcome.isDone()) {
            late.accept(in);
        } else {
            answer(in);
        }
    }

    private void answer(Incarnation in) {
        try {
            T value = answering.answer(in);
            if (deadline.cancel()) Promises.complete(dispatcher(), outcome, value);
            else undo.accept(in);
        } catch (Exception e) {
            if (deadline.cancel()) Promises.fail(dispatcher(), outcome, e);
        }
    }

    private void fail(String reason) {
        Promises.fail(dispatcher(), outcome, new CallFailed(process.id(), reason));
    }

    private Dispatcher dispatcher() {
        return process.system().dispatcher();
    }
}
