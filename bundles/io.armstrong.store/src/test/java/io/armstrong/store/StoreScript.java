package io.armstrong.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.spi.Holds.Snapshot;
import io.armstrong.api.spi.Store;
import io.armstrong.api.spi.Store.Checkpoint;
import io.armstrong.api.spi.Store.ChildRecord;
import io.armstrong.api.spi.Store.Commit;
import io.armstrong.api.spi.Store.RevisionRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;

/**
 * Saves, checkpoints and upgrades on a disk that fails, beside a model of what must be there: what was acknowledged,
 * nothing that was refused, and of the one operation under way when power went either all or nothing.
 */
final class StoreScript {
    private static final Path FOLDER = Path.of("/home/store");
    private static final Path INBOX = Path.of("/inbox");
    private static final String NAME = "org.example.counter";

    private final Random random;
    private final long segmentSize;
    private final Map<Integer, RevisionRecord> put = new HashMap<>();
    private SimDisk disk;
    private FileStore store;
    private StoreModel acknowledged = new StoreModel();
    /** What a restart may find instead. */
    private final Set<StoreModel> inDoubt = new LinkedHashSet<>();

    private long upgrade;
    private int version = 1;
    private int ticks;
    private int recoveries;
    private int struck;

    StoreScript(Random random, Fault fault, long segmentSize) {
        this.random = random;
        this.segmentSize = segmentSize;
        this.disk = new SimDisk(random, fault);
    }

    private interface Action {
        void run() throws IOException;
    }

    private interface Effect {
        void on(StoreModel model);
    }

    /** Each kind of write, an upgrade that commits, one that is undone, one left open. @return operations of the disk */
    int fixed() {
        open();
        putJar(1);
        adopt(1);
        save("counter", "running");
        for (int i = 0; i < 5; i++) {
            checkpoint("counter");
        }
        save("other", "stopped");
        checkpoint("other");
        putJar(2);
        begin(2);
        checkpoint("counter");
        commit(2);
        done("committed");
        for (int i = 0; i < 10; i++) {
            checkpoint("counter");
            checkpoint("other");
        }
        forget("other");
        putJar(3);
        begin(3);
        done("rolled-back");
        for (int i = 0; i < 5; i++) {
            checkpoint("counter");
        }
        save("other", "isolated");
        begin(3);
        commit(3);
        checkpoint("counter");
        return end();
    }

    /**
     * What upgrades ask of a store, from its first jar to the pruning of those that nobody needs any more: forward, undone, refused,
     * closed and opened again, until the window of kept revisions moves, and one that is left open.
     */
    int upgrades() {
        open();
        putJar(1);
        adopt(1);
        save("counter", "running");
        checkpoint("counter");
        upgrade(2);
        upgrade(1);
        putJar(3);
        begin(3);
        done("rolled-back");
        again();
        for (int version = 4; version <= 8; version++) {
            upgrade(version);
        }
        again();
        putJar(9);
        begin(9);
        checkpoint("counter");
        commit(version);
        checkpoint("counter");
        return end();
    }

    private void upgrade(int to) {
        putJar(to);
        begin(to);
        checkpoint("counter");
        commit(version); // of what is open: a kill may have left another one so
        checkpoint("counter");
        done("committed");
    }

    /** Closed, and opened by the next process: now jars that nobody names are deleted. */
    private void again() {
        if (disk.isOff()) {
            return;
        }
        try {
            store.close();
        } catch (IOException e) {
            assertThat(disk.struck()).as("closing failed unasked: " + e).isPositive();
        }
        disk.restart();
        reopen();
        settle();
    }

    /** How often a process found what another had left. */
    int recoveries() {
        return recoveries;
    }

    /** How often the fault struck. */
    int struck() {
        return struck;
    }

    int random(int steps) {
        open();
        for (int i = 0; i < steps; i++) {
            String child = "child" + random.nextInt(3);
            switch (random.nextInt(10)) {
                case 0 -> save(child, random.nextBoolean() ? "running" : "stopped");
                case 1 -> forget(child);
                case 2 -> putJar(1 + random.nextInt(9));
                case 3 -> adopt(1 + random.nextInt(9));
                case 4 -> begin(1 + random.nextInt(9));
                case 5 -> commit(version);
                case 6 -> done(acknowledged.committed ? "committed" : "rolled-back");
                default -> checkpoint(child);
            }
        }
        return end();
    }

