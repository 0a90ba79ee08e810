package io.armstrong.testkit;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Shutdown;
import io.armstrong.process.WorkerSettings;
import io.armstrong.process.supervise.ChildSink;
import io.armstrong.process.supervise.WorkerChild;
import org.jspecify.annotations.Nullable;

/** A worker whose starts and stops go wrong when a test says so; else it is left alone. */
final class FailingChild extends WorkerChild {
    private static final ExitReason SCRIPTED = ExitReason.Crashed.explicit("scripted failure");

    private final Failures failures;
    private long hanging;
    private @Nullable ChildSink waiting;

    FailingChild(String id, WorkerSettings settings, Failures failures) {
        super(id, settings);
        this.failures = failures;
    }

    @Override
    public void start(ChildSpec spec, long incarnation, @Nullable Object argument, ChildSink sink) {
        if (failures.failsStart()) {
            sink.startFailed(SCRIPTED);
        } else if (failures.hangsStart()) {
            hanging = incarnation;
            waiting = sink;
        } else {
            super.start(spec, incarnation, argument, sink);
        }
    }

    @Override
    public void stop(long incarnation, Shutdown how, ExitReason why) {
        if (how instanceof Shutdown.BrutalKill) kill(incarnation);
        else if (!failures.hangsStop()) super.stop(incarnation, how, why);
    }

    @Override
    public void kill(long incarnation) {
        ChildSink sink = waiting;
        if (sink == null || hanging != incarnation) {
            super.kill(incarnation);
            return;
        }
        waiting = null;
        sink.startFailed(ExitReason.KILLED);
    }
}
