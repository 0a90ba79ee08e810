package io.armstrong.gogo.view;

import io.armstrong.api.upgrade.RolloutReport;
import io.armstrong.api.upgrade.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One rollout on one screen.
 *
 * @param ordered whether it is the answer to an order: that was taken, however the rollout goes
 */
public record RolloutView(RolloutReport report, boolean ordered) implements View {
    private static final double MILLI = 1e6;

    @Override
    public Object json() {
        Map<String, Object> json = Json.top();
        json.putAll(json(report));
        return json;
    }

    static Map<String, Object> json(RolloutReport report) {
        return Json.object(
                "child", report.child(),
                "kind", report.kind(),
                "from", report.from(),
                "to", report.to(),
                "phase", report.phase(),
                "steps", report.steps(),
                "step", report.step(),
                "percent", report.percent(),
                "moved", report.moved(),
                "total", report.total(),
                "paused", report.paused(),
                "reason", report.reason(),
                "outcome", report.outcome(),
                "sides", report.sides().stream().map(RolloutView::json).toList(),
                "told", report.told());
    }

    private static Map<String, Object> json(Sample side) {
        return Json.object(
                "bundle", side.bundleId(),
                "version", side.version(),
                "calls", side.calls(),
                "errors", side.errors(),
                "p50Micros", side.quantileNanos(0.5) / 1000,
                "p95Micros", side.quantileNanos(0.95) / 1000);
    }

    /** The same with and without watching: 0 under way or promoted, 1 aborted or failed, 4 refused. */
    @Override
    public int exit() {
        if (ordered) return 0;
        return switch (report.outcome()) {
            case "", "promoted" -> 0;
            case "refused" -> 4;
            default -> 1;
        };
    }

    /** In a few words: {@code analysing, 10 of 100 moved}. */
    public static String howFar(RolloutReport report) {
        String what = report.ended() ? report.outcome() : report.phase();
        String units = report.kind().equals("canary") ? " % of the calls" : " of " + report.total() + " instances";
        boolean begun = report.total() > 0;
        return what + (begun ? ", " + report.moved() + units + " on " + Foreign.line(report.to()) : "");
    }

    @Override
    public String text(Screen screen) {
        Lines lines = new Lines(screen);
        lines.whole(report.child() + " " + Foreign.line(report.from()) + " -> " + Foreign.line(report.to()) + "  "
                + report.kind() + " " + howFar(report));
        lines.field("reason", Foreign.line(report.reason()));
        lines.field("steps", Foreign.line(steps()));
        for (Sample side : report.sides()) lines.field("side", side(side));
        report.told().forEach(line -> lines.field("told", Foreign.line(line)));
        if (report.paused()) lines.field("next", "sup:rollout resume | promote | abort " + report.child());
        return lines.toString();
    }

    /** The one under way in brackets. */
    private String steps() {
        List<String> steps = new ArrayList<>(report.steps());
        boolean walks = !report.ended() && !report.phase().equals("planned") && report.step() < steps.size();
        if (walks) steps.set(report.step(), "[" + steps.get(report.step()) + "]");
        return String.join(", ", steps);
    }

    private static String side(Sample side) {
        return Foreign.line(side.version()) + " (bundle " + side.bundleId() + ")  " + side.calls() + " calls, "
                + side.errors() + " errors, p50 " + Span.fine(side.quantileNanos(0.5) / MILLI) + ", p95 "
                + Span.fine(side.quantileNanos(0.95) / MILLI);
    }
}
