package io.armstrong.core;

import io.armstrong.api.ChildStatus;
import io.armstrong.api.ExitReason;
import io.armstrong.api.RestartType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stops children one after another: the next is not told before the one before is gone (OTP S20). A child that died by itself
 * meanwhile is taken as it is, with its own reason (S27, S46).
 */
final class StopRun {
    private final List<ChildRecord> order;
    private int next;
    private @Nullable ChildRecord current;

    /** @param order in which they are to stop */
    StopRun(List<ChildRecord> order) {
        this.order = order;
    }

    boolean awaits(ChildRecord child) {
        return current == child;
    }

    /** Tells the next one to stop. @return whether all are down */
    boolean advance(SupervisorState state) {
        while (next < order.size()) {
            ChildRecord child = order.get(next++);
            ExitReason dead = child.dead();
            if (dead != null) {
                put(state, child, dead);
            } else if (child.hasProcess()) {
                if (!child.is(ChildStatus.STOPPING)) Steps.stop(state, child);
                current = child;
                return false;
            } else {
                leave(state, child);
            }
        }
        return true;
    }

    /** A child without a process is down now whatever it waited for; a temporary one does not come back (OTP S42). */
    private static void leave(SupervisorState state, ChildRecord child) {
        if (child.is(ChildStatus.RESTARTING)) child.become(ChildStatus.DOWN);
        if (child.spec().restart() == RestartType.TEMPORARY && !child.setAside()) state.remove(child);
    }

    /** The one it waited for is gone. @return whether all are down */
    boolean stopped(SupervisorState state, ChildRecord child, ExitReason reason) {
        current = null;
        put(state, child, reason);
        return advance(state);
    }

    private static void put(SupervisorState state, ChildRecord child, ExitReason reason) {
        Steps.gone(state, child, reason);
        Steps.rest(state, child, reason);
    }
}
