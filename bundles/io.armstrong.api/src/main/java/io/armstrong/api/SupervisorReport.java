package io.armstrong.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one supervisor at one moment.
 *
 * @param id its id; a tier's supervisor is called as its tier
 * @param tier the tier it stands in
 * @param strategy its strategy
 * @param status what it is now
 * @param intensity its limit
 * @param used restarts counted in the present window
 * @param restarts of the supervisor itself, since its own supervisor started
 * @param uptimeMillis since it came up; 0 when it is not up
 * @param lastRestart when it was itself last restarted, wall clock; null when it never was
 * @param children in start order
 */
public record SupervisorReport(
        String id,
        Tier tier,
        Strategy strategy,
        ChildStatus status,
        Intensity intensity,
        int used,
        long restarts,
        long uptimeMillis,
        @Nullable Instant lastRestart,
        List<MemberReport> children)
        implements MemberReport {
    public SupervisorReport {
        children = List.copyOf(children);
    }
}
