package io.armstrong.core.upgrade;

import io.armstrong.api.upgrade.UpgradeReport.Outcome;

/** What an upgrade wants done, imperative. At most one {@link Walk} is under way; its completion is the next event. */
public sealed interface UpgradeEffect {
    /** Walk that step. */
    record Walk(PlanStep step, Direction direction) implements UpgradeEffect {}

    /** Give the held children up: they crash, and their supervisor decides. Nothing comes back from it. */
    record GiveUp(String cause) implements UpgradeEffect {}

    /** Tell people that they are needed. */
    record Alarm(String text) implements UpgradeEffect {}

    /** The end. @param cause empty when committed @param remedy empty when committed */
    record Finish(Outcome outcome, String cause, String remedy) implements UpgradeEffect {}

    /** Towards which version. */
    enum Direction {
        FORWARD,
        BACK
    }
}
