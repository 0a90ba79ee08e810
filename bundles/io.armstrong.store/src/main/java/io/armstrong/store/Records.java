package io.armstrong.store;

import io.armstrong.api.spi.Store.BundleRecord;
import io.armstrong.api.spi.Store.ChildRecord;
import io.armstrong.api.spi.Store.OpenUpgrade;
import io.armstrong.api.spi.Store.RevisionRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the log says, by replay: the same changes in the same order give the same records. Guarded by itself; changed by
 * the writer only, after the change was forced.
 */
final class Records {
    /** Revisions of a bundle that are kept, the current one among them. */
    static final int KEPT_REVISIONS = 5;
    /** Reports of ended upgrades that are kept of a bundle; the oldest go first. */
    static final int KEPT_REPORTS = 100;

    private final Map<String, ChildRecord> children = new LinkedHashMap<>();
    private final Map<String, BundleRecord> bundles = new LinkedHashMap<>();
    private final Map<String, Change.Checkpointed> checkpoints = new LinkedHashMap<>();
    private final Map<String, List<String>> history = new LinkedHashMap<>();
    private final Map<Long, OpenUpgrade> upgrades = new LinkedHashMap<>();
    private long lastUpgrade;
    private long lastCheckpoint;

    synchronized void apply(Change change) throws IOException {
        if (change instanceof Change.Saved saved) {
            children.put(saved.child().id(), saved.child());
        } else if (change instanceof Change.Forgotten forgotten) {
            children.remove(forgotten.id());
            checkpoints.remove(forgotten.id());
        } else if (change instanceof Change.Adopted adopted) {
            makeCurrent(adopted.symbolicName(), adopted.revision());
        } else if (change instanceof Change.Checkpointed checkpointed) {
            checkpoints.put(checkpointed.childId(), checkpointed);
            lastCheckpoint = Math.max(lastCheckpoint, checkpointed.sequence());
        } else if (change instanceof Change.Begun begun) {
            begin(begun.upgrade());
        } else if (change instanceof Change.Committed committed) {
            commit(committed);
        } else if (change instanceof Change.CommittedTogether together) {
            for (Change.Committed committed : together.all()) {
                commit(committed);
            }
        } else if (change instanceof Change.Done done) {
            end(done);
        } else {
            applyKnown(change);
        }
    }

    private void applyKnown(Change change) throws IOException {
        if (change instanceof Change.Head head) {
            if (head.format() > Change.Head.FORMAT) {
                throw new IOException(
                        "ARM-STORE-FORMAT: the store has format " + head.format() + ", this version reads up to "
                                + Change.Head.FORMAT + "; start the newer version that wrote it");
            }
            lastUpgrade = head.upgrades();
            lastCheckpoint = head.checkpoints();
        } else if (change instanceof Change.KnownBundle known) {
            bundles.put(known.bundle().symbolicName(), known.bundle());
        } else if (change instanceof Change.KnownHistory known) {
            history.put(known.symbolicName(), new ArrayList<>(known.reports()));
        } else if (change instanceof Change.KnownUpgrade known) {
            upgrades.put(known.upgrade().upgrade(), known.upgrade());
        }
    }

    private void begin(OpenUpgrade upgrade) {
        lastUpgrade = Math.max(lastUpgrade, upgrade.upgrade());
        upgrades.put(upgrade.upgrade(), upgrade);
        if (!bundles.containsKey(upgrade.symbolicName())) {
            makeCurrent(upgrade.symbolicName(), upgrade.from());
        }
    }

    private void commit(Change.Committed committed) throws IOException {
        OpenUpgrade open = upgrades.get(committed.upgrade());
        if (open == null) {
            return;
        }
        upgrades.put(open.upgrade(), open.asCommitted());
        makeCurrent(open.symbolicName(), after(open.to(), committed.before()));
        for (var checkpoint : committed.checkpoints()) {
            apply(Entries.checkpoint(checkpoint));
        }
    }

    private static RevisionRecord after(RevisionRecord to, Map<String, String> before) {
        return before.isEmpty() ? to : new RevisionRecord(to.version(), to.sha256(), to.location(), to.since(), before);
    }

    private void end(Change.Done done) {
        OpenUpgrade ended = upgrades.remove(done.upgrade());
        if (ended == null) {
            return;
        }
        List<String> reports = history.computeIfAbsent(ended.symbolicName(), name -> new ArrayList<>());
        reports.add(done.report());
        if (reports.size() > KEPT_REPORTS) {
            reports.remove(0);
        }
    }

    private void makeCurrent(String symbolicName, RevisionRecord revision) {
        BundleRecord before = bundles.get(symbolicName);
        Stream<RevisionRecord> others = before == null
                ? Stream.empty()
                : before.kept().stream().filter(kept -> !kept.sha256().equals(revision.sha256()));
        List<RevisionRecord> kept =
                Stream.concat(Stream.of(revision), others).limit(KEPT_REVISIONS).toList();
        bundles.put(symbolicName, new BundleRecord(symbolicName, revision, kept));
    }

    /** What a new segment begins with: replayed, it gives these records. */
    synchronized List<byte[]> live() {
        List<Change> changes = new ArrayList<>();
        changes.add(new Change.Head(Change.Head.FORMAT, lastUpgrade, lastCheckpoint));
        children.values().forEach(child -> changes.add(new Change.Saved(child)));
        bundles.values().forEach(bundle -> changes.add(new Change.KnownBundle(bundle)));
        history.forEach((name, reports) -> changes.add(new Change.KnownHistory(name, List.copyOf(reports))));
        upgrades.values().forEach(upgrade -> changes.add(new Change.KnownUpgrade(upgrade)));
        changes.addAll(checkpoints.values());
        List<byte[]> entries = new ArrayList<>();
        for (Change change : changes) {
            entries.add(encode(change));
        }
        return entries;
    }

    private static byte[] encode(Change change) {
        try {
            return Entries.encode(change);
        } catch (IOException e) {
            throw new IllegalStateException("what was read or written once cannot be written again: " + change, e);
        }
    }

    synchronized Optional<ChildRecord> child(String id) {
        return Optional.ofNullable(children.get(id));
    }

    synchronized List<ChildRecord> children() {
        return List.copyOf(children.values());
    }

    synchronized Optional<BundleRecord> bundle(String symbolicName) {
        return Optional.ofNullable(bundles.get(symbolicName));
    }

    synchronized Change.@Nullable Checkpointed checkpoint(String childId) {
        return checkpoints.get(childId);
    }

    synchronized List<String> history(String symbolicName) {
        return List.copyOf(history.getOrDefault(symbolicName, List.of()));
    }

    synchronized List<OpenUpgrade> upgrades() {
        return List.copyOf(upgrades.values());
    }

    synchronized long lastUpgrade() {
        return lastUpgrade;
    }

    synchronized long lastCheckpoint() {
        return lastCheckpoint;
    }

    /** The jars that must stay: those in the window of a bundle or in an open upgrade. */
    synchronized Set<String> jars() {
        return revisions().map(RevisionRecord::sha256).collect(Collectors.toSet());
    }

    /** The snapshots that must stay: those of the same revisions. */
    synchronized Set<String> snapshots() {
        return revisions()
                .flatMap(revision -> revision.before().values().stream())
                .collect(Collectors.toSet());
    }

    private Stream<RevisionRecord> revisions() {
        return Stream.concat(
                bundles.values().stream().flatMap(bundle -> bundle.kept().stream()),
                upgrades.values().stream().flatMap(upgrade -> Stream.of(upgrade.from(), upgrade.to())));
    }
}
