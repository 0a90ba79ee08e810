package io.armstrong.upgrade;

import io.armstrong.api.spi.Holds.Snapshot;
import io.armstrong.api.spi.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** The store's contract in memory, for any thread; writes can be made to fail. */
final class MemoryStore implements Store {
    private final Path folder;
    private final Map<String, BundleRecord> bundles = new ConcurrentHashMap<>();
    private final Map<Long, OpenUpgrade> open = new ConcurrentHashMap<>();
    final Map<String, Checkpoint> checkpoints = new ConcurrentHashMap<>();
    /** Checkpoints that were taken in and are not on disk yet: whatever is written next comes after them. */
    final List<Checkpoint> underWay = new CopyOnWriteArrayList<>();

    final Map<String, Snapshot> snapshots = new ConcurrentHashMap<>();
    final List<String> log = new CopyOnWriteArrayList<>();
    final List<String> reports = new CopyOnWriteArrayList<>();
    final Set<String> failing = new HashSet<>();
    private long number;

    MemoryStore(Path folder) {
        this.folder = folder;
    }

    private void write(String entry) throws IOException {
        settled();
        if (failing.contains(entry)) throw new IOException("No space left on device");
        log.add(entry);
    }

    @Override
    public String putJar(Path jar) {
        try {
            String sha256 = CheckedJar.read(jar).sha256();
            Files.createDirectories(folder);
            Path kept = folder.resolve(sha256);
            if (!Files.exists(kept)) Files.copy(jar, kept, StandardCopyOption.REPLACE_EXISTING);
            return sha256;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Path jar(String sha256) throws IOException {
        Path kept = folder.resolve(sha256);
        if (Files.exists(kept)) return kept;
        throw new IOException("jar " + sha256 + " is missing");
    }

    @Override
    public Optional<BundleRecord> bundle(String symbolicName) {
        return Optional.ofNullable(bundles.get(symbolicName));
    }

    @Override
    public void adopt(String symbolicName, RevisionRecord revision) {
        List<RevisionRecord> kept = new ArrayList<>();
        kept.add(revision);
        bundle(symbolicName).ifPresent(before -> before.kept().stream()
                .filter(each -> !each.sha256().equals(revision.sha256()))
                .forEach(kept::add));
        bundles.put(symbolicName, new BundleRecord(symbolicName, revision, kept));
    }

    @Override
    public long begin(String symbolicName, RevisionRecord from, RevisionRecord to, String set) throws IOException {
        return begin(symbolicName, from, to, set, "");
    }

    @Override
    public long beginRollout(String symbolicName, RevisionRecord from, RevisionRecord to, String kind)
            throws IOException {
        return begin(symbolicName, from, to, "", kind);
    }

    private long begin(String symbolicName, RevisionRecord from, RevisionRecord to, String set, String rollout)
            throws IOException {
        if (open.values().stream().anyMatch(each -> !each.committed())) throw new IllegalStateException("still open");
        write("begin");
        open.put(++number, new OpenUpgrade(number, symbolicName, from, to, false, set, rollout));
        return number;
    }

    @Override
    public void commit(Commit commit) throws IOException {
        write("commit");
        committed(commit);
    }

    private void committed(Commit commit) {
        OpenUpgrade was = open.get(commit.upgrade());
        open.put(commit.upgrade(), was.asCommitted());
        RevisionRecord to = was.to();
        boolean lossless = commit.before().isEmpty();
        adopt(
                was.symbolicName(),
                lossless
                        ? to
                        : new RevisionRecord(to.version(), to.sha256(), to.location(), to.since(), commit.before()));
        commit.checkpoints().forEach(each -> checkpoints.put(each.childId(), each));
    }

    @Override
    public String putSnapshot(Snapshot state) throws IOException {
        write("snapshot");
        String name = "snapshot " + snapshots.size();
        snapshots.put(name, state);
        return name;
    }

    @Override
    public Snapshot snapshot(String name) {
        return Objects.requireNonNull(snapshots.get(name));
    }

    @Override
    public void commitTogether(List<Commit> together) throws IOException {
        write("commit-together");
        together.forEach(this::committed);
    }

    @Override
    public void done(long upgrade, String outcome, String report) throws IOException {
        write("done");
        if (open.remove(upgrade) == null) throw new IllegalArgumentException("not open: " + upgrade);
        log.add(outcome);
        reports.add(report);
    }

    @Override
    public List<String> history(String symbolicName) {
        return reports;
    }

    @Override
    public Path setAside(Checkpoint state) throws IOException {
        write("set-aside");
        return Files.writeString(folder.resolve(state.childId()), state.data().toString());
    }

    @Override
    public List<OpenUpgrade> unfinished() {
        return List.copyOf(open.values());
    }

    @Override
    public Optional<ChildRecord> child(String id) {
        return Optional.empty();
    }

    @Override
    public List<ChildRecord> children() {
        return List.of(new ChildRecord("counter", "counter.bundle", Map.of(), "running"));
    }

    @Override
    public void save(ChildRecord child) {
        throw new AssertionError("an upgrade does not change what is wanted");
    }

    @Override
    public void forget(String id) {
        throw new AssertionError("an upgrade forgets nobody");
    }

    @Override
    public CompletionStage<Void> checkpoint(String childId, int schema, Supplier<Map<String, Object>> data) {
        throw new AssertionError("an upgrade checkpoints in COMMIT only");
    }

    @Override
    public CompletionStage<Void> settled() {
        underWay.forEach(each -> checkpoints.put(each.childId(), each));
        underWay.clear();
        return CompletableFuture.completedStage(null);
    }

    @Override
    public Optional<Checkpoint> lastCheckpoint(String childId) {
        return Optional.ofNullable(checkpoints.get(childId));
    }
}
