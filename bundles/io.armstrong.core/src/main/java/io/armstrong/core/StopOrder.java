package io.armstrong.core;

import io.armstrong.api.ChildStatus;
import io.armstrong.api.ExitReason;

/** terminate_child and isolate: one stop; siblings are left alone under every strategy (OTP S72, design D5). */
final class StopOrder extends OrderPlan {
    private final ChildRecord child;
    private final ChildStatus then;

    /** @param then DOWN or ISOLATED */
    StopOrder(long token, ChildRecord child, ChildStatus then) {
        super(token, child);
        this.child = child;
        this.then = then;
    }

    @Override
    void begin(SupervisorState state) {
        ExitReason dead = child.dead();
        if (dead != null) stopped(state, child, dead);
        else if (child.hasProcess()) Steps.stop(state, child);
        else down(state);
    }

    @Override
    void stopped(SupervisorState state, ChildRecord stopped, ExitReason reason) {
        Steps.gone(state, stopped, reason);
        if (then == ChildStatus.ISOLATED) stopped.ended(reason, ChildStatus.ISOLATED);
        else Steps.rest(state, stopped, reason);
        answer(state);
    }

    /** It had no process: an isolated or hung one stays so when it is merely told to stop; an open one gets no trial any more. */
    private void down(SupervisorState state) {
        boolean waitedFor = child.is(ChildStatus.RESTARTING);
        if (then == ChildStatus.ISOLATED) child.become(then);
        else if (state.simple()) state.remove(child);
        else if (waitedFor || child.is(ChildStatus.OPEN)) child.become(ChildStatus.DOWN);
        answer(state);
        if (!waitedFor) return;
        if (then == ChildStatus.ISOLATED) Escalations.passedBy(state, child); // only that child is stopped (design D5)
        else state.unhalt(child); // its group stays down with it (OTP S4A)
    }

    private void answer(SupervisorState state) {
        state.emit(new SupervisorEffect.StatusChanged(child.id(), child.status(), "by order"));
        done(state, OrderResult.DONE);
    }
}
