package io.armstrong.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.distribution.Armstrong.Run;
import io.armstrong.tiny.TinyBundle;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Row E1 and design D6: when the error kernel gives up again and again the root does, and the process ends with 70. */
class E1RootHaltTest {
    @TempDir
    Path folder;

    @Test
    void theRootGivesUpAndTheProcessEndsWith70() throws Exception {
        Path home = folder.resolve("home");
        TinyBundle.named("test.doomed")
                .activator(StopsItself.class)
                .header("Armstrong-Child", "doomed;tier=error-kernel;policy=escalate")
                .in(Files.createDirectories(home.resolve("deposit")));
        Run run = Armstrong.run(folder, "--home", home.toString());
        assertThat(run.exit()).as(run.err()).isEqualTo(70);
        assertThat(run.err()).contains("the root gave up, exit code 70");
    }
}
