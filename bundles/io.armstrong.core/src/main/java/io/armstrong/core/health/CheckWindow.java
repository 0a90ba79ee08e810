package io.armstrong.core.health;

import io.armstrong.api.Guards;
import io.armstrong.api.health.CheckHealth;
import io.armstrong.api.health.HealthStatus;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The last runs of one health check: it is down when k of the last n failed, so that one that flaps crashes nobody (fault row 12).
 * Not thread-safe.
 */
public final class CheckWindow {
    private final String name;
    private final int limit;
    private final int size;
    private final Deque<HealthStatus> runs = new ArrayDeque<>();
    private String result = "";

    /** @param guards how many of how many count */
    public CheckWindow(String name, Guards guards) {
        this.name = name;
        this.limit = guards.checkFailures();
        this.size = guards.checkWindow();
    }

    /**
     * Takes the next run in.
     *
     * @param said healthy, degraded, down (critical), or unknown when it hung or threw; the last two failed
     * @param text what it said, one line
     */
    public void add(HealthStatus said, String text) {
        runs.addLast(said);
        if (runs.size() > size) runs.removeFirst();
        result = text;
    }

    /** Failed runs among the last ones. */
    private int failures() {
        return (int) runs.stream().filter(CheckWindow::failed).count();
    }

    private static boolean failed(HealthStatus run) {
        return run == HealthStatus.DOWN || run == HealthStatus.UNKNOWN;
    }

    /** What follows from them. A critical run that does not count yet degrades. */
    public CheckHealth health() {
        int failures = failures();
        HealthStatus last = runs.isEmpty() ? HealthStatus.HEALTHY : runs.getLast();
        HealthStatus shown = last == HealthStatus.DOWN ? HealthStatus.DEGRADED : last;
        HealthStatus health = failures >= limit ? HealthStatus.DOWN : shown;
        return new CheckHealth(name, health, result, failures, limit, size);
    }
}
