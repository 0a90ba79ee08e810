package io.armstrong.core;

import io.armstrong.api.ChildStatus;
import io.armstrong.api.ExitReason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The end of a supervisor: its children one by one in reverse start order, then itself (OTP S20, S34, S53). */
final class EndPlan extends Plan {
    private final ExitReason reason;
    private final StopRun stops;

    /** @param order in start order */
    EndPlan(List<ChildRecord> order, ExitReason reason) {
        this.reason = reason;
        List<ChildRecord> reverse = new ArrayList<>(order);
        Collections.reverse(reverse);
        reverse.sort((a, b) -> Boolean.compare(b.is(ChildStatus.STOPPING), a.is(ChildStatus.STOPPING)));
        stops = new StopRun(reverse);
    }

    @Override
    void begin(SupervisorState state) {
        if (stops.advance(state)) Endings.exit(state, reason);
    }

    @Override
    boolean awaits(ChildRecord child) {
        return stops.awaits(child);
    }

    @Override
    void stopped(SupervisorState state, ChildRecord child, ExitReason why) {
        if (stops.stopped(state, child, why)) Endings.exit(state, reason);
    }
}
