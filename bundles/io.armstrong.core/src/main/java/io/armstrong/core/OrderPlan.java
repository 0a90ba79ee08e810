package io.armstrong.core;

import org.jspecify.annotations.Nullable;

/** A plan somebody ordered and waits for. */
abstract class OrderPlan extends Plan {
    private final long token;
    /** The one child it is about now; null while it is about none. */
    @Nullable
    ChildRecord current;

    OrderPlan(long token, ChildRecord child) {
        this.token = token;
        this.current = child;
    }

    final long token() {
        return token;
    }

    @Override
    boolean awaits(ChildRecord child) {
        return current == child;
    }

    /** Answers and is through. */
    final void done(SupervisorState state, OrderResult result) {
        state.plan = null;
        state.emit(new SupervisorEffect.Reply(token, result));
    }

    @Override
    void cutShort(SupervisorState state) {
        state.unanswered.add(token);
    }
}
