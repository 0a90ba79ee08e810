package io.armstrong.core;

import io.armstrong.api.ExitReason;
import io.armstrong.core.SupervisorState.Phase;

/** How a supervisor ends. */
final class Endings {
    private Endings() {}

    /** Ends it with that reason, unless it is ending already; the plan under way is cut short where it stands. */
    static void end(SupervisorState state, ExitReason reason) {
        if (state.phase() == Phase.ENDING || state.phase() == Phase.ENDED) return;
        if (state.plan != null) state.plan.cutShort(state);
        state.enter(Phase.ENDING);
        state.plan = state.simple() ? new EndAllPlan(reason) : new EndPlan(state.inOrder(), reason);
        state.plan.begin(state);
    }

    /** All children are down. */
    static void exit(SupervisorState state, ExitReason reason) {
        close(state);
        state.emit(new SupervisorEffect.Exit(reason));
    }

    /** Nothing more is decided. What still waits for an answer gets OTP's noproc (S70). */
    static void close(SupervisorState state) {
        state.plan = null;
        state.enter(Phase.ENDED);
        for (long token : state.unanswered) refuse(state, token);
        for (SupervisorEvent event : state.deferred)
            if (event instanceof SupervisorEvent.Order order) refuse(state, order.token());
        state.unanswered.clear();
        state.deferred.clear();
    }

    static void refuse(SupervisorState state, long token) {
        state.emit(new SupervisorEffect.Reply(token, new OrderResult.Refused(OrderResult.Error.NOPROC)));
    }
}
