package io.armstrong.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armstrong.api.spi.Store.Checkpoint;
import io.armstrong.api.spi.Store.Commit;
import io.armstrong.api.spi.Store.RevisionRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Feature U6, on the simulated disk: whatever breaks, five bundles are all old or all new, and each state fits its version. */
class U6CommitTogetherTest {
    private static final Path FOLDER = Path.of("/home/store");
    private static final int MEMBERS = 5;
    /** How far the script came that is repeated with every operation failing. */
    private enum Told {
        OLD,
        NEW,
        OLD_AGAIN,
        IN_DOUBT
    }

    private final List<RevisionRecord> old = new ArrayList<>();
    private final List<RevisionRecord> young = new ArrayList<>();
    private SimDisk disk = new SimDisk(new Random(1), Fault.NONE);
    private FileStore store;
    private Told told = Told.OLD;

    private static String bundle(int member) {
        return "org.example.bundle" + member;
    }

    private void open(Random random, Fault fault) throws IOException {
        disk = new SimDisk(random, fault);
        jars(disk);
        store = Open.inline(disk, FOLDER, 2_000);
    }

    private static void jars(SimDisk disk) {
        for (int i = 0; i < 2 * MEMBERS; i++)
            disk.put(Path.of("/inbox/" + i), ("jar " + i).getBytes(StandardCharsets.UTF_8));
    }

    private RevisionRecord put(int jar, String version) throws IOException {
        return new RevisionRecord(version, store.putJar(Path.of("/inbox/" + jar)), "file:" + jar, Instant.EPOCH);
    }

    /** All to the new version by one record, and back by another. */
    private void script(Random random, Fault fault) {
        told = Told.OLD;
        old.clear();
        young.clear();
        try {
            open(random, fault);
            for (int i = 0; i < MEMBERS; i++) {
                old.add(put(i, "1.0.0"));
                store.adopt(bundle(i), old.get(i));
                checkpoint("child" + i);
            }
            for (int i = 0; i < MEMBERS; i++) young.add(put(MEMBERS + i, "2.0.0"));
            List<Long> upgrades = begin(old, young);
            together(upgrades, 2, Told.NEW);
            for (long upgrade : upgrades) store.done(upgrade, "committed", "{}");
            upgrades = begin(young, old);
            together(upgrades, 1, Told.OLD_AGAIN);
            for (long upgrade : upgrades) store.done(upgrade, "committed", "{}");
        } catch (IOException expected) {
            assertThat(expected.getMessage()).isNotEmpty();
        }
    }

    private void checkpoint(String child) throws IOException {
        try {
            store.checkpoint(child, 1, () -> Map.of("schema", 1))
                    .toCompletableFuture()
                    .join();
        } catch (java.util.concurrent.CompletionException e) {
            throw new IOException(e.getCause().getMessage(), e);
        }
    }

    private List<Long> begin(List<RevisionRecord> from, List<RevisionRecord> to) throws IOException {
        List<Long> upgrades = new ArrayList<>();
        for (int i = 0; i < MEMBERS; i++) upgrades.add(store.begin(bundle(i), from.get(i), to.get(i)));
        return upgrades;
    }

    private void together(List<Long> upgrades, int schema, Told then) throws IOException {
        Told before = told;
        told = Told.IN_DOUBT;
        try {
            store.commitTogether(IntStream.range(0, MEMBERS)
                    .mapToObj(i -> new Commit(
                            upgrades.get(i),
                            List.of(new Checkpoint("child" + i, schema, 0, Map.of("schema", schema))),
                            Map.of()))
                    .toList());
            told = then;
        } catch (IOException e) {
            boolean doubtful =
                    disk.isOff() || disk.isKilled() || e.getMessage().contains("may be there after a restart");
            if (!doubtful) told = before;
            throw e;
        }
    }

    /** @return whether the new version boots */
    private boolean boots() throws IOException {
        disk = disk.reboot(Fault.NONE);
        store = Open.inline(disk, FOLDER, 2_000);
        List<String> versions = Stream.iterate(0, i -> i < MEMBERS, i -> i + 1)
                .flatMap(i -> store.bundle(bundle(i)).stream())
                .map(bundle -> bundle.current().version())
                .distinct()
                .toList();
        assertThat(versions).as("never a mix").hasSizeLessThan(2);
        boolean newer = versions.contains("2.0.0");
        for (int i = 0; i < MEMBERS; i++)
            store.lastCheckpoint("child" + i)
                    .ifPresent(last -> assertThat(last.schema()).isEqualTo(newer ? 2 : 1));
        return newer;
    }

    @ParameterizedTest
    @EnumSource(Fault.Kind.class)
    void everyOperationMayFail(Fault.Kind kind) throws IOException {
        script(new Random(1), Fault.NONE);
        int operations = disk.operations();
        assertThat(told).isEqualTo(Told.OLD_AGAIN);
        int newer = 0;
        for (int at = 0; at < operations; at++) {
            script(new Random(at), new Fault(kind, at, 1));
            boolean boots = boots();
            if (boots) newer++;
            if (told != Told.IN_DOUBT)
                assertThat(boots).as(kind + " at " + at + ": " + told).isEqualTo(told == Told.NEW);
        }
        assertThat(newer).as("the script ends between the records too").isPositive();
    }

    @Test
    void survivesARewriteOfTheLog() throws IOException {
        script(new Random(1), Fault.NONE);
        together(begin(old, young), 2, Told.NEW);
        for (int i = 0; i < 200; i++) checkpoint("other");
        assertThat(boots()).isTrue();
        assertThat(store.unfinished()).hasSize(MEMBERS).allMatch(open -> open.committed());
    }

    @Test
    void isOfDifferentBundlesThatHaveNotCommitted() throws IOException {
        script(new Random(1), Fault.NONE);
        long upgrade = store.begin(bundle(0), old.get(0), young.get(0));
        List<Commit> twice =
                List.of(new Commit(upgrade, List.of(), Map.of()), new Commit(upgrade, List.of(), Map.of()));
        assertThatThrownBy(() -> store.commitTogether(twice)).hasMessageContaining("not all of different bundles");
        List<Commit> unknown = List.of(new Commit(upgrade, List.of(), Map.of()), new Commit(99, List.of(), Map.of()));
        assertThatThrownBy(() -> store.commitTogether(unknown)).hasMessageContaining("no open upgrade 99");
        assertThat(boots()).isFalse();
    }
}
