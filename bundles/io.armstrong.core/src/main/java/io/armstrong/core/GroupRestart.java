package io.armstrong.core;

import io.armstrong.api.ChildStatus;
import io.armstrong.api.ExitReason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stops the members in reverse start order, then starts every one of them that is left, in start order (OTP S42, S43). Whoever
 * was down is revived; temporary ones are dropped; isolated, open and hung ones are passed by (design D5). The first start that
 * fails ends it: that child is to be retried (S47).
 */
final class GroupRestart extends Plan {
    private final List<ChildRecord> members;
    private final StopRun stops;
    private int next;
    private @Nullable ChildRecord starting;

    /** @param members in start order */
    GroupRestart(List<ChildRecord> members) {
        this.members = new ArrayList<>(members);
        this.members.removeIf(ChildRecord::setAside);
        List<ChildRecord> reverse = new ArrayList<>(this.members);
        Collections.reverse(reverse);
        stops = new StopRun(reverse);
    }

    @Override
    void begin(SupervisorState state) {
        if (stops.advance(state)) startNext(state);
    }

    @Override
    boolean awaits(ChildRecord child) {
        return starting == child || stops.awaits(child);
    }

    @Override
    void stopped(SupervisorState state, ChildRecord child, ExitReason reason) {
        if (stops.stopped(state, child, reason)) startNext(state);
    }

    private void startNext(SupervisorState state) {
        while (next < members.size()) {
            ChildRecord child = members.get(next++);
            if (state.child(child.id()) != child || child.setAside()) continue;
            starting = child;
            Steps.start(state, child);
            return;
        }
        state.plan = null;
    }

    @Override
    void started(SupervisorState state, ChildRecord child) {
        starting = null;
        startNext(state);
    }

    @Override
    void ignored(SupervisorState state, ChildRecord child) {
        starting = null;
        child.become(ChildStatus.DOWN);
        startNext(state);
    }

    @Override
    void failed(SupervisorState state, ChildRecord child, ExitReason reason) {
        starting = null;
        if (!Restarts.failed(state, child, reason)) {
            startNext(state);
            return;
        }
        state.plan = null;
        state.halt(child, members.subList(next, members.size()));
    }
}
