package io.armstrong.distribution.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.distribution.ToldJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fault row 52: a home belongs to one process; a second one says whose it is and leaves everything alone. */
class Row52TwoProcessesTest {
    private static final int REFUSED = 4;

    @TempDir
    Path folder;

    @Test
    void theSecondExitsWithThePidOfTheFirst() throws Exception {
        Path home = Files.createDirectories(folder.resolve("home"));
        try (ToldJvm first = ToldJvm.in(home, folder.resolve("first.txt"))) {
            assertThat(first.ask("sup:tree")).contains("normal");
            Path err = folder.resolve("second.txt");
            try (ToldJvm second = ToldJvm.in(home, err)) {
                assertThat(second.process.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(second.process.exitValue()).isEqualTo(REFUSED);
            }
            assertThat(err).content().contains("process " + first.process.pid() + " runs there");
            assertThat(first.ask("sup:tree")).as("goes on").contains("normal");
        }
        try (ToldJvm next = ToldJvm.in(home, folder.resolve("next.txt"))) {
            assertThat(next.ask("sup:tree"))
                    .as("a killed owner keeps nobody out")
                    .contains("normal");
        }
    }
}
