package io.armstrong.core.rollout;

/** What happened to a rollout, past tense. Whatever does not fit where it stands changes nothing. */
public sealed interface RolloutEvent {
    /** Somebody asked for it. */
    record Asked() implements RolloutEvent {}

    /** The new version stands beside the old one. @param total units there are: instances, or 100 for a share of calls */
    record Prepared(int total) implements RolloutEvent {}

    /** It does not. */
    record PrepareFailed(String reason) implements RolloutEvent {}

    /** Some units moved, to or fro. @param moved units on the new side now; @param total units there are now */
    record Shifted(int moved, int total) implements RolloutEvent {}

    /** What was to be moved was not. */
    record ShiftFailed(String reason) implements RolloutEvent {}

    /** What was moved stayed well for the time of the gate. */
    record GatePassed(long token) implements RolloutEvent {}

    /** Something on the new side is not well: a crash, a probe that fails. */
    record Sickened(String reason) implements RolloutEvent {}

    /** The time of a pause is over. */
    record TimerFired(long token) implements RolloutEvent {}

    /** A window of samples was closed and looked at. */
    record Looked(long token, Look look) implements RolloutEvent {}

    /** Somebody said pause. */
    record PauseAsked() implements RolloutEvent {}

    /** Somebody said resume. */
    record ResumeAsked() implements RolloutEvent {}

    /** Somebody said abort. */
    record AbortAsked(String reason) implements RolloutEvent {}

    /** Somebody said promote: no more gates and no more verdicts (feature U14). */
    record PromoteAsked() implements RolloutEvent {}

    /** The new version is the child's own now. */
    record Promoted() implements RolloutEvent {}

    /** It is not. @param oldStands whether the child's own bundle is the old version, so that everything can go back to it */
    record PromoteFailed(String reason, boolean oldStands) implements RolloutEvent {}

    /** The second bundle is gone. */
    record Discarded() implements RolloutEvent {}

    /** The second bundle could not be taken away. */
    record DiscardFailed(String reason) implements RolloutEvent {}
}
