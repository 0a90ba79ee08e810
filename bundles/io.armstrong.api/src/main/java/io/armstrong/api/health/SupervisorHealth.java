package io.armstrong.api.health;

import io.armstrong.api.ChildStatus;
import io.armstrong.api.Intensity;
import io.armstrong.api.Strategy;
import io.armstrong.api.Tier;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The health of a supervisor and of all that is under it.
 *
 * @param id its id; a tier's supervisor is called as its tier
 * @param tier the tier it stands in
 * @param health of the worst member, as far as the tier lets one member count
 * @param status what the supervisor itself is
 * @param strategy its strategy
 * @param uptimeMillis since it came up; 0 when it is not up
 * @param restarts of itself and of all that is under it
 * @param lastRestart the newest of these, wall clock; null when there was none
 * @param intensity its limit
 * @param used restarts counted in the present window
 * @param compliance of itself and of all that is under it
 * @param isolated ids of isolated children under it
 * @param breakers ids of children under it whose breaker does not let every call through
 * @param members in start order
 */
public record SupervisorHealth(
        String id,
        Tier tier,
        HealthStatus health,
        ChildStatus status,
        Strategy strategy,
        long uptimeMillis,
        long restarts,
        @Nullable Instant lastRestart,
        Intensity intensity,
        int used,
        Compliance compliance,
        List<String> isolated,
        List<String> breakers,
        List<MemberHealth> members)
        implements MemberHealth {
    public SupervisorHealth {
        isolated = List.copyOf(isolated);
        breakers = List.copyOf(breakers);
        members = List.copyOf(members);
    }

    /** Children under it that are healthy. */
    public long healthy() {
        return children().stream()
                .filter(child -> child.health() == HealthStatus.HEALTHY)
                .count();
    }

    /** Every child under it, depth first, in start order. */
    public List<ChildHealth> children() {
        return members.stream()
                .flatMap(member -> member instanceof SupervisorHealth nested
                        ? nested.children().stream()
                        : List.of((ChildHealth) member).stream())
                .toList();
    }
}
