package io.armstrong.core;

import io.armstrong.api.ChildStatus;
import io.armstrong.api.ExitReason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A child is back, alone: the others of its scope that run restart once, so that they meet it as it is now; counted nowhere
 * (design D4, D5).
 */
final class OthersRestart extends Plan {
    /** Nobody waits for the answer. */
    static final long NOBODY = 0;

    private final long token;
    private final ChildRecord child;
    private List<ChildRecord> others = List.of();
    private StopRun stops = new StopRun(List.of());
    private @Nullable ChildRecord starting;
    private int next;

    /** @param token of the order that brought it back; {@link #NOBODY}: none did */
    OthersRestart(long token, ChildRecord child) {
        this.token = token;
        this.child = child;
    }

    @Override
    void begin(SupervisorState state) {
        if (!state.independent()) others = othersOfScope(state);
        List<ChildRecord> reverse = new ArrayList<>(others);
        Collections.reverse(reverse);
        stops = new StopRun(reverse);
        if (stops.advance(state)) startNext(state);
    }

    private List<ChildRecord> othersOfScope(SupervisorState state) {
        List<ChildRecord> scope = new ArrayList<>(Restarts.scope(state, child));
        scope.removeIf(other -> other == child || !other.hasProcess());
        return scope;
    }

    @Override
    boolean awaits(ChildRecord other) {
        return starting == other || stops.awaits(other);
    }

    @Override
    void stopped(SupervisorState state, ChildRecord stopped, ExitReason reason) {
        if (stops.stopped(state, stopped, reason)) startNext(state);
    }

    private void startNext(SupervisorState state) {
        while (next < others.size()) {
            ChildRecord other = others.get(next++);
            if (state.child(other.id()) != other || other.setAside()) continue;
            starting = other;
            Steps.start(state, other);
            return;
        }
        done(state);
    }

    private void done(SupervisorState state) {
        state.plan = null;
        if (token == NOBODY) return;
        state.emit(new SupervisorEffect.Reply(token, new OrderResult.Started(child.id(), child.incarnation())));
    }

    @Override
    void started(SupervisorState state, ChildRecord started) {
        starting = null;
        startNext(state);
    }

    @Override
    void ignored(SupervisorState state, ChildRecord ignored) {
        starting = null;
        ignored.become(ChildStatus.DOWN);
        startNext(state);
    }

    /** One that fails to come back is tried again as in any group restart, and this is done. */
    @Override
    void failed(SupervisorState state, ChildRecord failed, ExitReason reason) {
        starting = null;
        if (!Restarts.failed(state, failed, reason)) {
            startNext(state);
            return;
        }
        state.halt(failed, others.subList(next, others.size()));
        done(state);
    }

    @Override
    void cutShort(SupervisorState state) {
        if (token != NOBODY) state.unanswered.add(token);
    }
}
