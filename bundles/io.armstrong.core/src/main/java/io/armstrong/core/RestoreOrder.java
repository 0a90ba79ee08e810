package io.armstrong.core;

import io.armstrong.api.ChildStatus;

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
        return was;
    }

    @Override
    void started(SupervisorState state, ChildRecord started) {
        if (was == ChildStatus.ISOLATED) child.account().restored();
        state.emit(new SupervisorEffect.StatusChanged(child.id(), ChildStatus.UP, "restored"));
        state.plan = new OthersRestart(token(), child);
        state.plan.begin(state);
    }
}
