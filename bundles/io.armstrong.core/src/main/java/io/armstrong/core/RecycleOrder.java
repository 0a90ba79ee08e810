package io.armstrong.core;

import io.armstrong.api.ChildStatus;
import io.armstrong.api.ExitReason;

/** A restart by hand: one stop, one start; siblings stay; counted nowhere. */
final class RecycleOrder extends StartOrder {
    private final ChildRecord child;

    RecycleOrder(long token, ChildRecord child) {
        super(token, child);
        this.child = child;
    }

    @Override
    void begin(SupervisorState state) {
        ExitReason dead = child.dead();
        if (dead != null) stopped(state, child, dead);
        else if (child.hasProcess()) Steps.stop(state, child);
        else super.begin(state);
    }

    @Override
    void stopped(SupervisorState state, ChildRecord stopped, ExitReason reason) {
        Steps.gone(state, stopped, reason);
        stopped.ended(reason, after(stopped));
        if (stopped.hung()) done(state, new OrderResult.StartFailed(reason));
        else super.begin(state);
    }

    @Override
    void ignored(SupervisorState state, ChildRecord ignored) {
        ignored.become(ChildStatus.DOWN);
        if (state.simple()) state.remove(ignored);
        done(state, new OrderResult.Ignored(ignored.id()));
    }
}
