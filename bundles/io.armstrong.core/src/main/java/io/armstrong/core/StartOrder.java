package io.armstrong.core;

import io.armstrong.api.ChildStatus;
import io.armstrong.api.ExitReason;
import io.armstrong.api.RestartType;

/**
 * start_child and restart_child: one start, whose failure is the caller's alone: not retried, not counted (OTP S71, S73, S78).
 */
class StartOrder extends OrderPlan {
    private final ChildRecord child;

    StartOrder(long token, ChildRecord child) {
        super(token, child);
        this.child = child;
    }

    @Override
    void begin(SupervisorState state) {
        child.forgive();
        Steps.start(state, child);
    }

    @Override
    void started(SupervisorState state, ChildRecord started) {
        done(state, new OrderResult.Started(started.id(), started.incarnation()));
    }

    @Override
    void ignored(SupervisorState state, ChildRecord ignored) {
        ignored.become(ChildStatus.DOWN);
        boolean temporary = ignored.spec().restart() == RestartType.TEMPORARY;
        if (state.simple() || temporary && ignored.unsaved()) state.remove(ignored);
        ignored.unsaved(false);
        done(state, new OrderResult.Ignored(ignored.id()));
    }

    @Override
    void failed(SupervisorState state, ChildRecord failed, ExitReason reason) {
        failed.ended(reason, after(failed));
        if (failed.unsaved() && !failed.hung()) state.remove(failed);
        failed.unsaved(false);
        done(state, new OrderResult.StartFailed(reason));
    }

    /** What a child is after its start failed. */
    ChildStatus after(ChildRecord failed) {
        return failed.hung() ? ChildStatus.HUNG : ChildStatus.DOWN;
    }
}
