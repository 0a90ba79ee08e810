package io.armstrong.api.health;

import io.armstrong.api.ChildStatus;
import io.armstrong.api.Tier;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The health of one child.
 *
 * @param id its id
 * @param tier the tier it belongs to
 * @param supervisor the id of its supervisor
 * @param health how well it is
 * @param status what it is
 * @param uptimeMillis since the present incarnation came up; 0 when it is not up
 * @param incarnation counts starts from 1; 0 before the first
 * @param restarts starts after the first since its supervisor started
 * @param lastRestart wall clock; null when there was none
 * @param breaker state of its breaker: {@code none} when it has none
 * @param isolated whether it is kept down until {@code sup:restore}
 * @param compliance whether it is as its policy wants it
 * @param reason why it is not healthy, one line; empty when it is
 * @param checks its health checks, by name
 */
public record ChildHealth(
        String id,
        Tier tier,
        String supervisor,
        HealthStatus health,
        ChildStatus status,
        long uptimeMillis,
        long incarnation,
        long restarts,
        @Nullable Instant lastRestart,
        String breaker,
        boolean isolated,
        Compliance compliance,
        String reason,
        List<CheckHealth> checks)
        implements MemberHealth {
    public ChildHealth {
        checks = List.copyOf(checks);
    }
}
