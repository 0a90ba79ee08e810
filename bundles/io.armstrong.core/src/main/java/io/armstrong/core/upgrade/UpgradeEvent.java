package io.armstrong.core.upgrade;

/** What happened to an upgrade, past tense. */
public sealed interface UpgradeEvent {
    /** Somebody asked for it. */
    record Asked() implements UpgradeEvent {}

    /** A step did what it promises. */
    record StepDone(PlanStep step) implements UpgradeEvent {}

    /** A step is done, and what it found changes the plan behind it: the steps up to it stand in both. */
    record Planned(PlanStep step, UpgradePlan plan) implements UpgradeEvent {}

    /**
     * A step did not.
     *
     * @param cause one sentence without a full stop: what was found
     * @param remedy what to do next, imperative
     */
    record StepFailed(PlanStep step, String cause, String remedy) implements UpgradeEvent {}

    /**
     * A step found children that the new version brought down for good, and keeps them down: there is no state to carry on the
     * way back but their checkpoints.
     *
     * @param cause as in {@link StepFailed}
     * @param remedy as in {@link StepFailed}
     */
    record ChildrenDown(PlanStep step, String cause, String remedy) implements UpgradeEvent {}

    /**
     * Another of its change set failed: the step that would be next is not walked, and what was done is undone.
     *
     * @param cause one sentence without a full stop, naming the other
     * @param remedy what to do next, imperative
     */
    record Recalled(String cause, String remedy) implements UpgradeEvent {}

    /**
     * The change set stays on the new version, since one of it cannot go back: the walk goes on where it was recalled.
     *
     * @param at the step it was recalled before
     * @param held whether the children are in the hand
     */
    record GoOn(PlanStep at, boolean held) implements UpgradeEvent {}
}
