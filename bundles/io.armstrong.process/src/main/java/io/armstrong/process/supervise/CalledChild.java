package io.armstrong.process.supervise;

import io.armstrong.process.WorkerProcess;
import org.jspecify.annotations.Nullable;

/** The hand on a child that is called through a process: its gate heeds what the supervisor decides about its breaker (design D4). */
public interface CalledChild extends Child {
    /** Its process; null before the first start. */
    @Nullable
    WorkerProcess process();

    /** Where its present incarnation tells; null before the first start. */
    @Nullable
    ChildSink sink();

    /** Where that incarnation tells; null when nobody waits for it any more. */
    default @Nullable ChildSink sink(long incarnation) {
        ChildSink told = sink();
        boolean hears = told != null && (told.teller() == 0 || told.teller() == incarnation);
        return hears ? told : null;
    }

    @Override
    default void opened(String why) {
        WorkerProcess called = process();
        if (called != null) called.trip(why);
    }

    @Override
    default void cameUp() {
        WorkerProcess called = process();
        if (called != null) called.endTrial("it was started");
    }

    @Override
    default void trialBegun(long incarnation, int calls) {
        WorkerProcess called = process();
        ChildSink told = sink();
        if (called != null && told != null) called.beginTrial(told::trialCall);
    }

    @Override
    default void trialEnded(long incarnation, boolean closed) {
        WorkerProcess called = process();
        if (called == null) return;
        if (closed) called.endTrial("it is closed by its supervisor");
        else called.cutTrial();
    }
}
