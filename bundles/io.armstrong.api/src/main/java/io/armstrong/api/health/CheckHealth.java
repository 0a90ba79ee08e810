package io.armstrong.api.health;

/**
 * The last runs of one health check of a child (fault row 12).
 *
 * @param name of the check
 * @param health healthy; degraded: it warned, or failed less often than counts; unknown: it hung or threw; down: it failed too often
 * @param result what it said last, one line
 * @param failures failed runs among the last {@code window}
 * @param limit failures at which it is down
 * @param window runs that are looked at together
 */
public record CheckHealth(String name, HealthStatus health, String result, int failures, int limit, int window) {}
