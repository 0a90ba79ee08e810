package io.armstrong.core.upgrade;

import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.core.upgrade.UpgradeEffect.Direction;
import java.util.List;

/**
 * Where an upgrade stands.
 *
 * @param plan what was printed
 * @param direction towards which version it walks
 * @param ahead what is left of the walk; the first is under way
 * @param ending the outcome when the rest goes well
 * @param cause of the first failure; empty while there is none
 * @param remedy for it
 */
public record UpgradeState(
        UpgradePlan plan, Direction direction, List<PlanStep> ahead, Outcome ending, String cause, String remedy) {
    public UpgradeState {
        ahead = List.copyOf(ahead);
    }

    /** Nothing done yet. */
    public static UpgradeState of(UpgradePlan plan) {
        return new UpgradeState(plan, Direction.FORWARD, plan.steps(), goodEnd(plan), "", "");
    }

    /** Whether there is nothing left to walk. */
    public boolean ended() {
        return ahead.isEmpty();
    }

    boolean forward() {
        return direction == Direction.FORWARD;
    }

    UpgradeState ahead(List<PlanStep> steps) {
        return new UpgradeState(plan, direction, steps, ending, cause, remedy);
    }

    UpgradeState planned(UpgradePlan better) {
        return new UpgradeState(better, direction, ahead, goodEnd(better), cause, remedy);
    }

    private static Outcome goodEnd(UpgradePlan plan) {
        return plan.steps().contains(PlanStep.COMMIT) ? Outcome.COMMITTED : Outcome.REHEARSED;
    }

    UpgradeState turned(List<PlanStep> back, Outcome outcome, String why, String then) {
        return new UpgradeState(plan, Direction.BACK, back, outcome, why, then);
    }

    UpgradeState forwardAgain(List<PlanStep> rest) {
        return new UpgradeState(plan, Direction.FORWARD, rest, goodEnd(plan), "", "");
    }

    UpgradeState ending(Outcome outcome, String why, String then) {
        return new UpgradeState(plan, direction, ahead, outcome, why, then);
    }
}
