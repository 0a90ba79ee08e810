package io.armstrong.core.upgrade;

import static io.armstrong.core.upgrade.PlanStep.*;

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
 * @param way its name: {@code twin}, {@code direct}, {@code cold}
 * @param steps what is walked
 */
public record UpgradePlan(String way, List<PlanStep> steps) {
    /** The way with a second bundle, the default of workers. */
    public static final String TWIN = "twin";
    /** The way with parked calls. */
    public static final String DIRECT = "direct";
    /** The way of children that are down. */
    public static final String COLD = "cold";

    private static final Set<PlanStep> TOUCHING = EnumSet.of(DETACH, RELIEVE, STOP, UPDATE, REFRESH, START, ATTACH);
    private static final Set<PlanStep> IN_SECOND_HAND = EnumSet.of(HAND_BACK, RELEASE_AGAIN);

    public UpgradePlan {
        steps = List.copyOf(steps);
    }

    /**
     * Running workers, in a second bundle beside the first; callers see two short holds.
     *
     * @param durable whether a child checkpoints, before or after: then COMMIT is forced inside the hold (design D15),
     *     so that no answer of the new code can be behind it; else right after it
     */
    public static UpgradePlan twin(boolean durable) {
        List<PlanStep> steps = preparation();
        steps.addAll(
                List.of(INSTALL_TWIN, START_TWIN, REHEARSE, BEGIN, HOLD, SNAPSHOT, MIGRATE_DOWN, MIGRATE, RELIEVE));
        steps.addAll(committing(durable));
        steps.addAll(List.of(STOP, UPDATE, REFRESH, START, HOLD_AGAIN, HAND_BACK, RELEASE_AGAIN, DISCARD_TWIN, DONE));
        return new UpgradePlan(TWIN, steps);
    }

    /** Running children, with the calls parked meanwhile. @param durable as in {@link #twin} */
    public static UpgradePlan direct(boolean durable) {
        List<PlanStep> steps = preparation();
        steps.addAll(
                List.of(BEGIN, HOLD, SNAPSHOT, MIGRATE_DOWN, DETACH, STOP, UPDATE, REFRESH, START, MIGRATE, ATTACH));
        steps.addAll(committing(durable));
        steps.add(DONE);
        return new UpgradePlan(DIRECT, steps);
    }

    /**
     * Children that are down: there is no state to carry but what they checkpointed. They are kept down to the end: whoever was
     * started between UPDATE and COMMIT would write state of the new version while the old one boots. The bundle is left stopped.
     */
    public static UpgradePlan cold() {
        List<PlanStep> steps = preparation();
        steps.addAll(List.of(BEGIN, HOLD, SNAPSHOT, MIGRATE, STOP, UPDATE, REFRESH, COMMIT, DONE, RELEASE));
        return new UpgradePlan(COLD, steps);
    }

    /** What a twin does with a copy of the state, and nothing after it. */
    public static UpgradePlan rehearsal() {
        List<PlanStep> steps = preparation();
        steps.addAll(List.of(INSTALL_TWIN, START_TWIN, REHEARSE, DISCARD_TWIN));
        return new UpgradePlan(TWIN, steps);
    }

    private static List<PlanStep> preparation() {
        return new ArrayList<>(List.of(VERIFY, INSPECT, IMPACT, STAGE));
    }

    private static List<PlanStep> committing(boolean durable) {
        return durable ? List.of(COMMIT, RELEASE) : List.of(RELEASE, COMMIT);
    }

    /** The same way, once it is known whether a child checkpoints. */
    public UpgradePlan durable(boolean durable) {
        if (way.equals(COLD) || !steps.contains(COMMIT)) return this;
        return way.equals(TWIN) ? twin(durable) : direct(durable);
    }

    /** The first step that touches what runs; the last where none does. */
    public PlanStep firstIrrevocable() {
        return steps.stream().filter(TOUCHING::contains).findFirst().orElse(steps.get(steps.size() - 1));
    }

    /** Behind it the only way back is the undo: with a twin that is COMMIT, else the first step that touches what runs. */
    public PlanStep pointOfNoReturn() {
        return way.equals(TWIN) && steps.contains(COMMIT) ? COMMIT : firstIrrevocable();
    }

    /** Whether what runs has been touched when that step fails. */
    public boolean touchedAt(PlanStep failed) {
        return steps.indexOf(failed) >= steps.indexOf(firstIrrevocable());
    }

