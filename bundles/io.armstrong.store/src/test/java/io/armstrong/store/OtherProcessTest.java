package io.armstrong.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armstrong.api.spi.Store.ChildRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fault row 52: two processes on one store. */
class OtherProcessTest {
    @TempDir
    Path temp;

    /** The other process: opens the store, writes, says so, and waits until it is killed. */
    static final class Other {
        private Other() {}

        public static void main(String[] args) throws IOException {
            FileStore store = Open.inline(new NioDisk(), Path.of(args[0]));
            store.save(new ChildRecord("counter", "", Map.of(), "running"));
            System.out.write('\n');
            System.out.flush();
            System.in.read();
            throw new AssertionError("ended by itself, with " + store);
        }
    }

    @Test
    void theSecondIsRefusedWithThePidOfTheFirstUntilThatIsKilled() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        temp.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(other.getInputStream().read()).isEqualTo('\n');
            assertThatThrownBy(() -> Open.inline(new NioDisk(), temp))
                    .hasMessageContaining("ARM-STORE-LOCKED")
                    .hasMessageContaining("process " + other.pid() + " has it");
        } finally {
            other.destroyForcibly();
            assertThat(other.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
        try (FileStore store = Open.inline(new NioDisk(), temp)) {
            assertThat(store.child("counter")).isPresent();
        }
    }
}
