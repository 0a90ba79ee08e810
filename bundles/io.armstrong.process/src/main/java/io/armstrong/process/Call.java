package io.armstrong.process;

import io.armstrong.api.worker.WorkerContext;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * A message somebody waits for the answer of. Gets exactly one outcome: a value, the exit reason of the process, or {@code
 * timeout}; what comes later is dropped, and the process is not told (OTP S96).
 */
abstract class Call extends Envelope implements WorkerContext.Caller, Runnable {
    private static final VarHandle DONE;

    static {
        try {
            DONE = MethodHandles.lookup().findVarHandle(Call.class, "done", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile boolean done;
    private Timers.@Nullable Timer deadline;
    private boolean answered;

    Call(Object payload) {
        super(payload);
    }

    /** Hands the outcome over; called once. Failure null: the value counts. */
    abstract void deliver(@Nullable Object value, @Nullable String failure);

    /** Starts the deadline; before the call is sent. */
    final void arm(Timers timers, long nanos) {
        deadline = timers.after(nanos, this);
    }

    final void complete(@Nullable Object value) {
        if (finish()) deliver(value, null);
    }

    final void fail(String reason) {
        if (finish()) deliver(null, reason);
    }

    private boolean finish() {
        if (!DONE.compareAndSet(this, false, true)) return false;
        if (deadline != null) deadline.cancel();
        return true;
    }

    /** The deadline is over. */
    @Override
    public final void run() {
        fail("timeout");
    }

    /** Notes that the worker answered, which it may do once. Of the worker's turn. */
    final boolean answer() {
        if (answered) return false;
        answered = true;
        return true;
    }

    /** Whether there was an outcome. */
    final boolean done() {
        return done;
    }

    final boolean answered() {
        return answered;
    }
}
