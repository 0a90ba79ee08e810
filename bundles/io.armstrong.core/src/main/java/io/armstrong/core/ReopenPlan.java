package io.armstrong.core;

import io.armstrong.api.ChildStatus;
import io.armstrong.api.ExitReason;

/** A call on trial failed: the child is stopped and kept down for the recovery time again (design D4). */
final class ReopenPlan extends Plan {
    private final ChildRecord child;

    ReopenPlan(ChildRecord child) {
        this.child = child;
    }

    @Override
    void begin(SupervisorState state) {
        ExitReason dead = child.dead();
        if (dead == null) Steps.stop(state, child);
        else stopped(state, child, dead);
    }

    @Override
    boolean awaits(ChildRecord other) {
        return other == child;
    }

    @Override
    void stopped(SupervisorState state, ChildRecord stopped, ExitReason reason) {
        state.plan = null;
        Steps.gone(state, stopped, reason);
        stopped.ended(reason, stopped.hung() ? ChildStatus.HUNG : ChildStatus.OPEN);
        if (!stopped.hung()) Trials.opened(state, stopped, "a call on trial failed");
    }
}