    private void open() {
        for (int version = 1; version <= 9; version++) {
            disk.put(jarFile(version), jarBytes(version));
        }
        try {
            store = Open.inline(disk, FOLDER, segmentSize);
        } catch (IOException e) {
            disk.restart();
            reopen();
        }
    }

    private void reopen() {
        for (int attempt = 0; ; attempt++) {
            try {
                store = Open.inline(disk, FOLDER, segmentSize);
                recoveries++;
                return;
            } catch (IOException e) {
                if (disk.isOff()) {
                    return;
                }
                if (disk.isKilled()) {
                    disk.restart();
                }
                assertThat(attempt).as("opens refused: " + e).isLessThan(20);
            }
        }
    }

    private static Path jarFile(int version) {
        return INBOX.resolve(version + ".jar");
    }

    private static byte[] jarBytes(int version) {
        return ("the jar of version " + version + " ").repeat(10).getBytes(StandardCharsets.UTF_8);
    }

    private void putJar(int version) {
        Set<StoreModel> before = Set.copyOf(inDoubt);
        int processes = recoveries;
        step(
                () -> put.put(
                        version,
                        new RevisionRecord(version + ".0.0", store.putJar(jarFile(version)), "file:c", Instant.EPOCH)),
                model -> {});
        if (processes == recoveries) {
            inDoubt.addAll(before); // it writes no record, so what was in doubt still is
        }
    }

    private void adopt(int version) {
        if (put.containsKey(version) && upgrade == 0) {
            step(
                    () -> {
                        putAgain(version);
                        store.adopt(NAME, put.get(version));
                    },
                    model -> model.makeCurrent(put.get(version)));
        }
    }

    /** It may have been pruned since: then nothing of it is left, and that is right. */
    private void putAgain(int version) throws IOException {
        store.putJar(jarFile(version));
    }

    private void save(String child, String wanted) {
        step(
                () -> store.save(new ChildRecord(child, NAME, Map.of("tier", "normal"), wanted)),
                model -> model.wanted.put(child, wanted));
    }

    private void forget(String child) {
        step(() -> store.forget(child), model -> {
            model.wanted.remove(child);
            model.states.remove(child);
        });
    }

    private void checkpoint(String child) {
        int tick = ++ticks;
        step(() -> write(child, tick), model -> model.states.put(child, "1:" + tick));
    }

    private void write(String child, int tick) throws IOException {
        try {
            store.checkpoint(child, 1, () -> data(tick)).toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new IOException(e.getCause().getMessage(), e);
        }
    }

    static Map<String, Object> data(int tick) {
        return Map.of("tick", tick, "blob", "x".repeat(tick % 13 * 10));
    }

    private void begin(int to) {
        if (!put.containsKey(to) || upgrade != 0 || acknowledged.current == null) {
            return;
        }
        version = to;
        step(
                () -> {
                    putAgain(to);
                    upgrade = store.begin(NAME, acknowledged.current, put.get(to));
                },
                model -> model.openUpgrade = to + ".0.0");
    }

    private void commit(int to) {
        if (upgrade == 0 || acknowledged.committed) {
            return;
        }
        int tick = ++ticks;
        List<Checkpoint> checkpoints = List.of(new Checkpoint("counter", to, 0, data(tick)));
        Map<String, String> before = to % 2 == 0 ? Map.of("counter", address(tick)) : Map.of();
        Action commit = () -> {
            if (!before.isEmpty()) {
                assertThat(store.putSnapshot(new Snapshot(1, data(tick)))).isEqualTo(address(tick));
            }
            store.commit(new Commit(upgrade, checkpoints, before));
        };
        step(commit, model -> {
            model.makeCurrent(withBefore(put.get(to), before));
            model.states.put("counter", to + ":" + tick);
            model.committed = true;
        });
    }

    private static RevisionRecord withBefore(RevisionRecord to, Map<String, String> before) {
        return new RevisionRecord(to.version(), to.sha256(), to.location(), to.since(), before);
    }

