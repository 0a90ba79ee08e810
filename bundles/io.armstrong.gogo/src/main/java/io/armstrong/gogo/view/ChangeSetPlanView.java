package io.armstrong.gogo.view;

import io.armstrong.api.upgrade.ChangeSetPlan;
import io.armstrong.api.upgrade.PlanReport;
import io.armstrong.api.upgrade.PlanReport.Crossing;
import io.armstrong.api.upgrade.PlanReport.PlannedStep;
import java.util.stream.Collectors;

/** What a change set would do: each member in its order, what stops, and what they do together. */
public record ChangeSetPlanView(ChangeSetPlan plan) implements View {
    private static final double MILLI = 1000;

    @Override
    public Object json() {
        return Json.top(
                "outcome", plan.possible() ? "planned" : "refused",
                "reason", plan.reason(),
                "members", plan.members().stream().map(PlanView::json).toList(),
                "phases", plan.phases().stream().map(PlanView::step).toList(),
                "pointOfNoReturn", plan.pointOfNoReturn(),
                "stops", plan.stops(),
                "predictedMicros", plan.predictedMicros());
    }

    /** 0 when it would begin, 4 when it would be refused. */
    @Override
    public int exit() {
        return plan.possible() ? 0 : 4;
    }

    @Override
    public String text(Screen screen) {
        Lines lines = new Lines(screen);
        lines.whole("set of " + plan.members().size() + " "
                + (plan.possible() ? "planned" : "refused: " + Foreign.line(plan.reason())));
        plan.members().forEach(member -> member(lines, member));
        String order = plan.members().stream().map(PlanReport::child).collect(Collectors.joining(", "));
        lines.field("order", order + "; held the other way round");
        lines.field("stops", Foreign.line(String.join(", ", plan.stops())));
        lines.field("pause", "about " + Span.fine(plan.predictedMicros() / MILLI) + ", all held together");
        for (PlannedStep phase : plan.phases()) {
            lines.add("  " + Lines.pad(phase.step(), 13) + " " + phase.promise());
            if (phase.step().equals(plan.pointOfNoReturn())) lines.add("  -- point of no return --");
        }
        return lines.toString();
    }

    private static void member(Lines lines, PlanReport member) {
        lines.whole("  " + PlanView.head(member));
        if (member.way().isEmpty()) return;
        lines.field("  way", member.way() + ": " + Foreign.line(member.why()));
        for (Crossing child : member.children()) lines.field("  crosses", PlanView.told(child));
        member.notes().forEach(note -> lines.field("  note", Foreign.line(note)));
    }
}
