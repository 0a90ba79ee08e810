package io.armstrong.upgrade;

import io.armstrong.api.ChildReport;
import io.armstrong.api.StateReport;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.upgrade.PlanReport;
import io.armstrong.api.upgrade.PlanReport.Crossing;
import io.armstrong.api.upgrade.PlanReport.PlannedStep;
import io.armstrong.core.upgrade.MigrationPath;
import io.armstrong.core.upgrade.PlainState;
import io.armstrong.core.upgrade.UpgradePlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Says what an upgrade would do: the preparation up to the first step that writes anything, and what follows from it. */
record Planning(Ground ground, Subject subject) {
    /** For the state of a child: one that is busy is left out, since nothing depends on it. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** A rule of thumb, until this bundle was upgraded once. */
    private static final long TWIN_MICROS = 800;

    private static final long DIRECT_MICROS = 15_000;

    PlanReport plan() {
        Preparation preparation = new Preparation(ground, subject, new Routes(subject));
        @Nullable UpgradePlan plan = null;
        try {
            preparation.verify();
            plan = preparation.inspect();
            preparation.impact();
            return report(plan, "");
        } catch (RuntimeException e) {
            SupervisionException refusal = Refusal.of(e);
            String remedy = refusal.remedy().isEmpty() ? "mend the jar" : refusal.remedy();
            return report(plan, Refusal.message(refusal) + "; " + remedy);
        }
    }

    private PlanReport report(@Nullable UpgradePlan plan, String reason) {
        List<Crossing> crossings = plan == null ? List.of() : crossings();
        return new PlanReport(
                subject.child(),
                reason.isEmpty(),
                reason,
                subject.asked.child().version(),
                subject.wanted(),
                plan == null ? "" : plan.way(),
                subject.why,
                plan == null
                        ? List.of()
                        : plan.steps().stream()
                                .map(step -> new PlannedStep(step.text(), step.promise()))
                                .toList(),
                plan == null ? "" : plan.pointOfNoReturn().text(),
                subject.stops,
                crossings,
                plan == null ? 0 : predicted(plan),
                plan == null ? List.of() : notes(plan, crossings));
    }

    private long predicted(UpgradePlan plan) {
        if (plan.way().equals(UpgradePlan.COLD)) return 0;
        long last = new Kept(ground.store()).lastPauseMicros(subject.symbolicName());
        if (last >= 0) return last;
        return plan.way().equals(UpgradePlan.TWIN) ? TWIN_MICROS : DIRECT_MICROS;
    }

    private List<Crossing> crossings() {
        Map<String, StateReport> states = states();
        List<Crossing> crossings = new ArrayList<>();
        for (ChildReport child : subject.crossing) {
            MigrationPath path = subject.paths.get(child.id());
            StateReport state = states.get(child.id());
            String way = path == null ? String.valueOf(child.schema()) : path.text();
            long size = state == null ? -1 : PlainState.size(child.id(), state.state());
            crossings.add(new Crossing(child.id(), way, back(path), size));
        }
        return crossings;
    }

    private static String back(@Nullable MigrationPath path) {
        if (path == null) return "none";
        return path.leadsBack() ? "yes" : "one way: undo restores the snapshot and loses what came since";
    }

    private Map<String, StateReport> states() {
        Map<String, StateReport> states = new HashMap<>();
        for (ChildReport child : subject.crossing) {
            if (child.schema() == 0) continue;
            try {
                states.put(
                        child.id(),
                        ground.supervision()
                                .state(child.id(), PATIENCE)
                                .toCompletableFuture()
                                .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
            } catch (ExecutionException | TimeoutException busy) {
                continue; // its size is shown as unknown
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return states;
            }
        }
        return states;
    }

    private List<String> notes(UpgradePlan plan, List<Crossing> crossings) {
        List<String> notes = new ArrayList<>();
        for (Crossing crossing : crossings)
            if (crossing.back().startsWith("one way")) notes.add(crossing.id() + ": " + crossing.back());
        if (plan.way().equals(UpgradePlan.TWIN))
            notes.add("the twin's components are really activated beside the running ones; init is not run");
        if (!subject.wiredChildren.ids().isEmpty())
            notes.add("wired to it, restarted in this order, counted nowhere: "
                    + String.join(", ", subject.wiredChildren.ids()));
        if (!subject.wired.isEmpty()) notes.add("other bundles are wired to it: they stop and start with the refresh");
        return notes;
    }
}
