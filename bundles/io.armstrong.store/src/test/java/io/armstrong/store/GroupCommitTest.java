package io.armstrong.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.spi.Store.Checkpoint;
import io.armstrong.api.spi.Store.ChildRecord;
import io.armstrong.api.spi.Store.Commit;
import io.armstrong.api.spi.Store.RevisionRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
    private static final String NAME = "org.example.counter";

    private final SimDisk disk = new SimDisk(new Random(1), Fault.NONE);
    private final Queue<Runnable> writer = new ArrayDeque<>();
    private FileStore store;
    private int forcesBefore;

    @BeforeEach
    void open() throws IOException {
        store = FileStore.open(
                disk, Path.of("/store"), new FileStore.Run(writer::add, Runnable::run, warning -> {}, StoreLog.SIZE));
        forcesBefore = disk.forces();
    }

    private int forces() {
        return disk.forces() - forcesBefore;
    }

    private CompletableFuture<Void> checkpoint(String child, int count) {
        return store.checkpoint(child, 1, () -> Map.of("count", count)).toCompletableFuture();
    }

    private Object count(String child) {
        return store.lastCheckpoint(child).orElseThrow().data().get("count");
    }

    /** Calls a store method that waits, on a thread of its own, and returns when it has asked. */
    private Thread waiting(Runnable call) {
        Thread thread = new Thread(call);
        thread.start();
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> thread.getState() == Thread.State.WAITING);
        return thread;
    }

    @Test
    void oneForceServesAllThatWait() throws Exception {
        List<CompletableFuture<Void>> acks = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            acks.add(checkpoint("child" + i % 10, i));
        }
        Thread saving = waiting(() -> save("counter"));
        assertThat(acks).noneMatch(CompletableFuture::isDone);
        assertThat(writer).hasSize(1);
        writer.remove().run();
        saving.join(20_000);
        assertThat(acks).allMatch(CompletableFuture::isDone);
        assertThat(saving.isAlive()).isFalse();
        assertThat(forces()).isEqualTo(1);
        assertThat(count("child3")).isEqualTo(993);
    }

    private void save(String id) {
        try {
            store.save(new ChildRecord(id, NAME, Map.of(), "running"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aNewerCheckpointReplacesTheOneNotYetEncoded() {
        List<Integer> encoded = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            int count = i;
            store.checkpoint("counter", 1, () -> {
                encoded.add(count);
                return Map.of("count", count);
            });
        }
        writer.remove().run();
        assertThat(encoded).containsExactly(4);
        assertThat(count("counter")).isEqualTo(4);
    }

    @Test
    void whatComesWhileTheDiskIsBusyGoesWithTheNextFrame() {
        List<CompletableFuture<Void>> later = new ArrayList<>();
        store.checkpoint("counter", 1, () -> {
            later.add(checkpoint("counter", 2));
            later.add(checkpoint("other", 3));
            return Map.of("count", 1);
        });
        writer.remove().run();
        assertThat(later).allMatch(CompletableFuture::isDone);
        assertThat(forces()).isEqualTo(2);
        assertThat(count("counter")).isEqualTo(2);
        assertThat(writer).isEmpty();
    }

    @Test
    void settledIsWhatCameBefore() {
        checkpoint("counter", 1);
        CompletableFuture<Void> settled = store.settled().toCompletableFuture();
        while (!settled.isDone()) {
            assertThat(writer).isNotEmpty();
            writer.remove().run();
        }
        assertThat(count("counter")).isEqualTo(1);
    }

    @Test
    void whatComesWhileTheDiskIsBusyIsWaitedForToo() {
        List<CompletableFuture<Void>> settled = new ArrayList<>();
        store.checkpoint("counter", 1, () -> {
            checkpoint("counter", 2);
            settled.add(store.settled().toCompletableFuture());
            return Map.of("count", 1);
        });
        writer.remove().run();
        assertThat(count("counter")).isEqualTo(2);
        assertThat(settled).noneMatch(CompletableFuture::isDone);
        writer.remove().run();
        assertThat(settled).allMatch(CompletableFuture::isDone);
    }

    @Test
    void aCheckpointAfterACommitStaysAfterIt() throws Exception {
        Path jar = Path.of("/in/2.jar");
        disk.put(jar, new byte[] {2});
        RevisionRecord to = new RevisionRecord("2.0.0", store.putJar(jar), "file:c", Instant.EPOCH);
        RevisionRecord from = new RevisionRecord("1.0.0", "", "file:c", Instant.EPOCH);
        Thread beginning = waiting(() -> begin(from, to));
        writer.remove().run();
        beginning.join(20_000);

        checkpoint("counter", 1);
        Thread committing = waiting(() -> commit(Map.of("count", 2)));
        checkpoint("counter", 3);
        writer.remove().run();
        committing.join(20_000);
        assertThat(count("counter")).isEqualTo(3);

        checkpoint("counter", 4);
        writer.remove().run();
        assertThat(count("counter")).isEqualTo(4);
    }

    private void begin(RevisionRecord from, RevisionRecord to) {
        try {
            assertThat(store.begin(NAME, from, to)).isEqualTo(1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void commit(Map<String, Object> data) {
        try {
            store.commit(new Commit(1, List.of(new Checkpoint("counter", 2, 0, data)), Map.of()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aStateThatCannotBeTakenFailsItsOwnCheckpointOnly() {
        var bad = store.checkpoint("bad", 1, () -> {
            throw new StackOverflowError();
        });
        var good = checkpoint("good", 1);
        writer.remove().run();
        assertThat(good).isCompleted();
        assertThat(bad.toCompletableFuture())
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(IOException.class)
                .withMessageContaining("ARM-STORE-DATA");
    }

    @Test
    void aFullDiskNamesTheBytesAndServesAgainWhenThereIsRoom() throws IOException {
        SimDisk full = new SimDisk(new Random(1), new Fault(Fault.Kind.ENOSPC, 40, 1));
        FileStore cramped = Open.inline(full, Path.of("/store"));
        CompletableFuture<Void> ack = null;
        for (int i = 0; i < 40 && (ack == null || !ack.isCompletedExceptionally()); i++) {
            ack = cramped.checkpoint("counter", 1, () -> Map.of("count", 1)).toCompletableFuture();
        }
        assertThat(ack)
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(IOException.class)
                .withMessageContaining("ARM-STORE-ENOSPC")
                .withMessageMatching("(?s).*free at least \\d+ bytes.*");
        assertThat(cramped.checkpoint("counter", 1, Map::of)).isCompleted();
    }

    @Test
    void aClosedStoreRefuses() throws IOException {
        store.close();
        assertThat(checkpoint("counter", 1))
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("ARM-STORE-CLOSED");
    }
}
