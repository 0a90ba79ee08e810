package io.armstrong.gogo.view;

import io.armstrong.api.StateReport;

/** The state of a child as data. */
public record StateView(StateReport report) implements View {
    @Override
    public Object json() {
        return Json.top(
                "id", report.id(),
                "schema", report.schema(),
                "version", report.version(),
                "state", Plain.of(report.state()));
    }

    @Override
    public String text(Screen screen) {
        return report.id() + "  version " + Foreign.line(report.version()) + ", schema " + report.schema() + "\n"
                + Json.indented(Plain.of(report.state())) + "\n";
    }
}
