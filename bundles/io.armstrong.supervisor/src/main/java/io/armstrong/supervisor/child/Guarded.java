package io.armstrong.supervisor.child;

import io.armstrong.api.ExitReason;
import io.armstrong.api.spi.Guarding;

/** A child as its guards see it. From any thread. */
public interface Guarded {
    /** What it is now. */
    Guarding.Ward ward();

    /** Makes that incarnation crash with that reason; nothing when it is not up, or in the hand of an upgrade. */
    void trip(long incarnation, ExitReason.Crashed why);
}
