package io.armstrong.core.upgrade;

import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.core.upgrade.UpgradeEffect.Direction;

/** What is to be done for a change set. */
public sealed interface ChangeSetEffect {
    /** For one member; never a COMMIT. @param member its place in the order */
    record OfMember(int member, UpgradeEffect effect) implements ChangeSetEffect {}

    /** Write the one record of all members, towards those versions. No step is under way meanwhile. */
    record Commit(Direction direction) implements ChangeSetEffect {}

    /** The end, after the end of each member. @param cause empty when committed @param remedy empty when committed */
    record Finish(Outcome outcome, String cause, String remedy) implements ChangeSetEffect {}
}
