package io.armstrong.api.spi;

import io.armstrong.api.spi.Holds.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Everything durable, outside the framework's cache (design D10, D15; fact F8): jars by SHA-256, what is wanted of each
 * child, checkpoints, and the upgrade log. One process at a time: the store is locked while it is open.
 *
 * <p>The message of every IOException starts with a code: {@code ARM-STORE-ENOSPC} (names the bytes needed; nothing was
 * changed, works again when there is room), {@code ARM-STORE-IO}, {@code -DAMAGED}, {@code -MISSING}, {@code -DATA} (not plain
 * data, with the path), {@code -CLOSED}. What "forced when it returns" waits for the disk, through interrupts.
 */
@ProviderType
public interface Store {
    /** Copies a jar in and forces it; the same bytes are kept once. @return SHA-256 in lower-case hex */
    String putJar(Path jar) throws IOException;

    /** Where that jar lies; its hash is checked. @throws IOException when it is missing or damaged, with the file and what to do */
    Path jar(String sha256) throws IOException;

    /**
     * Writes a state down that an undo may need (design section 4) and forces it; equal states are kept once. It stays while a kept
     * revision names it ({@link RevisionRecord#before}), or an open upgrade; until then it is spared as a new jar is.
     *
     * @return SHA-256 of its bytes in lower-case hex
     */
    String putSnapshot(Snapshot state) throws IOException;

    /** That state, as JSON gives it back. @throws IOException when it is missing or damaged: its hash is checked */
    Snapshot snapshot(String sha256) throws IOException;

    /** What is known of that child. */
    Optional<ChildRecord> child(String id);

    /** Every child the store knows. */
    List<ChildRecord> children();

    /** Writes what is wanted of a child; forced when it returns. */
    void save(ChildRecord child) throws IOException;

    /** Forgets a child, its checkpoint included; forced when it returns. */
    void forget(String id) throws IOException;

    /** What is known of that bundle. @param symbolicName of the bundle */
    Optional<BundleRecord> bundle(String symbolicName);

    /** Takes a revision of a bundle in without an upgrade: first deposit or adoption; forced when it returns. */
    void adopt(String symbolicName, RevisionRecord revision) throws IOException;

    /**
     * Takes a checkpoint in. Newer ones of the same child replace older ones that are not written yet, and one force
     * serves all that wait; the stage completes when this one or a newer one is on disk, and fails with the IOException otherwise.
     * It completes on one thread of the store that serves everybody: hand over, do not work there.
     *
     * @param data called on the store's thread, at most once; the state is immutable
     */
    CompletionStage<Void> checkpoint(String childId, int schema, Supplier<Map<String, Object>> data);

    /** The newest checkpoint on disk. */
    Optional<Checkpoint> lastCheckpoint(String childId);

    /**
     * Completes, on the store's thread, when whatever was taken in before is on disk or has failed: what {@link #lastCheckpoint} says of
     * a child that saves no more is final from then on.
     */
    CompletionStage<Void> settled();

    /**
     * Opens an upgrade: forced when it returns.
     *
     * @param set the change set it is part of; empty: it goes alone
     * @return its number
     */
    long begin(String symbolicName, RevisionRecord from, RevisionRecord to, String set) throws IOException;

    /** Opens one that goes alone. */
    default long begin(String symbolicName, RevisionRecord from, RevisionRecord to) throws IOException {
        return begin(symbolicName, from, to, "");
    }

    /**
     * Opens a rollout as {@link #begin} opens an upgrade: until it ends no upgrade of that bundle begins, and the jars of both versions
     * are kept. Its end is that of an upgrade.
     *
     * @param kind how it goes over, for people: {@code rolling} or {@code canary}
     */
    long beginRollout(String symbolicName, RevisionRecord from, RevisionRecord to, String kind) throws IOException;

    /**
     * Commits: version, checkpoints of durable children, and what an undo cannot make up again, in one record, forced when it returns. The
     * point from which recovery picks the new.
     */
    void commit(Commit commit) throws IOException;

