package io.armstrong.core;

import io.armstrong.api.ChildStatus;
import io.armstrong.api.ExitReason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings a child back that was isolated or hung; once it is up the others of its scope that run restart once, counted nowhere
 * (design D5). Where it does not start it stays as it was.
 */
final class RestoreOrder extends StartOrder {
    private final ChildRecord child;
    private final ChildStatus was;
    private List<ChildRecord> others = List.of();
    private @Nullable StopRun stops;
    private int next;

    RestoreOrder(long token, ChildRecord child) {
        super(token, child);
        this.child = child;
        this.was = child.status();
    }

    @Override
    ChildStatus after(ChildRecord failed) {
        return failed == child ? was : super.after(failed);
    }

    @Override
    public boolean awaits(ChildRecord other) {
        return super.awaits(other) || stops != null && stops.awaits(other);
    }

    @Override
    void started(SupervisorState state, ChildRecord started) {
        current = null;
        if (started == child) beginOthers(state);
        else startNext(state);
    }

    private void beginOthers(SupervisorState state) {
        state.emit(new SupervisorEffect.StatusChanged(child.id(), ChildStatus.UP, "restored"));
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
    void stopped(SupervisorState state, ChildRecord stopped, ExitReason reason) {
        if (stops != null && stops.stopped(state, stopped, reason)) startNext(state);
    }

    private void startNext(SupervisorState state) {
        while (next < others.size()) {
            ChildRecord other = others.get(next++);
            if (state.child(other.id()) != other || other.setAside()) continue;
            current = other;
            Steps.start(state, other);
            return;
        }
        done(state, new OrderResult.Started(child.id(), child.incarnation()));
    }

    @Override
    void ignored(SupervisorState state, ChildRecord ignored) {
        if (ignored == child) {
            super.ignored(state, ignored);
            return;
        }
        ignored.become(ChildStatus.DOWN);
        startNext(state);
    }

    /** One of the others fails to come back: it is tried again as in any group restart, and the order is done. */
    @Override
    void failed(SupervisorState state, ChildRecord failed, ExitReason reason) {
        if (failed == child) super.failed(state, failed, reason);
        else if (Restarts.failed(state, failed, reason))
            done(state, new OrderResult.Started(child.id(), child.incarnation()));
        else startNext(state);
    }
}
