package io.armstrong.api.upgrade;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * New code into a running child, and back (design section 4). One upgrade a child at a time; a second is refused.
 *
 * <p>Stages never fail for an upgrade that was refused or rolled back: the report says so. They fail with {@link
 * io.armstrong.api.SupervisionException} for an unknown child or an unreadable file.
 */
@ProviderType
public interface Upgrades {
    /**
     * Upgrades the bundle of a child to that jar; every static child in the bundle crosses together.
     *
     * @param childId one of its children
     * @param jar copied to the store first; only the copy is used
     */
    CompletionStage<UpgradeReport> upgrade(String childId, Path jar, Options options);

    /**
     * Upgrades several bundles as one (feature U6): all are prepared and rehearsed, all are held together, and one COMMIT makes
     * all of them new. What fails before it leaves all of them old; what fails after it takes all of them back, with the states
     * as they are then migrated down.
     *
     * <p>A bundle that is named twice, or is being upgraded already, is refused before anything, by name.
     */
    CompletionStage<ChangeSetReport> upgrade(ChangeSet set, Options options);

    /** What a change set would do, or why it is refused. Nothing is touched, and no code of the new versions runs. */
    CompletionStage<ChangeSetPlan> plan(ChangeSet set, Options options);

    /** Goes back to the version before, or to that one, with the current state migrated down. @param version empty: the one before */
    CompletionStage<UpgradeReport> rollback(String childId, String version, Options options);

    /** Takes over a bundle that we did not install, with the jar it came from. */
    CompletionStage<Revision> adopt(String childId, Path jar);

    /** The kept revisions of a child's bundle, newest first; the running one is marked. */
    List<Revision> versions(String childId);

    /** What was done to a child's code, oldest first. */
    List<UpgradeReport> history(String childId);

    /**
     * What would be done, step by step, or why it is refused. Nothing is touched, and no code of the new version runs.
     *
     * @param childId one of the children
     * @param jar the new version
     */
    CompletionStage<PlanReport> plan(String childId, Path jar, Options options);

    /**
     * Upgrades, or where the jar is empty rolls back, while it calls the child at that rate, and tells what callers saw.
     *
     * @param jar the new version; empty: back to the version before
     */
    CompletionStage<Receipt> prove(String childId, Optional<Path> jar, Options options, Load load);

    /** What the upgrades of a child's bundle were expected to stop, and what they stopped; oldest first. */
    List<Score> scores(String childId);

    /**
     * Calls that prove an upgrade.
     *
     * @param perSecond calls sent a second, 1 to 100,000
     * @param words each call; where each reply is a count of the calls so far, as the counter's {@code add 1}, it is checked
     * @param lead how long calls run before the upgrade begins, and after it ended
     */
    record Load(int perSecond, List<String> words, Duration lead) {
        public Load {
            if (perSecond < 1 || perSecond > 100_000)
                throw new IllegalArgumentException("perSecond " + perSecond + ": must be 1 to 100,000");
            words = List.copyOf(words);
        }
    }

    /**
     * What a person consents to.
     *
     * @param allowDowngrade accept an older version
     * @param acceptLoss accept that an undo loses fields
     * @param force accept a jar that was rolled back before and marked bad
     * @param rehearse stop after the rehearsal, before anything that runs is touched
     * @param direct go the direct way even where a twin is to be had
     * @param yes restart children of the error kernel too, where they are wired to the new version (invariant I23)
     */
    record Options(
            boolean allowDowngrade, boolean acceptLoss, boolean force, boolean rehearse, boolean direct, boolean yes) {
        public static final Options NONE = new Options(false, false);

        public Options(boolean allowDowngrade, boolean acceptLoss) {
            this(allowDowngrade, acceptLoss, false, false, false, false);
        }

        /** The same, saying yes to what is dangerous. */
        public Options consenting() {
            return new Options(allowDowngrade, acceptLoss, force, rehearse, direct, true);
        }

        /** The same, going the direct way. */
        public Options directly() {
            return new Options(allowDowngrade, acceptLoss, force, rehearse, true, yes);
        }

        /** The same, only to see. */
        public Options rehearsed() {
            return new Options(allowDowngrade, acceptLoss, force, true, direct, yes);
        }

        /** The same, whatever is known against the jar. */
        public Options forced() {
            return new Options(allowDowngrade, acceptLoss, true, rehearse, direct, yes);
        }
    }

    /**
     * A prediction and what came of it, by symbolic names of bundles (feature U10).
     *
     * @param predicted bundles that the plan said would stop
     * @param observed bundles that did
     */
    record Score(Instant at, String from, String to, List<String> predicted, List<String> observed) {
        public Score {
            predicted = List.copyOf(predicted);
            observed = List.copyOf(observed);
        }

        /** Whether they are the same. */
        public boolean right() {
            return predicted.equals(observed);
        }
    }

    /**
     * A version of a bundle kept in the store.
     *
     * @param version of the bundle
     * @param sha256 of its jar
     * @param since when it was first taken in
     * @param running whether it is the one that runs
     */
    record Revision(String version, String sha256, Instant since, boolean running) {}
}