    /** Whether what runs has been touched before that step. */
    public boolean touchedBefore(PlanStep step) {
        return before(firstIrrevocable(), step);
    }

    /** Whether COMMIT was forced before that step. */
    public boolean committedBefore(PlanStep step) {
        return before(COMMIT, step);
    }

    /** Whether what is left at that step only clears away: its failure changes nothing for the child. */
    public boolean clearingAt(PlanStep step) {
        return committedBefore(step) && (!way.equals(TWIN) || step == DISCARD_TWIN || step == DONE || step == RELEASE);
    }

    /** The steps from that one on. */
    public List<PlanStep> from(PlanStep step) {
        return steps.subList(steps.indexOf(step), steps.size());
    }

    /**
     * The way back when that step fails: what was done, and what may have been half done, is walked again towards the old
     * version. Empty when nothing was done that could be undone.
     */
    public List<PlanStep> undo(PlanStep failed) {
        if (!way.equals(TWIN)) return undoDirect(failed, true);
        return committedBefore(failed) ? undoCommitted(failed) : undoTwin(failed, true);
    }

    /**
     * The way back when that step is not even begun, because another of its change set failed. Behind COMMIT it is the undo of
     * every way: an upgrade of its own towards the old version.
     */
    public List<PlanStep> undoBefore(PlanStep step) {
        if (committedBefore(step)) return undoCommitted(step);
        return way.equals(TWIN) ? undoTwin(step, false) : undoDirect(step, false);
    }

    private List<PlanStep> undoDirect(PlanStep failed, boolean begun) {
        List<PlanStep> back = new ArrayList<>();
        if (before(RELEASE, failed)) back.addAll(List.of(HOLD, SNAPSHOT, MIGRATE_DOWN));
        if (tried(ATTACH, failed, begun)) back.add(DETACH);
        if (tried(UPDATE, failed, begun)) back.addAll(List.of(STOP, UPDATE, REFRESH));
        if (tried(DETACH, failed, begun)) back.addAll(List.of(START, ATTACH));
        if (before(BEGIN, failed)) back.add(DONE);
        if (before(HOLD, failed)) back.add(RELEASE);
        return back;
    }

    /** The own bundle was not touched: its workers take over again. */
    private List<PlanStep> undoTwin(PlanStep failed, boolean begun) {
        List<PlanStep> back = new ArrayList<>();
        if (before(RELEASE, failed)) back.addAll(List.of(HOLD, SNAPSHOT, MIGRATE_DOWN));
        if (tried(RELIEVE, failed, begun)) back.add(RELIEVE);
        if (before(HOLD, failed)) back.add(RELEASE);
        if (tried(INSTALL_TWIN, failed, begun)) back.add(DISCARD_TWIN);
        if (before(BEGIN, failed)) back.add(DONE);
        return back;
    }

    /** The new version is the one that boots: an upgrade of its own towards the old one, with the state as it is now. */
    private List<PlanStep> undoCommitted(PlanStep at) {
        if (way.equals(COLD)) return List.of(BEGIN, STOP, UPDATE, REFRESH, COMMIT, DONE, RELEASE);
        List<PlanStep> back = new ArrayList<>();
        if (!heldAt(at)) back.add(HOLD);
        back.addAll(List.of(SNAPSHOT, MIGRATE_DOWN, BEGIN, DETACH, STOP, UPDATE, REFRESH, START, ATTACH));
        back.addAll(List.of(COMMIT, RELEASE));
        if (way.equals(TWIN)) back.add(DISCARD_TWIN);
        back.add(DONE);
        return back;
    }

    /**
     * The same undo where the children are down, and kept down: the bundle goes back cold, with the checkpoints of the children
     * migrated down.
     */
    public List<PlanStep> undoDown() {
        return List.of(SNAPSHOT, MIGRATE_DOWN, BEGIN, STOP, UPDATE, REFRESH, COMMIT, DISCARD_TWIN, DONE, RELEASE);
    }

    /** Whether the children are in the hand before that step; behind COMMIT. */
    private static boolean heldAt(PlanStep step) {
        return step == RELEASE || IN_SECOND_HAND.contains(step);
    }

    private boolean tried(PlanStep step, PlanStep failed, boolean begun) {
        return before(step, failed) || (begun && step == failed && steps.contains(step));
    }

    private boolean before(PlanStep step, PlanStep failed) {
        int at = steps.indexOf(step);
        return at >= 0 && at < steps.indexOf(failed);
    }
}
