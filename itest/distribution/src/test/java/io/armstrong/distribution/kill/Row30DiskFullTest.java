package io.armstrong.distribution.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.armstrong.distribution.ToldJvm;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fault rows 29 and 30 on a real disk that is full: a small one in memory, mounted for that process alone. Skipped where nobody
 * may mount one (it takes Linux and user namespaces).
 */
class Row30DiskFullTest {
    private static final String SMALL = "unshare -rm true && unshare -rm mount -t tmpfs none /mnt";

    @TempDir
    Path folder;

    private Ledgers ledgers;
    /** The small disk, as this process sees it. */
    private Path disk;

    @BeforeEach
    void mayMount() throws Exception {
        int may = new ProcessBuilder("sh", "-c", SMALL)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("may.txt").toFile())
                .start()
                .waitFor();
        assumeThat(may).as("whether a disk may be mounted here").isZero();
        ledgers = Ledgers.in(Files.createDirectories(folder.resolve("deposit")), folder);
    }

    /** The process, in a home on a disk of 64 MiB, with the ledger in its deposit. */
    private ToldJvm boot() throws IOException {
        Path mount = Files.createDirectories(folder.resolve("disk"));
        Path home = mount.resolve("home");
        List<String> command = new ArrayList<>(List.of("unshare", "-rm", "sh", "-c"));
        command.add("mount -t tmpfs -o size=64m none \"$0\" && mkdir -p \"$0/home\" && cp -r \"$1\" \"$0/home/deposit\""
                + " && shift && exec \"$@\"");
        command.add(mount.toString());
        command.add(folder.resolve("deposit").toString());
        command.addAll(ToldJvm.command(home));
        ToldJvm jvm = new ToldJvm(command, folder.resolve("err.txt"));
        disk = Path.of("/proc/" + jvm.process.pid() + "/root" + mount.toRealPath());
        return jvm;
    }

    private void fill() throws IOException {
        byte[] block = new byte[1 << 12];
        try (OutputStream ballast = Files.newOutputStream(disk.resolve("ballast"))) {
            while (true) ballast.write(block);
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space");
        }
    }

    private void free() throws IOException {
        Files.delete(disk.resolve("ballast"));
    }

    private static Map<String, Object> health(ToldJvm jvm) throws Exception {
        return JSON.std.mapFrom(jvm.ask("sup:health --json"));
    }

    @Test
    void row29AnUpgradeThatCannotBeStagedIsRefusedAndWorksOnceThereIsRoom() throws Exception {
        try (ToldJvm jvm = boot()) {
            assertThat(jvm.ask("sup:call ledger add")).isEqualTo("1");
            fill();
            assertThat(jvm.ask("sup:upgrade ledger " + ledgers.two() + " --json"))
                    .contains(
                            "\"refused\"", "ARM-STORE-ENOSPC", "free at least " + Files.size(ledgers.two()) + " bytes");
            try (Stream<Path> jars = Files.list(disk.resolve("home/store/jars"))) {
                assertThat(jars).noneMatch(file -> file.toString().endsWith(".tmp"));
            }
            assertThat(jvm.ask("sup:call ledger get")).as("the old runs on").isEqualTo("1");
            free();
            assertThat(jvm.ask("sup:upgrade ledger " + ledgers.two() + " --json"))
                    .contains("\"committed\"");
            assertThat(jvm.ask("sup:call ledger add")).isEqualTo("2");
        }
    }

    @Test
    void row30SupervisionGoesOnInMemoryAndHealthSaysSo() throws Exception {
        try (ToldJvm jvm = boot()) {
            assertThat(jvm.ask("sup:call ledger add")).isEqualTo("1");
            assertThat(health(jvm)).containsEntry("health", "healthy");
            fill();
            long count = callsUntilRefused(jvm);
            assertThat(health(jvm))
                    .containsEntry("health", "degraded")
                    .hasEntrySatisfying("troubles", troubles -> assertThat(troubles.toString())
                            .contains("ARM-STORE-ENOSPC"));
            jvm.ask("sup:crash ledger boom");
            jvm.ask("sup:stop ledger");
            assertThat(jvm.ask("sup:status ledger --json")).contains("\"status\":\"down\"");
            jvm.ask("sup:start ledger");
            assertThat(jvm.ask("sup:status ledger --json")).contains("\"status\":\"up\"");
            assertThat(jvm.ask("sup:call ledger get")).isEqualTo(Long.toString(count));
            assertThat(jvm.ask("sup:upgrade ledger " + ledgers.two() + " --json"))
                    .contains("\"refused\"");
            free();
            assertThat(jvm.ask("sup:call ledger add")).isEqualTo(Long.toString(count + 1));
            assertThat(health(jvm)).containsEntry("health", "healthy");
        }
    }

    /** The last page of the log has room for some more. What is not on disk is not acknowledged. @return the last that was */
    private static long callsUntilRefused(ToldJvm jvm) throws Exception {
        long count = 1;
        for (int i = 0; i < 1_000; i++) {
            String answer = jvm.ask("sup:call ledger add");
            if (!answer.matches("\\d+")) return count;
            count = Long.parseLong(answer);
        }
        throw new AssertionError("a disk that is full took " + count + " records");
    }
}
