package io.armstrong.core.health;

import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.RestartType;
import io.armstrong.api.health.CheckHealth;
import io.armstrong.api.health.HealthStatus;
import java.util.List;
import java.util.Set;

/** How well one child is, by what it is. */
final class Judgement {
    /** Breaker states in which calls are refused or on trial. */
    private static final Set<String> HINDERS = Set.of("open", "half-open", "forced-open");

    private Judgement() {}

    /** By status alone. What is in motion will serve again by itself; what nobody will start does not serve. */
    static HealthStatus of(ChildStatus status) {
        return switch (status) {
            case UP, UPGRADING -> HealthStatus.HEALTHY;
            case STARTING, STOPPING, RESTARTING, WAITING -> HealthStatus.DEGRADED;
            case DOWN, ISOLATED, OPEN, HUNG, FAILED -> HealthStatus.DOWN;
        };
    }

    /** A child that had its say and is done is healthy; one that is up behind an open breaker is not quite. */
    static HealthStatus of(ChildReport child) {
        if (finished(child)) return HealthStatus.HEALTHY;
        HealthStatus health = of(child.status());
        return breakerHinders(child.breaker()) ? health.worse(HealthStatus.DEGRADED) : health;
    }

    /** Transient or temporary, and ended as it should (OTP S30). */
    private static boolean finished(ChildReport child) {
        return child.status() == ChildStatus.DOWN
                && child.restart() != RestartType.PERMANENT
                && (child.reason().equals("normal") || child.reason().startsWith("{shutdown,"));
    }

    static boolean breakerHinders(String breaker) {
        return HINDERS.contains(breaker);
    }

    /** Why it is not healthy: its own reason, its breaker or the first check that is not; empty when nothing is wrong. */
    static String reason(ChildReport child, List<CheckHealth> checks) {
        if (of(child) != HealthStatus.HEALTHY) {
            if (!child.reason().isEmpty()) return child.reason();
            return child.status() == ChildStatus.UP
                    ? "its breaker is " + child.breaker()
                    : "it is " + child.status().text();
        }
        return checks.stream()
                .filter(check -> check.health() != HealthStatus.HEALTHY)
                .findFirst()
                .map(check -> "check " + check.name() + " is " + check.health().text()
                        + (check.result().isEmpty() ? "" : ": " + check.result()))
                .orElse("");
    }
}
