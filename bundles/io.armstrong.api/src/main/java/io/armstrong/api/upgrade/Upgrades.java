package io.armstrong.api.upgrade;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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

    /** Goes back to the version before, or to that one, with the current state migrated down. @param version empty: the one before */
    CompletionStage<UpgradeReport> rollback(String childId, String version, Options options);

    /** Takes over a bundle that we did not install, with the jar it came from. */
    CompletionStage<Revision> adopt(String childId, Path jar);

    /** The kept revisions of a child's bundle, newest first; the running one is marked. */
    List<Revision> versions(String childId);

    /** What was done to a child's code, oldest first. */
    List<UpgradeReport> history(String childId);

    /**
     * @param allowDowngrade accept an older version
     * @param acceptLoss accept that an undo loses fields
     */
    record Options(boolean allowDowngrade, boolean acceptLoss) {
        public static final Options NONE = new Options(false, false);
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
