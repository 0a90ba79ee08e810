package io.armstrong.gogo.view;

import io.armstrong.api.upgrade.PlanReport;
import io.armstrong.api.upgrade.PlanReport.Crossing;
import io.armstrong.api.upgrade.PlanReport.PlannedStep;
import java.util.Map;

/** What an upgrade would do, step by step, or why it would not begin. */
public record PlanView(PlanReport plan) implements View {
    private static final double MILLI = 1000;

    @Override
    public Object json() {
        Map<String, Object> json = Json.top();
        json.putAll(json(plan));
        return json;
    }

    static Map<String, Object> json(PlanReport plan) {
        return Json.object(
                "child", plan.child(),
                "outcome", plan.possible() ? "planned" : "refused",
                "from", plan.from(),
                "to", plan.to(),
                "way", plan.way(),
                "why", plan.why(),
                "reason", plan.reason(),
                "steps", plan.steps().stream().map(PlanView::step).toList(),
                "pointOfNoReturn", plan.pointOfNoReturn(),
                "stops", plan.stops(),
                "children", plan.children().stream().map(PlanView::crossing).toList(),
                "predictedMicros", plan.predictedMicros(),
                "notes", plan.notes());
    }

    static Map<String, Object> step(PlannedStep step) {
        return Json.object("step", step.step(), "does", step.promise());
    }

    private static Map<String, Object> crossing(Crossing crossing) {
        return Json.object(
                "id", crossing.id(),
                "migration", crossing.migration(),
                "back", crossing.back(),
                "stateSize", crossing.stateSize());
    }

    /** 0 when it would begin, 4 when it would be refused. */
    @Override
    public int exit() {
        return plan.possible() ? 0 : 4;
    }

    @Override
    public String text(Screen screen) {
        Lines lines = new Lines(screen);
        lines.whole(head(plan));
        if (plan.way().isEmpty()) return lines.toString();
        lines.field("way", plan.way() + ": " + Foreign.line(plan.why()));
        lines.field("stops", Foreign.line(String.join(", ", plan.stops())));
        for (Crossing child : plan.children()) lines.field("crosses", told(child));
        lines.field("pause", "about " + Span.fine(plan.predictedMicros() / MILLI));
        plan.notes().forEach(note -> lines.field("note", Foreign.line(note)));
        for (PlannedStep step : plan.steps()) {
            lines.add("  " + Lines.pad(step.step(), 13) + " " + step.promise());
            if (step.step().equals(plan.pointOfNoReturn())) lines.add("  -- point of no return --");
        }
        return lines.toString();
    }

    /** {@code counter 1.0.0 -> 2.0.0 planned}. */
    static String head(PlanReport plan) {
        return plan.child() + " " + Foreign.line(plan.from()) + " -> " + Foreign.line(plan.to()) + " "
                + (plan.possible() ? "planned" : "refused: " + Foreign.line(plan.reason()));
    }

    static String told(Crossing child) {
        return child.id() + ", state " + child.migration() + ", size " + size(child) + ", way back: " + child.back();
    }

    private static String size(Crossing child) {
        return child.stateSize() < 0 ? "unknown" : String.valueOf(child.stateSize());
    }
}
