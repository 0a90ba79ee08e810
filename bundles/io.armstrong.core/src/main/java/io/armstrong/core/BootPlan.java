package io.armstrong.core;

import io.armstrong.api.ChildStatus;
import io.armstrong.api.ExitReason;
import io.armstrong.api.RestartType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The start of a supervisor: every child in spec order, each when the one before is up; under policy {@code otp} one failure undoes it all (OTP S10 to S12). */
final class BootPlan extends Plan {
    private final List<ChildRecord> order;
    private int next;
    private @Nullable ChildRecord current;

    BootPlan(List<ChildRecord> order) {
        this.order = order;
    }

    @Override
    void begin(SupervisorState state) {
        if (next == order.size()) {
            state.plan = null;
            state.enter(SupervisorState.Phase.RUNNING);
            state.emit(new SupervisorEffect.Booted());
            return;
        }
        current = order.get(next++);
        Steps.start(state, current);
    }

    @Override
    boolean awaits(ChildRecord child) {
        return current == child;
    }

    @Override
    void started(SupervisorState state, ChildRecord child) {
        current = null;
        begin(state);
    }

    @Override
    void ignored(SupervisorState state, ChildRecord child) {
        current = null;
        child.become(ChildStatus.DOWN);
        if (child.spec().restart() == RestartType.TEMPORARY) state.remove(child);
        begin(state);
    }

    /**
     * Under OTP's policy it is the end (S12), its own budget of start retries apart. Otherwise the failed start is a crash about
     * which the child's policy is asked: children that others depend on are tried again in place, the rest after the boot.
     */
    @Override
    void failed(SupervisorState state, ChildRecord child, ExitReason reason) {
        boolean otp = Policies.otp(state, child);
        boolean inPlace = otp || !state.independent();
        if (otp && !paid(child) || inPlace && child.hung()) giveUp(state, child, reason);
        else {
            Restarts.failed(state, child, reason);
            if (!inPlace) passedBy(state);
        }
    }

    private static boolean paid(ChildRecord child) {
        return child.account().canRetry(child.spec().recovery().startRetries());
    }

    private void giveUp(SupervisorState state, ChildRecord child, ExitReason reason) {
        current = null;
        child.ended(reason, ChildStatus.DOWN);
        state.report(SupervisorEffect.Context.START_ERROR, child, reason);
        Endings.end(state, Steps.failedToStart(child, reason));
    }

    @Override
    void passedBy(SupervisorState state) {
        current = null;
        begin(state);
    }
}
