package io.armstrong.api.health;

import io.armstrong.api.ChildStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The health of a child, or of a supervisor with all that is under it. */
public sealed interface MemberHealth permits ChildHealth, SupervisorHealth {
    /** Its id, unique in the tree. */
    String id();

    /** How well it is. */
    HealthStatus health();

    /** What it is. */
    ChildStatus status();

    /** Since it came up; 0 when it is not up. */
    long uptimeMillis();

    /** Restarts of it, and of all that is under it, since its supervisor started. */
    long restarts();

    /** The newest of these restarts, wall clock; null when there was none. */
    @Nullable
    Instant lastRestart();

    /** Whether it, and all that is under it, is as its policy wants it. */
    Compliance compliance();
}
