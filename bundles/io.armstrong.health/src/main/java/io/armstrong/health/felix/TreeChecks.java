package io.armstrong.health.felix;

import io.armstrong.api.Tier;
import io.armstrong.api.health.ChildHealth;
import io.armstrong.api.health.Health;
import io.armstrong.api.health.HealthReport;
import io.armstrong.api.health.HealthStatus;
import io.armstrong.api.health.ProbeKind;
import io.armstrong.api.health.SupervisorHealth;
import io.armstrong.api.health.Verdict;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Hashtable;
import java.util.List;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/**
 * Our tree as Felix Health Checks (feature H2), tag {@code armstrong}: one for each tier, which says how each of its children is,
 * tagged with the tier too; one for each probe, tagged with its word and, as systemready has it, {@code systemalive} or {@code
 * systemready}.
 */
final class TreeChecks implements AutoCloseable {
    private static final String TAG = "armstrong";

    private final Health health;
    private final Deque<ServiceRegistration<?>> registrations = new ArrayDeque<>();

    TreeChecks(BundleContext context, Health health) {
        this.health = health;
        for (Tier tier : Tier.values()) offer(context, "armstrong " + tier.text(), () -> tier(tier), TAG, tier.text());
        for (ProbeKind kind : ProbeKind.values())
            offer(
                    context,
                    "armstrong " + kind.text(),
                    () -> probe(kind),
                    tags(kind).toArray(new String[0]));
    }

    private static List<String> tags(ProbeKind kind) {
        return switch (kind) {
            case LIVE -> List.of(TAG, "live", "systemalive");
            case READY -> List.of(TAG, "ready", "systemready");
            case STARTUP -> List.of(TAG, "startup");
        };
    }

    private void offer(BundleContext context, String name, HealthCheck check, String... tags) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(HealthCheck.NAME, name);
        properties.put(HealthCheck.TAGS, tags);
        registrations.push(context.registerService(HealthCheck.class, check, properties));
    }

    private Result tier(Tier tier) {
        HealthReport report = health.report();
        return report.tiers().stream()
                .filter(candidate -> candidate.tier() == tier)
                .findFirst()
                .map(TreeChecks::tier)
                .orElseGet(() -> new Result(Result.Status.TEMPORARILY_UNAVAILABLE, "armstrong is starting"));
    }

    private static Result tier(SupervisorHealth tier) {
        ResultLog log = new ResultLog();
        log.add(new ResultLog.Entry(
                status(tier.health()),
                tier.id() + " is " + tier.health().text() + ": " + tier.healthy() + " of "
                        + tier.children().size() + " children healthy, " + tier.restarts() + " restarts"));
        // What a child is worth is the tier's to say: here it only informs.
        for (ChildHealth child : tier.children()) log.add(new ResultLog.Entry(Result.Status.OK, line(child)));
        return new Result(log);
    }

    private static String line(ChildHealth child) {
        return child.id() + " is " + child.status().text() + ", "
                + child.health().text() + (child.reason().isEmpty() ? "" : ": " + child.reason());
    }

    private Result probe(ProbeKind kind) {
        Verdict verdict = health.report().verdict(kind);
        return verdict.passes()
                ? new Result(Result.Status.OK, kind.text())
                : new Result(
                        kind == ProbeKind.LIVE ? Result.Status.CRITICAL : Result.Status.TEMPORARILY_UNAVAILABLE,
                        verdict.reason());
    }

    private static Result.Status status(HealthStatus health) {
        return switch (health) {
            case HEALTHY -> Result.Status.OK;
            case DEGRADED -> Result.Status.WARN;
            case UNKNOWN -> Result.Status.HEALTH_CHECK_ERROR;
            case DOWN -> Result.Status.CRITICAL;
        };
    }

    @Override
    public void close() {
        while (!registrations.isEmpty()) registrations.pop().unregister();
    }
}
