package io.armstrong.gogo.view;

import io.armstrong.api.upgrade.RolloutReport;
import java.util.List;

/** Every rollout, a line each. */
public record RolloutsView(List<RolloutReport> reports) implements View {
    public RolloutsView {
        reports = List.copyOf(reports);
    }

    @Override
    public Object json() {
        return Json.top("rollouts", reports.stream().map(RolloutView::json).toList());
    }

    @Override
    public String text(Screen screen) {
        Lines lines = new Lines(screen);
        if (reports.isEmpty()) lines.add("no rollout yet");
        for (RolloutReport report : reports)
            lines.whole(report.child() + " " + Foreign.line(report.from()) + " -> " + Foreign.line(report.to()) + "  "
                    + report.kind() + " " + RolloutView.howFar(report));
        return lines.toString();
    }
}
