package io.armstrong.gogo.view;

import io.armstrong.api.health.ChildHealth;
import io.armstrong.api.health.HealthReport;
import io.armstrong.api.health.HealthStatus;
import io.armstrong.api.health.SupervisorHealth;
import io.armstrong.api.health.Verdict;
import java.util.List;

/**
 * The health of the tree: a line a tier, a line for each child that is not healthy, and the verdict.
 *
 * @param late whether it was watched and still changing when the time was over
 */
public record HealthView(HealthReport report, boolean late) implements View {
    @Override
    public Object json() {
        var json = Json.top("seq", report.seq(), "health", report.health().text());
        json.putAll(Healths.history(report.uptimeMillis(), report.restarts(), report.lastRestart()));
        json.putAll(Json.object(
                "compliance", report.compliance().text(),
                "isolated", report.isolated(),
                "breakers", report.breakers(),
                "probes",
                        Json.object(report.probes().stream()
                                .flatMap(probe -> List.<Object>of(probe.kind().text(), probe.passes()).stream())
                                .toArray()),
                "troubles", report.troubles(),
                "timedOut", late,
                "tiers", report.tiers().stream().map(Healths::json).toList()));
        return json;
    }

    @Override
    public int exit() {
        return Healths.exit(report.health() == HealthStatus.HEALTHY, late);
    }

    @Override
    public String text(Screen screen) {
        Lines lines = new Lines(screen);
        List<String> head = List.of("TIER", "HEALTH", "HEALTHY", "RESTARTS", "LAST", "WINDOW", "POLICY");
        lines.table(head, report.tiers().stream().map(tier -> row(tier, screen)).toList());
        for (ChildHealth child : report.children())
            if (child.health() != HealthStatus.HEALTHY) lines.add("  " + Healths.trouble(child));
        for (String trouble : report.troubles()) lines.whole("  " + trouble);
        for (Verdict probe : report.probes()) lines.whole(VerdictView.line(probe));
        return lines.whole(Healths.verdict(report.health(), report.compliance()))
                .toString();
    }

    private static List<String> row(SupervisorHealth tier, Screen screen) {
        return List.of(
                tier.id(),
                tier.health().text(),
                tier.healthy() + " of " + tier.children().size(),
                Long.toString(tier.restarts()),
                Healths.ago(tier.lastRestart(), screen),
                tier.used() + " of " + tier.intensity(),
                tier.compliance().text());
    }
}
