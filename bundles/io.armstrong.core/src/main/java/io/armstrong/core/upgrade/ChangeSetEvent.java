package io.armstrong.core.upgrade;

/** What happened to a change set, past tense. */
public sealed interface ChangeSetEvent {
    /** Somebody asked for it. */
    record Asked() implements ChangeSetEvent {}

    /** News of one member's walk. @param member its place in the order */
    record OfMember(int member, UpgradeEvent event) implements ChangeSetEvent {}

    /** The one record of all members is forced. */
    record Committed() implements ChangeSetEvent {}

    /** It could not be written: none of it is there. @param cause as of a step that failed */
    record CommitFailed(String cause, String remedy) implements ChangeSetEvent {}
}
