package io.armstrong.process;

import io.armstrong.api.CrashCause;
import io.armstrong.api.ExitReason;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What a durable child has beyond others: its saves, and what waits for them (design D15). Of the turn. */
final class Durable {
    private final WorkerProcess process;
    final Outbox outbox = new Outbox();
    /** The start that waits until the last save is settled; 0: none. */
    private long delayed;

    Durable(WorkerProcess process) {
        this.process = process;
    }

    /** Has a start wait while a save is under way: nobody knows yet what its {@code init} would read. */
    boolean delay(long number) {
        if (outbox.saving()) {
            delayed = number;
            return true;
        }
        outbox.rebase();
        return false;
    }

    /** The start that waits until the last save is settled; 0: none. */
    long delayed() {
        return delayed;
    }

    /** @return whether that start had been waiting */
    boolean endDelay(long number) {
        if (delayed != number) return false;
        delayed = 0;
        return true;
    }

    /** Hands the state of this moment over; the worker goes on meanwhile. */
    void save(Checkpoints checkpoints, Incarnation in) {
        long number = outbox.begin();
        CompletionStage<Void> saved;
        try {
            saved = checkpoints.save(in.id(), in.schema(), in.laterData());
        } catch (RuntimeException e) {
            saved = CompletableFuture.failedFuture(e);
        }
        saved.whenComplete((nothing, thrown) -> process.put(Order.urgent(() -> settle(in, number, thrown))));
    }

    private void settle(Incarnation in, long number, @Nullable Throwable thrown) {
        if (thrown == null) {
            outbox.saved(number);
        } else {
            ExitReason why = new ExitReason.Crashed(
                    CrashCause.HANDLER, "checkpoint not saved: " + Exits.cause(thrown), List.of());
            outbox.lost(why.text());
            if (process.inside() == in) in.end(why, true, null, null);
        }
        long waits = delayed;
        if (waits == 0 || outbox.saving()) return;
        delayed = 0;
        process.startDelayed(waits);
    }
}