    /** What the snapshot of that tick is called. */
    private static String address(int tick) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("schema", 1);
        content.put("data", data(tick));
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Json.write(content)));
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private void done(String outcome) {
        if (upgrade == 0) {
            return;
        }
        String ended = acknowledged.committed ? "committed" : outcome.equals("committed") ? "rolled-back" : outcome;
        String report = ended + " " + ++ticks;
        step(
                () -> {
                    store.done(upgrade, ended, report);
                    upgrade = 0;
                },
                model -> {
                    model.history.add(report);
                    model.openUpgrade = "";
                    model.committed = false;
                });
    }

    private void step(Action action, Effect effect) {
        if (disk.isOff()) {
            return;
        }
        StoreModel after = new StoreModel(acknowledged);
        effect.on(after);
        try {
            action.run();
            acknowledged = after;
            inDoubt.clear();
        } catch (IOException e) {
            boolean ended = disk.isOff() || disk.isKilled();
            assertThat(e.getMessage()).startsWith(ended ? "" : "ARM-STORE-");
            if (ended || e.getMessage().contains("may be there after a restart")) {
                inDoubt.add(after);
            }
        }
        if (disk.isKilled() && !disk.isOff()) {
            disk.restart();
            reopen();
            settle();
        }
    }

    /** What a new process found is what it goes on with. */
    private void settle() {
        if (disk.isOff()) {
            return;
        }
        StoreModel found = StoreModel.of(store, NAME);
        assertPossible(found);
        acknowledged = found;
        inDoubt.clear();
        upgrade = store.unfinished().stream()
                .mapToLong(Store.OpenUpgrade::upgrade)
                .max()
                .orElse(0);
    }

    private void assertPossible(StoreModel found) {
        inDoubt.add(acknowledged);
        assertThat(inDoubt).as("possible after a restart").contains(found);
    }

    /** Restarts three times: when power came back, at once again, and after one more write. */
    private int end() {
        int operations = disk.operations();
        struck = disk.struck();
        if (!disk.isOff() && store != null) {
            assertThat(StoreModel.of(store, NAME).open("")).isEqualTo(new StoreModel(acknowledged).open(""));
        }
        disk = disk.reboot(Fault.NONE);
        put.keySet().forEach(version -> disk.put(jarFile(version), jarBytes(version)));
        StoreModel found = restart();
        assertPossible(found);
        assertThat(restart()).as("recovered twice").isEqualTo(found);
        acknowledged = found;
        step(
                () -> store.save(new ChildRecord("last", NAME, Map.of(), "running")),
                model -> model.wanted.put("last", "running"));
        assertThat(restart()).as("after one more write").isEqualTo(acknowledged);
        return operations;
    }

    private StoreModel restart() {
        disk = disk.reboot(Fault.NONE);
        try {
            store = Open.inline(disk, FOLDER, segmentSize);
            recoveries++;
            checkFiles();
        } catch (IOException e) {
            throw new AssertionError("refused: " + e.getMessage(), e);
        }
        return StoreModel.of(store, NAME);
    }

    /** Every jar and snapshot that a record names is there whole, and nothing else is. */
    private void checkFiles() throws IOException {
        List<RevisionRecord> named = new ArrayList<>();
        store.bundle(NAME).ifPresent(bundle -> named.addAll(bundle.kept()));
        store.unfinished().forEach(open -> named.addAll(List.of(open.from(), open.to())));
        Set<String> expected = new LinkedHashSet<>();
        Set<String> snapshots = new LinkedHashSet<>();
        for (RevisionRecord revision : named) {
            store.jar(revision.sha256());
            expected.add(revision.sha256());
            for (String sha256 : revision.before().values()) {
                assertThat(store.snapshot(sha256).data()).containsKey("tick");
                snapshots.add(sha256);
            }
        }
        assertThat(disk.list(FOLDER.resolve("jars"))).hasSize(expected.size());
        assertThat(disk.list(FOLDER.resolve("snapshots"))).hasSize(snapshots.size());
        assertThat(disk.list(FOLDER.resolve("log"))).hasSize(1);
    }
}
