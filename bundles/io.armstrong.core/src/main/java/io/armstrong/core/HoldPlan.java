package io.armstrong.core;

import io.armstrong.api.ChildStatus;
import java.util.List;

/**
 * Children in the hand of an upgrade: until they are released their exits and every order wait; the others' exits wait too
 * unless the strategy makes them nobody else's business (design section 4).
 */
final class HoldPlan extends Plan {
    private final long token;
    private final List<ChildRecord> held;

    HoldPlan(long token, List<ChildRecord> held) {
        this.token = token;
        this.held = held;
    }

    @Override
    void begin(SupervisorState state) {
        for (ChildRecord child : held) child.become(ChildStatus.UPGRADING);
        state.emit(new SupervisorEffect.Reply(token, OrderResult.DONE));
    }

    @Override
    boolean awaits(ChildRecord child) {
        return false;
    }

    @Override
    boolean holds(ChildRecord child) {
        return held.contains(child);
    }

    /** Lets them go on, if it is this hold that is meant. */
    void release(SupervisorState state, long hold) {
        if (hold != token) return;
        state.plan = null;
        for (ChildRecord child : held) if (child.is(ChildStatus.UPGRADING)) child.become(ChildStatus.UP);
    }

    @Override
    void cutShort(SupervisorState state) {
        state.emit(new SupervisorEffect.HoldBroken(token));
    }
}
