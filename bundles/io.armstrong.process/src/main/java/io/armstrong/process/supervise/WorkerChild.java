package io.armstrong.process.supervise;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Shutdown;
import io.armstrong.process.WorkerExit;
import io.armstrong.process.WorkerListener;
import io.armstrong.process.WorkerProcess;
import org.jspecify.annotations.Nullable;

/**
 * The hand on a worker whose code is at hand already: incarnations come and go inside one process, which keeps the mailbox
 * and the name (design D8).
 *
 * <p>Subclasses say what else belongs to a start and an end.
 */
public class WorkerChild implements CalledChild {
    private final WorkerProcess process;
    /** Of the supervisor's turn. */
    private @Nullable ChildSink sink;

    public WorkerChild(WorkerProcess process) {
        this.process = process;
    }

    @Override
    public final WorkerProcess process() {
        return process;
    }

    @Override
    public void start(ChildSpec spec, long incarnation, @Nullable Object argument, ChildSink sink) {
        this.sink = sink;
        process.start(incarnation, new Listener(sink));
    }

    @Override
    public final @Nullable ChildSink sink() {
        return sink;
    }

    /** The deadline is the supervisor's, so the process is given none of its own. */
    @Override
    public void stop(long incarnation, Shutdown how, ExitReason why) {
        if (how instanceof Shutdown.BrutalKill) process.kill(incarnation);
        else if (why instanceof ExitReason.ShuttingDown) process.stop(incarnation, new Shutdown.Infinity());
        else process.crash(why);
    }

    @Override
    public void kill(long incarnation) {
        process.kill(incarnation);
    }

    @Override
    public boolean alive(long incarnation) {
        return process.incarnation() == incarnation;
    }

    @Override
    public void forget() {
        process.retire(ExitReason.SHUTDOWN);
    }

    /** A start failed: told as such unless a subclass knows better. */
    protected void startFailed(WorkerExit exit, ChildSink sink) {
        sink.startFailed(exit.reason());
    }

    /** An incarnation is over: told as such unless a subclass knows better. */
    protected void exited(WorkerExit exit, ChildSink sink) {
        sink.exited(exit.reason());
    }

    private final class Listener implements WorkerListener {
        private final ChildSink sink;

        Listener(ChildSink sink) {
            this.sink = sink;
        }

        @Override
        public void started(WorkerProcess started, long incarnation) {
            sink.started();
        }

        @Override
        public void startFailed(WorkerProcess failed, WorkerExit exit) {
            WorkerChild.this.startFailed(exit, sink);
        }

        @Override
        public void exited(WorkerProcess ended, WorkerExit exit) {
            WorkerChild.this.exited(exit, sink);
        }
    }
}
