package io.armstrong.store;

import io.armstrong.api.spi.Holds.Snapshot;
import io.armstrong.api.spi.Store;
import io.armstrong.store.ByHash.Content;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The store on a disk: a lock, a folder of jars, a log, and the records its replay gives. Reads answer from memory;
 * writes wait for the group commit.
 */
final class FileStore implements Store, Closeable {
    private final Disk disk;
    private final Closeable lock;
    private final ByHash jars;
    private final Snapshots snapshots;
    private final SetAside setAside;
    private final Records records = new Records();
    private final StoreLog log;
    private final GroupCommit commits;
    private final Executor acks;
    private final UpgradeBook book;
    private final AtomicLong checkpoints;

    /**
     * How a store is run.
     *
     * @param writer runs what touches the log, one at a time
     * @param acks completes checkpoint stages
     * @param warn told in one line of what failed without a caller, and of what recovery cut off
     * @param segmentSize bytes under which the log is not rewritten
     */
    record Run(Executor writer, Executor acks, Consumer<String> warn, long segmentSize) {}

    /** Opens the store in that folder, made when it is not there. */
    static FileStore open(Disk disk, Path folder, Run run) throws IOException {
        disk.makeFolder(folder);
        Closeable lock = disk.lock(folder, "lock");
        try {
            return new FileStore(disk, folder, run, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private FileStore(Disk disk, Path folder, Run run, Closeable lock) throws IOException {
        this.disk = disk;
        this.lock = lock;
        this.acks = run.acks();
        this.jars = new ByHash(disk, folder.resolve("jars"), ".jar", "put that jar in again with sup:adopt");
        this.snapshots = new Snapshots(disk, folder.resolve("snapshots"));
        this.setAside = new SetAside(disk, folder.resolve("set-aside"));
        this.log = StoreLog.open(disk, folder.resolve("log"), this::replay, records::live, run.segmentSize());
        if (log.torn() > 0) {
            run.warn().accept("cut " + log.torn() + " bytes of a write that never ended off " + folder.resolve("log"));
        }
        this.book = new UpgradeBook(records);
        this.checkpoints = new AtomicLong(records.lastCheckpoint());
        this.commits = new GroupCommit(
                log, records, run.writer(), this::keepHouse, e -> run.warn().accept("store housekeeping: " + e));
        prune();
    }

    private void replay(byte[] entry) throws IOException {
        try {
            records.apply(Entries.decode(entry));
        } catch (RuntimeException e) {
            throw new IOException("ARM-STORE-DAMAGED: an entry has a good checksum but cannot be read: " + e, e);
        }
    }

    private void keepHouse(List<Change> written) throws IOException {
        log.compact();
        if (written.stream().anyMatch(FileStore::movesAWindow)) {
            prune();
        }
    }

    private void prune() throws IOException {
        jars.prune(records.jars());
        snapshots.prune(records.snapshots());
    }

    private static boolean movesAWindow(Change change) {
        return change instanceof Change.Adopted
                || change instanceof Change.Committed
                || change instanceof Change.CommittedTogether
                || change instanceof Change.Done;
    }

    @Override
    public String putJar(Path jar) throws IOException {
        return jars.put(Content.of(disk, jar));
    }

    @Override
    public Path jar(String sha256) throws IOException {
        return jars.get(sha256);
    }

    @Override
    public String putSnapshot(Snapshot state) throws IOException {
        return snapshots.put(state);
    }

    @Override
    public Snapshot snapshot(String sha256) throws IOException {
        return snapshots.get(sha256);
    }

    @Override
    public Optional<ChildRecord> child(String id) {
        return records.child(id);
    }

    @Override
    public List<ChildRecord> children() {
        return records.children();
    }

    @Override
    public void save(ChildRecord child) throws IOException {
        await(commits.write(() -> new Change.Saved(child)));
    }

    @Override
    public void forget(String id) throws IOException {
        await(commits.write(() -> new Change.Forgotten(id)));
    }

    @Override
    public Optional<BundleRecord> bundle(String symbolicName) {
        return records.bundle(symbolicName);
    }

    @Override
    public void adopt(String symbolicName, RevisionRecord revision) throws IOException {
        requireJar(revision);
        await(commits.write(() -> new Change.Adopted(symbolicName, revision)));
    }

    @Override
    public CompletionStage<Void> checkpoint(String childId, int schema, Supplier<Map<String, Object>> data) {
        CompletableFuture<Void> ack = new CompletableFuture<>();
        commits.write(childId, () -> Entries.checkpoint(numbered(childId, schema, data.get())))
                .whenCompleteAsync(
                        (nothing, failure) -> {
                            if (failure == null) {
                                ack.complete(null);
                            } else {
                                ack.completeExceptionally(failure);
                            }
                        },
                        acks);
        return ack;
    }

    private Checkpoint numbered(String childId, int schema, Map<String, Object> data) {
        return new Checkpoint(childId, schema, checkpoints.incrementAndGet(), data);
    }

    @Override
    public Optional<Checkpoint> lastCheckpoint(String childId) {
        Change.Checkpointed newest = records.checkpoint(childId);
        if (newest == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Entries.checkpoint(newest.encoded()));
        } catch (IOException e) {
            throw new IllegalStateException("checkpoint of " + childId + " was written and cannot be read", e);
        }
    }

    @Override
    public CompletionStage<Void> settled() {
        return commits.settled();
    }

    @Override
    public long begin(String symbolicName, RevisionRecord from, RevisionRecord to, String set) throws IOException {
        return begin(to, () -> book.begin(symbolicName, from, to, set, ""));
    }

    @Override
    public long beginRollout(String symbolicName, RevisionRecord from, RevisionRecord to, String kind)
            throws IOException {
        return begin(to, () -> book.begin(symbolicName, from, to, "", kind));
    }

    private long begin(RevisionRecord to, Supplier<OpenUpgrade> ruled) throws IOException {
        requireJar(to);
        OpenUpgrade upgrade = ruled.get();
        await(commits.write(() -> new Change.Begun(upgrade)));
        return upgrade.upgrade();
    }

    @Override
    public void commit(Commit commit) throws IOException {
        book.requireUncommitted(commit.upgrade());
        requireSnapshots(commit);
        await(commits.write(() -> committed(commit)));
    }

    @Override
    public void commitTogether(List<Commit> together) throws IOException {
        List<Commit> taken = List.copyOf(together);
        book.requireTogether(taken.stream().map(Commit::upgrade).toList());
        for (Commit each : taken) {
            requireSnapshots(each);
        }
        await(commits.write(() ->
                new Change.CommittedTogether(taken.stream().map(this::committed).toList())));
    }

    private Change.Committed committed(Commit commit) {
        return new Change.Committed(
                commit.upgrade(),
                commit.checkpoints().stream()
                        .map(each -> numbered(each.childId(), each.schema(), each.data()))
                        .toList(),
                commit.before());
    }

    @Override
    public void done(long upgrade, String outcome, String report) throws IOException {
        book.requireEnd(upgrade, outcome);
        await(commits.write(() -> new Change.Done(upgrade, outcome, report)));
    }

    @Override
    public List<String> history(String symbolicName) {
        return records.history(symbolicName);
    }

    @Override
    public List<OpenUpgrade> unfinished() {
        return book.unfinished();
    }

    @Override
    public Path setAside(Checkpoint state) throws IOException {
        return setAside.put(state);
    }

    @Override
    public Optional<String> trouble() {
        return Optional.of(commits.trouble()).filter(text -> !text.isEmpty());
    }

    private void requireJar(RevisionRecord revision) throws IOException {
        if (!revision.sha256().isEmpty() && !jars.has(revision.sha256())) {
            throw new IOException("ARM-STORE-MISSING: the jar of version " + revision.version() + " with SHA-256 "
                    + revision.sha256() + " is not in the store; put it in first");
        }
    }

    private void requireSnapshots(Commit commit) throws IOException {
        for (String sha256 : commit.before().values()) {
            if (!snapshots.has(sha256)) {
                throw new IOException("ARM-STORE-MISSING: the snapshot with SHA-256 " + sha256
                        + " is not in the store; put it in first");
            }
        }
    }

    /** Waits through interrupts: whoever is told that a write failed must be able to rely on it. */
    private static void await(CompletableFuture<Void> write) throws IOException {
        try {
            write.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw new IOException(cause.getMessage(), cause);
            }
            throw e;
        }
    }

    /** Refuses what comes from now on. The writer must have ended when {@link #close} is called. */
    void refuseWrites() {
        commits.close();
    }

    @Override
    public void close() throws IOException {
        refuseWrites();
        try (lock) {
            log.close();
        }
    }
}
