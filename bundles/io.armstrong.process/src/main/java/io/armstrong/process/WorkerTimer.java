package io.armstrong.process;

import io.armstrong.api.worker.WorkerContext;
import org.jspecify.annotations.Nullable;

/** A timer of a worker, and the message it sends when it fires. */
final class WorkerTimer extends OwnMessage implements WorkerContext.Timer, Runnable {
    private Timers.@Nullable Timer clockwork;

    WorkerTimer(Incarnation owner, Object payload) {
        super(owner, payload);
    }

    void start(Timers timers, long nanos) {
        clockwork = timers.after(nanos, this);
    }

    @Override
    boolean arrive(Incarnation in) {
        if (!super.arrive(in)) return false;
        in.forget(this);
        return true;
    }

    @Override
    public void run() {
        owner().process().put(this);
    }

    @Override
    public boolean cancel() {
        Timers.Timer running = clockwork;
        boolean stopped = running != null && running.cancel();
        if (stopped) owner().forget(this);
        return stopped;
    }
}
