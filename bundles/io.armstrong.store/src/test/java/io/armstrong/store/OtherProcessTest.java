package io.armstrong.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fault row 52, two processes on one store; and kill -9 of a process that writes. */
class OtherProcessTest {
    @TempDir
    Path temp;

    /** The other process: opens the store and checkpoints; says each number once it is on disk. */
    static final class Other {
        private Other() {}

        public static void main(String[] args) throws IOException {
            FileStore store = Open.inline(new NioDisk(), Path.of(args[0]), 100_000);
            Object before = store.lastCheckpoint("counter")
                    .map(last -> last.data().get("count"))
                    .orElse(0);
            for (int count = (Integer) before + 1; ; count++) {
                int said = count;
                store.checkpoint("counter", 1, () -> Map.of("count", said, "blob", "x".repeat(said % 100 * 100)))
                        .toCompletableFuture()
                        .join();
                System.out.println(count);
            }
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        temp.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void kill(Process other) throws InterruptedException {
        // Not by Process.destroyForcibly: that closes the pipe, and with it what was said last.
        other.toHandle().destroyForcibly();
        assertThat(other.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theSecondIsRefusedWithThePidOfTheFirstUntilThatIsKilled() throws Exception {
        Process other = start();
        try (BufferedReader said = other.inputReader()) {
            assertThat(said.readLine()).isEqualTo("1");
            assertThatThrownBy(() -> Open.inline(new NioDisk(), temp))
                    .hasMessageContaining("ARM-STORE-LOCKED")
                    .hasMessageContaining("process " + other.pid() + " has it");
        } finally {
            kill(other);
        }
        try (FileStore store = Open.inline(new NioDisk(), temp)) {
            assertThat(store.lastCheckpoint("counter")).isPresent();
        }
    }

    @Test
    void whatWasSaidIsThereAfterAKillAtAnyTime() throws Exception {
        Random random = new Random(11);
        for (int round = 0; round < 8; round++) {
            Process other = start();
            int last = 0;
            try (BufferedReader said = other.inputReader()) {
                for (int lines = 1 + random.nextInt(300); lines > 0; lines--) {
                    last = Integer.parseInt(said.readLine());
                }
                kill(other);
                for (String line = said.readLine(); line != null; line = said.readLine()) {
                    last = line.isEmpty() ? last : Math.max(last, Integer.parseInt(line));
                }
            } finally {
                kill(other);
            }
            try (FileStore store = Open.inline(new NioDisk(), temp)) {
                assertThat((Integer) store.lastCheckpoint("counter")
                                .orElseThrow()
                                .data()
                                .get("count"))
                        .isBetween(last, last + 1);
            }
        }
    }
}
