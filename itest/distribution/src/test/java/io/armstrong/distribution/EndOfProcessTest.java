package io.armstrong.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.distribution.Armstrong.Run;
import io.armstrong.tiny.TinyBundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ends the process, or does not, and what the next one knows of it: fault rows 7, 46 and 47. */
class EndOfProcessTest {
    @TempDir
    Path folder;

    private Run demo(String... commands) throws Exception {
        return Armstrong.run(
                folder,
                Stream.concat(
                                Stream.of(
                                        "--demo",
                                        "--home",
                                        folder.resolve("home").toString()),
                                Stream.of(commands).flatMap(command -> Stream.of("--exec", command)))
                        .toArray(String[]::new));
    }

    @Test
    void row47ExitInAChildIsNamedAtOnceAndAtTheNextBoot() throws Exception {
        Run exited = demo("sup:cast flaky exit 9", "sup:call flaky hang 60 --timeout 60000");
        assertThat(exited.exit()).isEqualTo(9);
        String culprit = "System.exit in io.armstrong.examples.flaky.Flaky.handle(Flaky.java:";
        assertThat(exited.err()).contains(culprit);

        Run next = demo("sup:events --limit 200");
        assertThat(next.exit()).as(next.err()).isZero();
        assertThat(next.err()).contains("the last run was ended by " + culprit);
        assertThat(next.out()).contains("the last run was ended by " + culprit);
    }

    @Test
    void row7OutOfMemoryOnceIsACrashAndTwiceIsTheEnd() throws Exception {
        Run run = demo(
                "sup:call flaky memory",
                "sup:call flaky ping",
                "sup:cast flaky memory",
                "sup:call flaky hang 60 --timeout 60000");
        assertThat(run.out()).as(run.err()).contains("pong");
        assertThat(run.exit()).as(run.err()).isEqualTo(71);
        assertThat(run.err()).contains("out of memory, exit code 71");
    }

    @Test
    void row46AfterARestartOfTheFrameworkEverybodyIsBack() throws Exception {
        Path home = folder.resolve("home");
        Path deposit = Files.createDirectories(home.resolve("deposit"));
        TinyBundle.named("test.restarter")
                .activator(RestartsFramework.class)
                .content(RestartsFramework.Tell.class)
                .header("Armstrong-Child", "restarter")
                .in(deposit);
        Path err = folder.resolve("err");
        Process process = Armstrong.start(folder.resolve("out"), err, "--demo", "--home", home.toString());
        try {
            Path after = home.resolve(RestartsFramework.AFTER);
            await().atMost(Duration.ofSeconds(90)).until(() -> Files.exists(after));
            assertThat(Files.readString(after))
                    .contains("restarter", "identity", "mempool")
                    .doesNotContainPattern("status=(?!UP)");
            assertThat(Files.readString(err)).contains("armstrong: the framework restarts");
            assertThat(process.isAlive()).isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
