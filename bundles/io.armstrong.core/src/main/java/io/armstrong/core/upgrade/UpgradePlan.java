package io.armstrong.core.upgrade;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The steps of one way to upgrade, in order: printed before it is walked.
 *
 * <p>Split at one point of no return: a step before {@link #firstIrrevocable()} changes nothing that runs, so a failure
 * there is a refusal; a failure from there on is undone.
 *
 * @param way its name: {@code direct}, {@code cold}
 * @param steps what is walked
 */
public record UpgradePlan(String way, List<PlanStep> steps) {
    private static final Set<PlanStep> TOUCHING = EnumSet.range(PlanStep.DETACH, PlanStep.ATTACH);

    public UpgradePlan {
        steps = List.copyOf(steps);
    }

    /**
     * Running children, with the calls parked meanwhile.
     *
     * @param durable whether a child checkpoints, before or after: then COMMIT is forced inside the hold (design D15),
     *     so that no answer of the new code can be behind it; else right after it
     */
    public static UpgradePlan direct(boolean durable) {
        List<PlanStep> steps = new ArrayList<>(List.of(PlanStep.values()));
        if (!durable) {
            steps.remove(PlanStep.COMMIT);
            steps.add(steps.indexOf(PlanStep.DONE), PlanStep.COMMIT);
        }
        return new UpgradePlan("direct", steps);
    }

    /** Children that are down: there is no state to carry and nobody to hold. The bundle is left stopped. */
    public static UpgradePlan cold() {
        return new UpgradePlan(
                "cold",
                List.of(
                        PlanStep.VERIFY,
                        PlanStep.INSPECT,
                        PlanStep.IMPACT,
                        PlanStep.STAGE,
                        PlanStep.BEGIN,
                        PlanStep.STOP,
                        PlanStep.UPDATE,
                        PlanStep.REFRESH,
                        PlanStep.COMMIT,
                        PlanStep.DONE));
    }

    /** The first step that touches what runs: the point of no return lies right before it. */
    public PlanStep firstIrrevocable() {
        return steps.stream().filter(TOUCHING::contains).findFirst().orElseThrow();
    }

    /** Whether what runs has been touched when that step fails. */
    public boolean touchedAt(PlanStep failed) {
        return steps.indexOf(failed) >= steps.indexOf(firstIrrevocable());
    }

    /** Whether COMMIT was forced before that step: then the way is forward only. */
    public boolean committedBefore(PlanStep step) {
        return before(PlanStep.COMMIT, step);
    }

    /** The steps from that one on. */
    public List<PlanStep> from(PlanStep step) {
        return steps.subList(steps.indexOf(step), steps.size());
    }

    /**
     * The way back when that step fails before COMMIT: what was done, and what may have been half done, is walked again
     * towards the old version. Empty when nothing was done that could be undone.
     */
    public List<PlanStep> undo(PlanStep failed) {
        List<PlanStep> back = new ArrayList<>();
        boolean released = before(PlanStep.RELEASE, failed);
        if (released) back.addAll(List.of(PlanStep.HOLD, PlanStep.SNAPSHOT, PlanStep.MIGRATE_DOWN));
        if (tried(PlanStep.ATTACH, failed)) back.add(PlanStep.DETACH);
        if (tried(PlanStep.UPDATE, failed)) back.addAll(List.of(PlanStep.STOP, PlanStep.UPDATE, PlanStep.REFRESH));
        if (tried(PlanStep.DETACH, failed)) back.addAll(List.of(PlanStep.START, PlanStep.ATTACH));
        if (before(PlanStep.BEGIN, failed)) back.add(PlanStep.DONE);
        if (before(PlanStep.HOLD, failed)) back.add(PlanStep.RELEASE);
        return back;
    }

    private boolean tried(PlanStep step, PlanStep failed) {
        return before(step, failed) || step == failed;
    }

    private boolean before(PlanStep step, PlanStep failed) {
        int at = steps.indexOf(step);
        return at >= 0 && at < steps.indexOf(failed);
    }
}
