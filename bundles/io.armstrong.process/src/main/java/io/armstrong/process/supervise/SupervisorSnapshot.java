package io.armstrong.process.supervise;

import io.armstrong.api.ChildStatus;
import io.armstrong.api.SupervisorSpec;
import java.util.List;

/**
 * A supervisor at one moment.
 *
 * @param sequence grows with every change
 * @param spec flags and static specs as they are now
 * @param status starting, up, stopping or down
 * @param used restarts counted in the window
 * @param children in start order
 */
public record SupervisorSnapshot(
        long sequence, SupervisorSpec spec, ChildStatus status, int used, List<ChildView> children) {
    public SupervisorSnapshot {
        children = List.copyOf(children);
    }
}
