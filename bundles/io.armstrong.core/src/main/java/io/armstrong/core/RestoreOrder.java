package io.armstrong.core;

import io.armstrong.api.ChildStatus;
import io.armstrong.api.ExitReason;

/**
 * Brings a child back that is isolated, open, hung or failed; once it is up the others of its scope that run restart once, counted
 * nowhere. After an isolation its window is empty and its maximum halved (design D5). Where it does not start it stays as it was.
 */
final class RestoreOrder extends StartOrder {
    private final ChildRecord child;
    private final ChildStatus was;

    RestoreOrder(long token, ChildRecord child) {
        super(token, child);
        this.child = child;
        this.was = child.status();
    }

    @Override
    ChildStatus after(ChildRecord failed) {
        return failed.hung() ? ChildStatus.HUNG : was;
    }

    /** An open one stays open for its recovery time, counted anew: the trial that it waited for was called off by this start. */
    @Override
    void failed(SupervisorState state, ChildRecord failed, ExitReason reason) {
        super.failed(state, failed, reason);
        if (failed.is(ChildStatus.OPEN)) Trials.opened(state, failed, "it could not be restored: " + reason.text());
    }

    @Override
    void started(SupervisorState state, ChildRecord started) {
        if (was == ChildStatus.ISOLATED) child.account().restored();
        state.emit(new SupervisorEffect.StatusChanged(child.id(), ChildStatus.UP, "restored"));
        state.plan = new OthersRestart(token(), child);
        state.plan.begin(state);
    }
}
