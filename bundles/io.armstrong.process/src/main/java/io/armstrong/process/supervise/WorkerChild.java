package io.armstrong.process.supervise;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Shutdown;
import io.armstrong.process.ChildName;
import io.armstrong.process.WorkerExit;
import io.armstrong.process.WorkerListener;
import io.armstrong.process.WorkerProcess;
import io.armstrong.process.WorkerSettings;
import org.jspecify.annotations.Nullable;

/**
 * A worker whose code is at hand already, and the hand on it: incarnations come and go inside one process, which keeps the mailbox
 * and the name (design D8). One object, since there may be a million of them.
 *
 * <p>Subclasses say what else belongs to a start and an end.
 */
public class WorkerChild extends WorkerProcess implements CalledChild, WorkerListener {
    /** Where the present incarnation tells. Written on the supervisor's turn, before the start is put. */
    private @Nullable ChildSink sink;

    public WorkerChild(ChildName name, WorkerSettings settings) {
        super(name, settings);
    }

    /** With a name of its own and no argument. */
    public WorkerChild(String id, WorkerSettings settings) {
        this(ChildName.of(id, null), settings);
    }

    @Override
    public final WorkerProcess process() {
        return this;
    }

    @Override
    public void start(ChildSpec spec, long incarnation, @Nullable Object argument, ChildSink sink) {
        if (this.sink == null) takeName();
        this.sink = sink;
        start(incarnation, this);
    }

    @Override
    public final @Nullable ChildSink sink() {
        return sink;
    }

    /** The deadline is the supervisor's, so the process is given none of its own. */
    @Override
    public void stop(long incarnation, Shutdown how, ExitReason why) {
        if (how instanceof Shutdown.BrutalKill) kill(incarnation);
        else if (why instanceof ExitReason.ShuttingDown) stop(incarnation, new Shutdown.Infinity());
        else crash(why);
    }

    @Override
    public boolean alive(long incarnation) {
        return incarnation() == incarnation;
    }

    @Override
    public void forget() {
        retire(ExitReason.SHUTDOWN);
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
        ChildSink told = sink(incarnation);
        if (told != null) told.started();
    }

    @Override
    public final void startFailed(WorkerProcess failed, WorkerExit exit) {
        ChildSink told = sink(exit.incarnation());
        if (told != null) startFailed(exit, told);
    }

    @Override
    public final void exited(WorkerProcess ended, WorkerExit exit) {
        ChildSink told = sink(exit.incarnation());
        if (told != null) exited(exit, told);
    }
}
