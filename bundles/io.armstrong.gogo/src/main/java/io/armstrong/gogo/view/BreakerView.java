package io.armstrong.gogo.view;

import io.armstrong.api.breaker.BreakerReport;
import io.armstrong.api.breaker.BreakerSpec;
import io.armstrong.api.breaker.BreakerState;
import java.util.List;
import java.util.Map;

/** One breaker on one screen. */
public record BreakerView(BreakerReport report) implements View {
    @Override
    public Object json() {
        Map<String, Object> json = Json.top();
        json.putAll(json(report));
        return json;
    }

    static Map<String, Object> json(BreakerReport report) {
        BreakerSpec spec = report.spec();
        return Json.object(
                "name", report.name(),
                "child", report.child(),
                "state", state(report),
                "failures", report.failures(),
                "slow", report.slow(),
                "trials", report.trials(),
                "succeeded", report.succeeded(),
                "retryMillis", report.retryAfter().toMillis(),
                "transitions", report.transitions(),
                "rejected", report.rejected(),
                "why", report.why(),
                "spec",
                        Json.object(
                                "failures", spec.failures(),
                                "recovery", spec.recovery().toMillis(),
                                "trials", spec.trials(),
                                "window", spec.window().toMillis(),
                                "permit", spec.permit().toMillis(),
                                "slowAfter", spec.slowAfter().toMillis(),
                                "slowPercent", spec.slowPercent(),
                                "slowSample", spec.slowSample(),
                                "ignored", spec.ignored()));
    }

    /** A child without a breaker has none until somebody forces it. */
    private static String state(BreakerReport report) {
        boolean none = report.child() && !report.spec().present() && report.state() == BreakerState.CLOSED;
        return none ? "none" : report.state().text();
    }

    static List<String> row(BreakerReport report) {
        BreakerSpec spec = report.spec();
        return List.of(
                Foreign.line(report.name()),
                state(report),
                spec.present() ? report.failures() + "/" + spec.failures() : "",
                retry(report),
                Long.toString(report.rejected()),
                spec.text());
    }

    private static String retry(BreakerReport report) {
        return report.retryAfter().isZero() ? "" : Span.fine(report.retryAfter().toMillis());
    }

    @Override
    public String text(Screen screen) {
        Lines lines = new Lines(screen);
        lines.add(Foreign.line(report.name()) + "  " + state(report) + (report.child() ? ", of a child" : ""));
        lines.field("why", Foreign.line(report.why()));
        lines.field("retry", retry(report));
        lines.field("failures", report.failures() + " of " + report.spec().failures());
        if (report.spec().timesCalls())
            lines.field("slow", report.slow() + " of the last " + report.spec().slowSample());
        if (report.state() == BreakerState.HALF_OPEN)
            lines.field("trials", report.succeeded() + " succeeded, " + report.trials() + " out");
        lines.field("rejected", Long.toString(report.rejected()));
        lines.field("transitions", Long.toString(report.transitions()));
        lines.field("limits", report.spec().text());
        return lines.toString();
    }
}
