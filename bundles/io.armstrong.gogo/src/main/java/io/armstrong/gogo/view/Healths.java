package io.armstrong.gogo.view;

import io.armstrong.api.health.CheckHealth;
import io.armstrong.api.health.ChildHealth;
import io.armstrong.api.health.Compliance;
import io.armstrong.api.health.HealthStatus;
import io.armstrong.api.health.MemberHealth;
import io.armstrong.api.health.SupervisorHealth;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the answers about health have in common. */
final class Healths {
    private static final int LATE = 5;

    private Healths() {}

    /** 0 healthy, 1 not, 5 still changing when the time was over. */
    static int exit(boolean healthy, boolean late) {
        if (healthy) return 0;
        return late ? LATE : 1;
    }

    /** The last line. */
    static String verdict(HealthStatus health, Compliance compliance) {
        return "verdict: " + health.text() + ", policy " + compliance.text();
    }

    static String ago(@Nullable Instant at, Screen screen) {
        return at == null ? "never" : screen.ago(at);
    }

    /** {@code flaky is isolated, down: boom}. */
    static String trouble(ChildHealth child) {
        String line = child.id() + " is " + child.status().text() + ", "
                + child.health().text();
        return child.reason().isEmpty() ? line : line + ": " + Foreign.line(child.reason());
    }

    static Map<String, Object> history(long uptimeMillis, long restarts, @Nullable Instant lastRestart) {
        return Json.object(
                "uptimeMillis", uptimeMillis,
                "restarts", restarts,
                "lastRestart", lastRestart == null ? null : lastRestart.toString());
    }

    static Map<String, Object> json(MemberHealth member) {
        Map<String, Object> json = Json.object(
                "id", member.id(),
                "health", member.health().text(),
                "status", member.status().text(),
                "compliance", member.compliance().text());
        json.putAll(history(member.uptimeMillis(), member.restarts(), member.lastRestart()));
        json.putAll(member instanceof SupervisorHealth supervisor ? of(supervisor) : of((ChildHealth) member));
        return json;
    }

    private static Map<String, Object> of(SupervisorHealth supervisor) {
        return Json.object(
                "tier", supervisor.tier().text(),
                "strategy", supervisor.strategy().text(),
                "intensity", Members.intensity(supervisor.intensity(), supervisor.used()),
                "isolated", supervisor.isolated(),
                "breakers", supervisor.breakers(),
                "children", supervisor.members().stream().map(Healths::json).toList());
    }

    private static Map<String, Object> of(ChildHealth child) {
        return Json.object(
                "tier", child.tier().text(),
                "supervisor", child.supervisor(),
                "incarnation", child.incarnation(),
                "breaker", child.breaker(),
                "isolated", child.isolated(),
                "reason", child.reason(),
                "checks", child.checks().stream().map(Healths::of).toList());
    }

    private static Map<String, Object> of(CheckHealth check) {
        return Json.object(
                "name", check.name(),
                "health", check.health().text(),
                "result", check.result(),
                "failures", check.failures(),
                "limit", check.limit(),
                "window", check.window());
    }
}
