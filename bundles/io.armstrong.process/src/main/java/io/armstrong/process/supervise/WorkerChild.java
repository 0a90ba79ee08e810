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
public class WorkerChild implements CalledChild, WorkerListener {
    private final WorkerProcess process;
    /** Where the present incarnation tells. Written on the supervisor's turn, before the start is put. */
    private @Nullable ChildSink sink;
    /** Its number, as far as it takes to tell it from one that was abandoned. */
    private int number;

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
        number = (int) incarnation;
        process.start(incarnation, this);
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

    @Override
    public final void started(WorkerProcess started, long incarnation) {
        ChildSink told = told(incarnation);
        if (told != null) told.started();
    }

    @Override
    public final void startFailed(WorkerProcess failed, WorkerExit exit) {
        ChildSink told = told(exit.incarnation());
        if (told != null) startFailed(exit, told);
    }

    @Override
    public final void exited(WorkerProcess ended, WorkerExit exit) {
        ChildSink told = told(exit.incarnation());
        if (told != null) exited(exit, told);
    }

    /** Where that incarnation tells; null when nobody waits for it any more. */
    private @Nullable ChildSink told(long incarnation) {
        return number == (int) incarnation ? sink : null;
    }
}
