package io.armstrong.gogo.view;

import io.armstrong.api.upgrade.ChangeSetReport;
import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.api.upgrade.UpgradeReport.StepReport;
import java.util.Map;

/** What a change set did: how it ended as a whole, and what became of each member. */
public record ChangeSetView(ChangeSetReport report) implements View {
    @Override
    public Object json() {
        return Json.top(
                "set", report.set(),
                "outcome", report.outcome().text(),
                "reason", report.reason(),
                "at", report.at().toString(),
                "members", report.members().stream().map(ChangeSetView::member).toList());
    }

    private static Map<String, Object> member(UpgradeReport member) {
        return UpgradeView.json(member);
    }

    @Override
    public int exit() {
        return UpgradeView.exit(report.outcome());
    }

    @Override
    public String text(Screen screen) {
        Lines lines = new Lines(screen);
        for (UpgradeReport member : report.members()) {
            lines.whole("  " + UpgradeView.ending(member));
            if (member.outcome() == Outcome.REHEARSED) member.steps().forEach(step -> rehearsed(lines, step));
        }
        String line = report.set() + " of " + report.members().size() + " "
                + report.outcome().text();
        String reason = report.reason().isEmpty() ? "" : ": " + Foreign.line(report.reason());
        return lines.whole(line + reason).toString();
    }

    /** What the new version made of a copy of the state. */
    private static void rehearsed(Lines lines, StepReport step) {
        if (step.step().equals("rehearse")) lines.field("  rehearsed", Foreign.line(step.result()));
    }
}
