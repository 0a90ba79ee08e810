package io.armstrong.core.upgrade;

import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.core.upgrade.UpgradeEffect.Alarm;
import io.armstrong.core.upgrade.UpgradeEffect.Direction;
import io.armstrong.core.upgrade.UpgradeEffect.Finish;
import io.armstrong.core.upgrade.UpgradeEffect.GiveUp;
import io.armstrong.core.upgrade.UpgradeEffect.Walk;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The whole course of an upgrade: one step at a time forward; on a failure before COMMIT back to the old version; on a
 * failure of the way back the children are given up and people are called (fault row 40).
 */
public final class UpgradeCore {
    /** Walking back, a failure of these leaves children without code to run: they cannot be let go. */
    private static final Set<PlanStep> NEEDED_BACK = EnumSet.of(
            PlanStep.DETACH,
            PlanStep.STOP,
            PlanStep.UPDATE,
            PlanStep.REFRESH,
            PlanStep.START,
            PlanStep.ATTACH,
            PlanStep.RELIEVE,
            PlanStep.RELEASE);
    /** Walked back whatever else broke: they clear away. */
    private static final Set<PlanStep> CLEARING = EnumSet.of(PlanStep.DISCARD_TWIN, PlanStep.DONE);

    private UpgradeCore() {}

    /** Same state and event, same decision. An event about a step that is not under way changes nothing. */
    public static Decision decide(UpgradeState state, UpgradeEvent event) {
        if (state.ended()) return new Decision(state, List.of());
        PlanStep current = state.ahead().get(0);
        if (event instanceof UpgradeEvent.Asked)
            return new Decision(state, List.of(new Walk(current, state.direction())));
        if (event instanceof UpgradeEvent.Planned planned && planned.step() == current)
            return advance(state.planned(planned.plan()).ahead(planned.plan().from(current)));
        if (event instanceof UpgradeEvent.StepDone done && done.step() == current) return advance(state);
        if (event instanceof UpgradeEvent.StepFailed failed && failed.step() == current)
            return state.direction() == Direction.FORWARD ? failed(state, failed) : failedBack(state, failed);
        if (event instanceof UpgradeEvent.ChildrenDown down && down.step() == current && state.forward())
            return go(state.turned(state.plan().undoDown(), Outcome.ROLLED_BACK, down.cause(), down.remedy()));
        if (event instanceof UpgradeEvent.Recalled recalled && state.forward()) return recalled(state, recalled);
        if (event instanceof UpgradeEvent.GoOn on && !state.forward()) return goOn(state, on);
        return new Decision(state, List.of());
    }

    /** The state from now on, and what is to be done, in order. */
    public record Decision(UpgradeState state, List<UpgradeEffect> effects) {
        public Decision {
            effects = List.copyOf(effects);
        }
    }

    private static Decision advance(UpgradeState state) {
        return go(state.ahead(state.ahead().subList(1, state.ahead().size())));
    }

    private static Decision go(UpgradeState state, UpgradeEffect... first) {
        List<UpgradeEffect> effects = new ArrayList<>(List.of(first));
        effects.add(
                state.ended()
                        ? new Finish(state.ending(), state.cause(), state.remedy())
                        : new Walk(state.ahead().get(0), state.direction()));
        return new Decision(state, effects);
    }

    private static Decision failed(UpgradeState state, UpgradeEvent.StepFailed failed) {
        if (state.plan().clearingAt(failed.step())) return committedAllTheSame(state, failed);
        Outcome outcome = state.plan().touchedAt(failed.step()) ? Outcome.ROLLED_BACK : Outcome.REFUSED;
        return go(state.turned(state.plan().undo(failed.step()), outcome, failed.cause(), failed.remedy()));
    }

    private static Decision recalled(UpgradeState state, UpgradeEvent.Recalled recalled) {
        PlanStep next = state.ahead().get(0);
        Outcome outcome = state.plan().touchedBefore(next) ? Outcome.ROLLED_BACK : Outcome.REFUSED;
        return go(state.turned(state.plan().undoBefore(next), outcome, recalled.cause(), recalled.remedy()));
    }

    private static Decision goOn(UpgradeState state, UpgradeEvent.GoOn on) {
        List<PlanStep> rest = new ArrayList<>(state.plan().from(on.at()));
        if (on.held()
                && !rest.contains(PlanStep.RELEASE)
                && rest.get(0) != PlanStep.HAND_BACK
                && rest.get(0) != PlanStep.RELEASE_AGAIN) rest.add(0, PlanStep.RELEASE);
        return go(state.forwardAgain(rest));
    }

    /** What failed after COMMIT changes no version: recovery picks the new one, and so does a restart of the child. */
    private static Decision committedAllTheSame(UpgradeState state, UpgradeEvent.StepFailed failed) {
        UpgradeState rest = state.ahead(state.ahead().subList(1, state.ahead().size()));
        return failed.step() == PlanStep.RELEASE
                ? go(rest, new GiveUp(failed.cause()), new Alarm("committed, but not resumed: " + failed.cause()))
                : go(rest, new Alarm("committed, but " + failed.step().text() + " failed: " + failed.cause()));
    }

    private static Decision failedBack(UpgradeState state, UpgradeEvent.StepFailed failed) {
        if (CLEARING.contains(failed.step())) return clearing(state, failed);
        String why = state.cause() + "; and on the way back " + failed.step().text() + " failed: " + failed.cause();
        boolean lost = NEEDED_BACK.contains(failed.step()) || homeless(state, failed.step());
        boolean held = failed.step() != PlanStep.HOLD && state.ahead().contains(PlanStep.RELEASE);
        List<PlanStep> rest = state.ahead().stream()
                .filter(step -> CLEARING.contains(step) || (step == PlanStep.RELEASE && held && !lost))
                .toList();
        UpgradeState stuck = state.ahead(rest).ending(Outcome.FAILED, why, failed.remedy());
        boolean giveUp = lost && (held || homeless(state, failed.step()));
        return giveUp ? go(stuck, new GiveUp(why), new Alarm(why)) : go(stuck, new Alarm(why));
    }

    /** Whether the children stand in the twin, which cannot stay: they restart in their own bundle. */
    private static boolean homeless(UpgradeState state, PlanStep failed) {
        return state.plan().way().equals(UpgradePlan.TWIN)
                && state.ahead().contains(PlanStep.DISCARD_TWIN)
                && (failed == PlanStep.HOLD
                        || failed == PlanStep.SNAPSHOT
                        || failed == PlanStep.MIGRATE_DOWN
                        || failed == PlanStep.BEGIN
                        || failed == PlanStep.COMMIT);
    }

    /** A twin that is not gone is an alarm; a log that is not closed is closed by the next boot. */
    private static Decision clearing(UpgradeState state, UpgradeEvent.StepFailed failed) {
        UpgradeState rest = state.ahead(state.ahead().subList(1, state.ahead().size()));
        return failed.step() == PlanStep.DONE
                ? go(rest)
                : go(rest, new Alarm("discard-twin failed: " + failed.cause()));
    }
}
