package io.armstrong.gogo.view;

import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.api.upgrade.UpgradeReport.StepReport;
import java.util.List;
import java.util.Map;

/** What an upgrade or rollback did, step by step, and how it ended. */
public record UpgradeView(UpgradeReport report) implements View {
    private static final double MILLI = 1000;

    @Override
    public Object json() {
        Map<String, Object> json = Json.top();
        json.putAll(json(report));
        return json;
    }

    /** One of a change set names it. */
    static Map<String, Object> json(UpgradeReport report) {
        Map<String, Object> json = Json.object(
                "child", report.child(),
                "outcome", report.outcome().text(),
                "from", report.from(),
                "to", report.to(),
                "pauseMicros", report.pauseMicros(),
                "reason", report.reason(),
                "at", report.at().toString(),
                "steps", report.steps().stream().map(UpgradeView::step).toList());
        if (!report.set().isEmpty()) json.put("set", report.set());
        return json;
    }

    private static Map<String, Object> step(StepReport step) {
        return Json.object("step", step.step(), "millis", step.millis(), "result", step.result());
    }

    /** 0 when it committed, 1 when it was rolled back or could not even be, 4 when it was refused. */
    @Override
    public int exit() {
        return exit(report.outcome());
    }

    static int exit(Outcome outcome) {
        return switch (outcome) {
            case COMMITTED, REHEARSED -> 0;
            case ROLLED_BACK, FAILED -> 1;
            case REFUSED -> 4;
        };
    }

    @Override
    public String text(Screen screen) {
        Lines lines = new Lines(screen);
        for (StepReport step : report.steps())
            lines.add("  " + Lines.pad(step.step(), 13) + " " + Lines.right(Span.fine(step.millis()), 9) + "  "
                    + Foreign.line(step.result()));
        return lines.whole(ending(report)).toString();
    }

    /** {@code counter 1.0.0 -> 2.0.0 committed, pause 840 us}. */
    static String ending(UpgradeReport report) {
        String line = report.child() + " " + Foreign.line(report.from());
        if (!report.to().isEmpty()) line += " -> " + Foreign.line(report.to());
        line += " " + report.outcome().text();
        if (report.outcome() != Outcome.REFUSED && report.outcome() != Outcome.REHEARSED)
            line += ", pause " + Span.fine(report.pauseMicros() / MILLI);
        return report.reason().isEmpty() ? line : line + ": " + Foreign.line(report.reason());
    }

    static List<String> row(UpgradeReport report, Screen screen) {
        return List.of(
                screen.dayAndTime(report.at()),
                Foreign.line(report.from()),
                Foreign.line(report.to()),
                report.outcome().text(),
                Span.fine(report.pauseMicros() / MILLI),
                Foreign.line(told(report)));
    }

    private static String told(UpgradeReport report) {
        if (report.set().isEmpty()) return report.reason();
        return report.reason().isEmpty() ? report.set() : report.set() + ": " + report.reason();
    }
}
