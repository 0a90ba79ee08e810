package io.armstrong.process;

import io.armstrong.api.worker.WorkerContext;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A message somebody waits for the answer of. Gets exactly one outcome: a value, the exit reason of the process, or {@code
 * timeout}; what comes later is dropped, and the process is not told (OTP S96).
 */
abstract class Call extends Envelope implements WorkerContext.Caller {
    private static final AtomicIntegerFieldUpdater<Call> DONE =
            AtomicIntegerFieldUpdater.newUpdater(Call.class, "done");

    private final WorkerProcess receiver;
    /** 1 once there was an outcome. */
    private volatile int done;
    /** What the gate gave it; null when nothing was wrong. Of the sender until it is in the mailbox. */
    private @Nullable Ticket ticket;

    private boolean answered;

    Call(WorkerProcess receiver, Object payload) {
        super(payload);
        this.receiver = receiver;
    }

    final WorkerProcess receiver() {
        return receiver;
    }

    final void ticket(Ticket value) {
        ticket = value;
    }

    /** Its turn has come. @return false when its caller was told that it was given up: then it must not be handled */
    final boolean begin() {
        Ticket mine = ticket;
        return mine == null || mine.begin();
    }

    /** Hands the outcome over; called once. Failure null: the value counts. */
    abstract void deliver(@Nullable Object value, @Nullable String failure);

    /** Starts the deadline; before the call is sent. */
    abstract void arm(ProcessSystem system, Duration deadline);

    final void complete(@Nullable Object value) {
        if (!finish()) return;
        Ticket mine = ticket;
        if (mine != null) mine.succeeded();
        deliver(value, null);
    }

    /** No answer, and nothing that the breaker should count. */
    final void fail(String reason) {
        if (!finish()) return;
        Ticket mine = ticket;
        if (mine != null) mine.returned();
        deliver(null, reason);
    }

    /** No answer by the child's fault: the breaker counts it. */
    final void fault(String reason) {
        if (!finish()) return;
        Ticket mine = ticket;
        if (mine != null) mine.failed(reason);
        else receiver.callFailed(reason);
        deliver(null, reason);
    }

    private boolean finish() {
        return DONE.compareAndSet(this, 0, 1);
    }

    @Override
    @Nullable
    Call call() {
        return this;
    }

    /** The deadline is over. */
    final void overdue() {
        Ticket mine = ticket;
        if (mine != null && mine.parked()) fail("timeout");
        else fault("timeout");
    }

    /** Notes that the worker answered, which it may do once. Of the worker's turn. */
    final boolean answer() {
        if (answered) return false;
        answered = true;
        return true;
    }

    /** Whether there was an outcome. */
    final boolean done() {
        return done != 0;
    }

    final boolean answered() {
        return answered;
    }
}
