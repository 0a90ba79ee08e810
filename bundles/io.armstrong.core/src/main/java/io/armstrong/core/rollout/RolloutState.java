package io.armstrong.core.rollout;

import io.armstrong.core.rollout.RolloutStep.Weight;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a rollout stands.
 *
 * @param phase what it is doing
 * @param goal where it goes
 * @param step place of the step under way
 * @param moved units on the new side
 * @param total units there are
 * @param token of the gate, timer or look that counts; earlier ones mean nothing
 * @param paused whether no further step begins until somebody says so
 * @param why it is paused or goes back; empty while there is nothing to say
 * @param looks of the analysis under way
 * @param watched looks of the background since the last weight
 * @param watching whether the background looks
 * @param outcome null until it ended
 */
public record RolloutState(
        RolloutPlan plan,
        Phase phase,
        Goal goal,
        int step,
        int moved,
        int total,
        long token,
        boolean paused,
        String why,
        Tally looks,
        Tally watched,
        boolean watching,
        @Nullable Outcome outcome) {
    /** What a rollout is doing. */
    public enum Phase {
        PREPARING,
        SHIFTING,
        GATING,
        PAUSING,
        ANALYSING,
        /** Nothing is under way: it is paused. */
        PAUSED,
        RETURNING,
        DISCARDING,
        PROMOTING,
        ENDED;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Where it goes. */
    public enum Goal {
        FORWARD,
        /** To the end without gates and verdicts. */
        HURRY,
        BACK
    }

    /** How it ended. */
    public enum Outcome {
        /** The new version is the child's own. */
        PROMOTED,
        /** Everything is back on the old version. */
        ABORTED,
        /** It never began. */
        REFUSED,
        /** It was promoted half, and the way back failed: the reason and an alarm say what stands. */
        FAILED;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Nothing done yet. */
    public static RolloutState of(RolloutPlan plan) {
        return new RolloutState(
                plan, Phase.PREPARING, Goal.FORWARD, 0, 0, 0, 1, false, "", Tally.NONE, Tally.NONE, false, null);
    }

    /** The share that the steps up to here allow. */
    public int percent() {
        if (goal == Goal.BACK) return 0;
        if (goal == Goal.HURRY || current() instanceof RolloutStep.Promote) return 100;
        int percent = 0;
        for (RolloutStep each : plan.steps().steps().subList(0, step + 1))
            if (each instanceof Weight weight) percent = weight.percent();
        return percent;
    }

    /** The step under way. */
    public RolloutStep current() {
        return plan.steps().steps().get(step);
    }

    boolean onItsWayBack() {
        return goal == Goal.BACK || phase == Phase.DISCARDING;
    }

    RolloutState phase(Phase now) {
        return new RolloutState(
                plan, now, goal, step, moved, total, token, paused, why, looks, watched, watching, outcome);
    }

    /** The same, whatever gate, timer or look was waited for. */
    RolloutState fresh(Phase now) {
        return new RolloutState(
                plan, now, goal, step, moved, total, token + 1, paused, why, looks, watched, watching, outcome);
    }

    RolloutState goal(Goal now, String because) {
        return new RolloutState(
                plan, phase, now, step, moved, total, token + 1, false, because, looks, watched, false, outcome);
    }

    RolloutState paused(boolean now, String because) {
        return new RolloutState(
                plan, phase, goal, step, moved, total, token, now, because, looks, watched, watching, outcome);
    }

    RolloutState next() {
        return new RolloutState(
                plan, phase, goal, step + 1, moved, total, token, paused, why, Tally.NONE, watched, watching, outcome);
    }

    RolloutState units(int nowMoved, int nowTotal) {
        return new RolloutState(
                plan, phase, goal, step, nowMoved, nowTotal, token, paused, why, looks, watched, watching, outcome);
    }

    RolloutState looks(Tally now) {
        return new RolloutState(
                plan, phase, goal, step, moved, total, token, paused, why, now, watched, watching, outcome);
    }

    RolloutState watched(Tally now, boolean on) {
        return new RolloutState(plan, phase, goal, step, moved, total, token, paused, why, looks, now, on, outcome);
    }

    RolloutState ended(Outcome end, String because) {
        return new RolloutState(
                plan, Phase.ENDED, goal, step, moved, total, token, false, because, looks, watched, false, end);
    }
}