    /**
     * Commits several upgrades as one: the versions and checkpoints of all in one record, forced when it returns. Recovery picks
     * the new of all of them or of none.
     *
     * @param together of different bundles, none of them committed
     */
    void commitTogether(List<Commit> together) throws IOException;

    /**
     * Ends an upgrade that was committed, or one that was undone. A committed one is undone by a {@link #begin} and {@link #commit}
     * of its own towards the old revision; while its new revision is current it can only end as {@code committed}.
     *
     * @param outcome {@code committed}, {@code rolled-back}, or another word for an end that changed nothing
     * @param report kept as it is, the newest 100 of a bundle
     */
    void done(long upgrade, String outcome, String report) throws IOException;

    /** Upgrades of a bundle that ended, oldest first, as they were given to {@link #done}. */
    List<String> history(String symbolicName);

    /** Upgrades that had begun and not ended when the store was opened: what a kill left behind. */
    List<OpenUpgrade> unfinished();

    /**
     * Keeps a copy of a state that could not be carried over, for a person to look at (fault row 38): the newest of each child. The
     * runtime never reads it. @return the file, JSON
     */
    Path setAside(Checkpoint state) throws IOException;

    /**
     * Why nothing can be written: what the last write failed with, while none has succeeded since; empty when all is well. The
     * runtime goes on in memory then; upgrades are refused (fault row 30).
     */
    default Optional<String> trouble() {
        return Optional.empty();
    }

    /**
     * What is wanted of a child.
     *
     * @param id of the child
     * @param symbolicName of its bundle; empty when it has none
     * @param attributes its spec as attributes (the names of {@code @Supervised}); empty when the bundle itself declares it
     * @param wanted {@code running}, {@code stopped} or {@code isolated}
     */
    record ChildRecord(String id, String symbolicName, Map<String, String> attributes, String wanted) {
        public ChildRecord {
            attributes = Map.copyOf(attributes);
        }
    }

    /**
     * A bundle and its kept revisions.
     *
     * @param symbolicName of the bundle
     * @param current the revision that boots
     * @param kept newest first, {@code current} among them; at most the configured window (default 5)
     */
    record BundleRecord(String symbolicName, RevisionRecord current, List<RevisionRecord> kept) {
        public BundleRecord {
            kept = List.copyOf(kept);
        }
    }

    /**
     * One version of a bundle.
     *
     * @param location of the bundle in the framework
     * @param before the snapshots of what the children held before this version came, by child: of those that no migration brings back
     */
    record RevisionRecord(String version, String sha256, String location, Instant since, Map<String, String> before) {
        public RevisionRecord {
            before = Map.copyOf(before);
        }

        /** One that came without loss. */
        public RevisionRecord(String version, String sha256, String location, Instant since) {
            this(version, sha256, location, since, Map.of());
        }
    }

    /** State of a child as data. @param sequence grows with every checkpoint of that child */
    record Checkpoint(String childId, int schema, long sequence, Map<String, Object> data) {}

    /**
     * What one upgrade commits.
     *
     * @param checkpoints the states of durable children; the store numbers them
     * @param before as in {@link RevisionRecord#before}; empty leaves those of an earlier coming of that version
     */
    record Commit(long upgrade, List<Checkpoint> checkpoints, Map<String, String> before) {
        public Commit {
            checkpoints = List.copyOf(checkpoints);
            before = Map.copyOf(before);
        }
    }

    /**
     * An upgrade that has begun and not ended.
     *
     * @param committed whether COMMIT was forced: then the new revision is current
     * @param set the change set it is part of; empty: it goes alone
     * @param rollout its kind when it was begun as a rollout; empty for an upgrade
     */
    record OpenUpgrade(
            long upgrade,
            String symbolicName,
            RevisionRecord from,
            RevisionRecord to,
            boolean committed,
            String set,
            String rollout) {
        /** The same with its COMMIT. */
        public OpenUpgrade asCommitted() {
            return new OpenUpgrade(upgrade, symbolicName, from, to, true, set, rollout);
        }
    }
}
