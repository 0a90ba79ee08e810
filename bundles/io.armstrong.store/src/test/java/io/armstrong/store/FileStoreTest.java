package io.armstrong.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armstrong.api.spi.Holds.Snapshot;
import io.armstrong.api.spi.Store.BundleRecord;
import io.armstrong.api.spi.Store.Checkpoint;
import io.armstrong.api.spi.Store.ChildRecord;
import io.armstrong.api.spi.Store.Commit;
import io.armstrong.api.spi.Store.OpenUpgrade;
import io.armstrong.api.spi.Store.RevisionRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStoreTest {
    private static final String NAME = "org.example.counter";

    @TempDir
    Path temp;

    private FileStore store;

    @BeforeEach
    void open() throws IOException {
        store = Open.inline(new NioDisk(), temp.resolve("home/store"));
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    private List<String> jars() throws IOException {
        return files("jars");
    }

    private List<String> files(String folder) throws IOException {
        try (var files = Files.list(temp.resolve("home/store").resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private void restart() throws IOException {
        store.close();
        open();
    }

    private RevisionRecord revision(String version) throws IOException {
        Path jar = Files.writeString(temp.resolve("counter-" + version + ".jar"), "bytes of " + version);
        return new RevisionRecord(version, store.putJar(jar), "file:counter.jar", Instant.EPOCH);
    }

    @Nested
    class Children {
        @Test
        void areThereAfterARestart() throws IOException {
            ChildRecord counter = new ChildRecord("counter", NAME, Map.of("tier", "normal"), "running");
            ChildRecord other = new ChildRecord("other", "", Map.of(), "isolated");
            store.save(counter);
            store.save(other);
            restart();
            assertThat(store.children()).containsExactly(counter, other);
            assertThat(store.child("counter")).contains(counter);
        }

        @Test
        void areForgottenWithTheirCheckpoint() throws IOException {
            store.save(new ChildRecord("counter", NAME, Map.of(), "running"));
            store.checkpoint("counter", 1, () -> Map.of("count", 7));
            store.forget("counter");
            restart();
            assertThat(store.children()).isEmpty();
            assertThat(store.lastCheckpoint("counter")).isEmpty();
        }
    }

    @Nested
    class Checkpoints {
        @Test
        void comeBackTheSameBeforeAndAfterARestart() throws IOException {
            Map<String, Object> state = new java.util.LinkedHashMap<>();
            state.put("text", "a\nb \ud83d\ude00 \ud800 \u00e9");
            state.put(
                    "numbers",
                    List.of(1, 5_000_000_000L, 1.5, new java.math.BigInteger("123456789012345678901234567890")));
            state.put("exact", new java.math.BigDecimal("1.50"));
            state.put("none", null);
            state.put("nested", Map.of("list", List.of(Map.of("yes", true))));
            assertThat(store.checkpoint("counter", 3, () -> state)).isCompleted();
            Checkpoint before = store.lastCheckpoint("counter").orElseThrow();
            restart();
            assertThat(before.data()).isEqualTo(state);
            assertThat(before.schema()).isEqualTo(3);
            assertThat(store.lastCheckpoint("counter")).contains(before);
        }

        @Test
        void growInSequence() throws IOException {
            store.checkpoint("counter", 1, Map::of);
            long first = store.lastCheckpoint("counter").orElseThrow().sequence();
            restart();
            store.checkpoint("counter", 1, Map::of);
            assertThat(store.lastCheckpoint("counter").orElseThrow().sequence()).isGreaterThan(first);
        }

        @Test
        void ofWhatIsNoPlainDataAreRefusedWithThePath() {
            var ack = store.checkpoint("counter", 1, () -> Map.of("orders", List.of(Map.of("at", Instant.EPOCH))));
            assertThat(ack.toCompletableFuture())
                    .failsWithin(java.time.Duration.ZERO)
                    .withThrowableOfType(java.util.concurrent.ExecutionException.class)
                    .withMessageContaining("orders[0].at")
                    .withMessageContaining("java.time.Instant");
            assertThat(store.checkpoint("counter", 1, Map::of)).isCompleted();
        }
    }

    @Nested
    class Bundles {
        @Test
        void keepAWindowOfRevisions() throws IOException {
            for (int version = 1; version <= 7; version++) {
                store.adopt(NAME, revision(version + ".0.0"));
            }
            restart();
            BundleRecord bundle = store.bundle(NAME).orElseThrow();
            assertThat(bundle.current().version()).isEqualTo("7.0.0");
            assertThat(bundle.kept().stream().map(RevisionRecord::version))
                    .containsExactly("7.0.0", "6.0.0", "5.0.0", "4.0.0", "3.0.0");
            assertThat(jars())
                    .containsExactlyInAnyOrderElementsOf(bundle.kept().stream()
                            .map(kept -> kept.sha256() + ".jar")
                            .toList());
        }

        @Test
        void areRefusedWithoutTheirJar() {
            RevisionRecord missing = new RevisionRecord("1.0.0", "0".repeat(64), "file:x", Instant.EPOCH);
            assertThatThrownBy(() -> store.adopt(NAME, missing)).hasMessageContaining("ARM-STORE-MISSING");
        }
    }

    @Nested
    class Upgrades {
        private RevisionRecord old;
        private RevisionRecord young;

        @BeforeEach
        void adopt() throws IOException {
            old = revision("1.0.0");
            young = revision("2.0.0");
            store.adopt(NAME, old);
            store.checkpoint("counter", 1, () -> Map.of("count", 41));
        }

        @Test
        void thatOnlyBeganAreOldAfterAKill() throws IOException {
            long upgrade = store.begin(NAME, old, young);
            restart();
            assertThat(store.bundle(NAME).orElseThrow().current()).isEqualTo(old);
            assertThat(store.lastCheckpoint("counter").orElseThrow().data()).isEqualTo(Map.of("count", 41));
            assertThat(store.unfinished()).containsExactly(new OpenUpgrade(upgrade, NAME, old, young, false, "", ""));
            store.done(upgrade, "rolled-back", "{}");
            assertThat(store.unfinished()).isEmpty();
        }

        @Test
        void thatBeganAsRolloutsAreKnownAsSuchAfterAKill() throws IOException {
            long rollout = store.beginRollout(NAME, old, young, "canary");
            restart();
            assertThat(store.unfinished())
                    .containsExactly(new OpenUpgrade(rollout, NAME, old, young, false, "", "canary"));
            store.commit(new Commit(rollout, List.of(), Map.of()));
            restart();
            assertThat(store.unfinished())
                    .containsExactly(new OpenUpgrade(rollout, NAME, old, young, true, "", "canary"));
        }

        @Test
        void thatWereCommittedAreNewAfterAKillWithTheirState() throws IOException {
            long upgrade = store.begin(NAME, old, young);
            store.commit(new Commit(upgrade, List.of(new Checkpoint("counter", 2, 0, Map.of("total", 42))), Map.of()));
            restart();
            assertThat(store.bundle(NAME).orElseThrow().current()).isEqualTo(young);
            assertThat(store.bundle(NAME).orElseThrow().kept()).containsExactly(young, old);
            Checkpoint last = store.lastCheckpoint("counter").orElseThrow();
            assertThat(last.schema()).isEqualTo(2);
            assertThat(last.data()).isEqualTo(Map.of("total", 42));
            assertThat(store.unfinished()).extracting(OpenUpgrade::committed).containsExactly(true);
        }

        @Test
        void thatEndedAreHistory() throws IOException {
            for (int i = 1; i <= Records.KEPT_REPORTS + 3; i++) {
                store.done(store.begin(NAME, old, young), "rolled-back", "report " + i);
            }
            restart();
            assertThat(store.history(NAME))
                    .hasSize(Records.KEPT_REPORTS)
                    .startsWith("report 4")
                    .endsWith("report " + (Records.KEPT_REPORTS + 3));
            assertThat(store.unfinished()).isEmpty();
        }

        @Test
        void inARowLeaveNoMoreJarsThanTheRuleAllows() throws IOException {
            RevisionRecord from = old;
            for (int i = 0; i < 2 * ByHash.FRESH; i++) {
                RevisionRecord to = revision("3.0." + i);
                long upgrade = store.begin(NAME, from, to);
                store.commit(new Commit(upgrade, List.of(), Map.of()));
                store.done(upgrade, "committed", "report " + i);
                from = to;
            }
            List<RevisionRecord> kept = store.bundle(NAME).orElseThrow().kept();
            assertThat(kept).hasSize(5).startsWith(from);
            assertThat(jars()).hasSizeLessThanOrEqualTo(ByHash.FRESH + kept.size());
            restart();
            assertThat(jars())
                    .containsExactlyInAnyOrderElementsOf(
                            kept.stream().map(each -> each.sha256() + ".jar").toList());
        }

        @Test
        void goOneAtATime() throws IOException {
            store.begin(NAME, old, young);
            assertThatThrownBy(() -> store.begin(NAME, old, young))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is open");
        }

        @Test
        void thatWereCommittedAreUndoneByACommitOfTheirOwn() throws IOException {
            long up = store.begin(NAME, old, young);
            store.commit(new Commit(up, List.of(new Checkpoint("counter", 2, 0, Map.of("total", 42))), Map.of()));
            assertThatThrownBy(() -> store.done(up, "rolled-back", "{}")).hasMessageContaining("undo it by");
            long down = store.begin(NAME, young, old);
            store.commit(new Commit(down, List.of(new Checkpoint("counter", 1, 0, Map.of("count", 42))), Map.of()));
            store.done(up, "rolled-back", "up");
            store.done(down, "committed", "down");
            restart();
            assertThat(store.bundle(NAME).orElseThrow().current()).isEqualTo(old);
            assertThat(store.lastCheckpoint("counter").orElseThrow().data()).isEqualTo(Map.of("count", 42));
            assertThat(store.history(NAME)).containsExactly("up", "down");
        }
    }

    @Nested
    class JarsByHash {
        @Test
        void areKeptOnce() throws IOException {
            assertThat(revision("1.0.0").sha256()).isEqualTo(revision("1.0.0").sha256());
        }

        @Test
        void areCheckedWhenRead() throws IOException {
            String sha256 = revision("1.0.0").sha256();
            Path file = store.jar(sha256);
            assertThat(file).hasContent("bytes of 1.0.0");
            Files.writeString(file, "other");
            assertThatThrownBy(() -> store.jar(sha256)).hasMessageContaining("ARM-STORE-DAMAGED");
            revision("1.0.0");
            assertThat(store.jar(sha256)).hasContent("bytes of 1.0.0");
            Files.delete(file);
            assertThatThrownBy(() -> store.jar(sha256)).hasMessageContaining("ARM-STORE-MISSING");
        }

        @Test
        void nothingRefersToAreGoneAfterARestart() throws IOException {
            String sha256 = revision("1.0.0").sha256();
            restart();
            assertThatThrownBy(() -> store.jar(sha256)).hasMessageContaining("ARM-STORE-MISSING");
        }

        @Test
        void outsideTheStoreAreOutOfReach() {
            assertThatThrownBy(() -> store.jar("../../lock")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class SnapshotsByHash {
        private final Snapshot state = new Snapshot(1, Map.of("count", 41));
        private RevisionRecord current;

        @BeforeEach
        void adopt() throws IOException {
            current = revision("1.0.0");
            store.adopt(NAME, current);
        }

        private void upgrade(String version, Map<String, String> before) throws IOException {
            RevisionRecord to = revision(version);
            long upgrade = store.begin(NAME, current, to);
            store.commit(new Commit(upgrade, List.of(), before));
            store.done(upgrade, "committed", "to " + version);
            current = store.bundle(NAME).orElseThrow().current();
        }

        @Test
        void areKeptOnceAndOutliveTheProcess() throws IOException {
            String sha256 = store.putSnapshot(state);
            assertThat(store.putSnapshot(state)).isEqualTo(sha256);
            upgrade("2.0.0", Map.of("counter", sha256));
            restart();
            RevisionRecord young = store.bundle(NAME).orElseThrow().current();
            assertThat(young.before()).isEqualTo(Map.of("counter", sha256));
            assertThat(store.snapshot(sha256)).isEqualTo(state);
            assertThat(files("snapshots")).containsExactly(sha256 + ".json");
        }

        @Test
        void goWithTheRevisionThatNamesThem() throws IOException {
            upgrade("2.0.0", Map.of("counter", store.putSnapshot(state)));
            for (int version = 3; version < 2 + Records.KEPT_REVISIONS; version++) {
                upgrade(version + ".0.0", Map.of());
            }
            restart();
            assertThat(files("snapshots")).as("2.0.0 is the last of the window").hasSize(1);
            upgrade("9.0.0", Map.of());
            restart();
            assertThat(files("snapshots")).isEmpty();
        }

        @Test
        void ofAVersionThatComesBackStay() throws IOException {
            upgrade("2.0.0", Map.of("counter", store.putSnapshot(state)));
            RevisionRecord young = current;
            upgrade("3.0.0", Map.of());
            long back = store.begin(NAME, current, young);
            store.commit(new Commit(back, List.of(), Map.of()));
            store.done(back, "committed", "back to 2.0.0");
            restart();
            assertThat(store.bundle(NAME).orElseThrow().current()).isEqualTo(young);
            assertThat(files("snapshots")).hasSize(1);
        }

        @Test
        void thatNobodyCommittedAreGoneAfterAKill() throws IOException {
            store.begin(NAME, current, revision("2.0.0"));
            String sha256 = store.putSnapshot(state);
            restart();
            assertThatThrownBy(() -> store.snapshot(sha256)).hasMessageContaining("ARM-STORE-MISSING");
        }

        @Test
        void thatAreNotThereAreNotCommitted() throws IOException {
            long upgrade = store.begin(NAME, current, revision("2.0.0"));
            Commit commit = new Commit(upgrade, List.of(), Map.of("counter", "0".repeat(64)));
            assertThatThrownBy(() -> store.commit(commit)).hasMessageContaining("ARM-STORE-MISSING");
            assertThatThrownBy(() -> store.commitTogether(List.of(commit))).hasMessageContaining("ARM-STORE-MISSING");
            assertThat(store.bundle(NAME).orElseThrow().current()).isEqualTo(current);
        }

        @Test
        void areCheckedWhenRead() throws IOException {
            String sha256 = store.putSnapshot(state);
            Files.writeString(temp.resolve("home/store/snapshots/" + sha256 + ".json"), "{\"schema\":1,\"data\":{}}");
            assertThatThrownBy(() -> store.snapshot(sha256))
                    .hasMessageContaining("ARM-STORE-DAMAGED")
                    .hasMessageContaining("what it held before is lost");
        }
    }

    @Test
    void aSecondStoreIsRefusedWithThePid() {
        assertThatThrownBy(() -> Open.inline(new NioDisk(), temp.resolve("home/store")))
                .isInstanceOf(Disk.Locked.class)
                .hasMessageContaining("process " + ProcessHandle.current().pid() + " has it");
    }

    @Test
    void manyCheckpointsOfALargeStateStayBounded() throws IOException {
        String megabyte = "x".repeat(1 << 20);
        for (int i : IntStream.range(0, 300).toArray()) {
            assertThat(store.checkpoint("large", 1, () -> Map.of("blob", megabyte, "i", i)))
                    .isCompleted();
        }
        try (var files = Files.list(temp.resolve("home/store/log"))) {
            assertThat(files.mapToLong(file -> file.toFile().length()).sum()).isLessThan(StoreLog.SIZE + (2 << 20));
        }
        restart();
        assertThat(store.lastCheckpoint("large").orElseThrow().data()).containsEntry("i", 299);
    }
}
