package io.armstrong.core.upgrade;

/** What happened to an upgrade, past tense. */
public sealed interface UpgradeEvent {
    /** Somebody asked for it. */
    record Asked() implements UpgradeEvent {}

    /** A step did what it promises. */
    record StepDone(PlanStep step) implements UpgradeEvent {}

    /** {@link PlanStep#INSPECT} is done, and these are the steps from here: the plan may differ from the first one behind it only. */
    record Planned(UpgradePlan plan) implements UpgradeEvent {}

    /**
     * A step did not.
     *
     * @param cause one sentence without a full stop: what was found
     * @param remedy what to do next, imperative
     */
    record StepFailed(PlanStep step, String cause, String remedy) implements UpgradeEvent {}
}
