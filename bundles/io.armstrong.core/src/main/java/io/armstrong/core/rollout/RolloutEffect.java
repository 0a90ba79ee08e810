package io.armstrong.core.rollout;

import java.time.Duration;

/**
 * What a rollout wants done, imperative. Of {@link Prepare}, {@link Shift}, {@link Unshift}, {@link Promote} and {@link Discard} at
 * most one is under way; its completion is an event.
 */
public sealed interface RolloutEffect {
    /** Have the new version stand beside the old one, hidden. */
    record Prepare() implements RolloutEffect {}

    /** Move one instance, or the share of the calls, to the new side; newcomers follow the same share. */
    record Shift(int percent) implements RolloutEffect {}

    /** Move one instance, or all calls, back; newcomers go to the old side. */
    record Unshift() implements RolloutEffect {}

    /** Watch what was moved for so long. */
    record Gate(long token, Duration length) implements RolloutEffect {}

    /** Fire a timer. */
    record Wake(long token, Duration after) implements RolloutEffect {}

    /** Close a window of samples after so long and look at it. */
    record Look(long token, Duration after) implements RolloutEffect {}

    /** Make the new version the child's own: BEGIN, COMMIT, update, hand back, DONE. */
    record Promote() implements RolloutEffect {}

    /** Take the second bundle away. */
    record Discard() implements RolloutEffect {}

    /** What is still on the new side restarts in its own bundle. Nothing comes back from it. */
    record GiveUp(String reason) implements RolloutEffect {}

    /** Tell people that they are needed. */
    record Alarm(String text) implements RolloutEffect {}

    /** Write down what was decided and why. */
    record Tell(String text) implements RolloutEffect {}

    /** The end. @param reason empty when promoted */
    record Finish(RolloutState.Outcome outcome, String reason) implements RolloutEffect {}
}
