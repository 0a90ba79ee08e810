package io.armstrong.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.jr.ob.JSON;
import io.armstrong.distribution.Armstrong.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
    @TempDir
    Path folder;

    private Path home() {
        return folder.resolve("home");
    }

    private Run demo(String... commands) throws Exception {
        return Armstrong.run(
                folder,
                Stream.concat(
                                Stream.of("--demo", "--home", home().toString()),
                                Stream.of(commands).flatMap(command -> Stream.of("--exec", command)))
                        .toArray(String[]::new));
    }

    @Nested
    class WithoutBooting {
        @Test
        void helpAndVersionGoToStandardOutput() throws Exception {
            assertThat(Armstrong.run(folder, "--help"))
                    .satisfies(run -> assertThat(run.exit()).isZero())
                    .satisfies(run -> assertThat(run.out()).startsWith("usage: "));
            assertThat(Armstrong.run(folder, "--version").out()).startsWith("armstrong 1.");
        }

        @Test
        void anUnknownOptionIsOneLineAndCodeTwo() throws Exception {
            Run run = Armstrong.run(folder, "--hoem", "x");
            assertThat(run.exit()).isEqualTo(2);
            assertThat(run.err().lines()).containsExactly("armstrong: unknown option --hoem; see --help");
        }

        @Test
        void aBrokenConfigurationIsOneLineAndCodeTwo() throws Exception {
            Path config = Files.writeString(folder.resolve("tree.json"), "{\n oops");
            Run run = Armstrong.run(folder, "--home", home().toString(), "--config", config.toString());
            assertThat(run.exit()).isEqualTo(2);
            assertThat(run.err().lines()).singleElement().asString().contains("tree.json, line 2");
        }
    }

    @Nested
    class WithTheDemo {
        @Test
        void theTreeHasFourTiersAndEveryChildIsUp() throws Exception {
            Run run = demo("sup:tree --json");
            assertThat(run.exit()).as(run.err()).isZero();
            List<Map<String, Object>> tiers = listOf(JSON.std.mapFrom(run.out()).get("supervisors"));
            assertThat(tiers)
                    .extracting(tier -> tier.get("tier"))
                    .containsExactly("error-kernel", "critical", "normal", "peripheral");
            assertThat(tiers).allSatisfy(tier -> assertThat(listOf(tier.get("children")))
                    .isNotEmpty()
                    .allSatisfy(child -> assertThat(child).containsEntry("status", "up")));
        }

        @Test
        void anUnknownChildIsCodeThreeAndTheNearestNameIsOffered() throws Exception {
            Run run = demo("sup:status mempol");
            assertThat(run.exit()).isEqualTo(3);
            assertThat(run.err()).contains("mempol").contains("mempool");
        }

        @Test
        void everyCommandRunsAndTheFirstFailureGivesTheCode() throws Exception {
            Run run = demo("sup:status nobody", "sup:nonsense", "sup:status counter --json");
            assertThat(run.exit()).isEqualTo(3);
            assertThat(run.out()).contains("\"counter\"");
        }

        @Test
        void aScriptRunsLineByLine() throws Exception {
            Path script = Files.writeString(
                    folder.resolve("script"), "# a comment\n\nsup:status counter --json\nsup:status nobody\n");
            Run run = Armstrong.run(folder, "--demo", "--home", home().toString(), "--script", script.toString());
            assertThat(run.exit()).isEqualTo(3);
            assertThat(run.out()).contains("\"counter\"");
        }
    }

    @Nested
    class AsAService {
        @Test
        void itOutlivesItsStandardInputListensNowhereAndStopsWhenTold() throws Exception {
            Path err = folder.resolve("err");
            Process process = Armstrong.start(folder.resolve("out"), err, "--demo", "--home", home().toString());
            try {
                awaitRunning(err);
                assertThat(listening(process)).isEmpty();
                Run second = Armstrong.run(folder, "--home", home().toString());
                assertThat(second.exit()).isEqualTo(4);
                assertThat(second.err()).contains("process " + process.pid());
                process.destroy();
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            } finally {
                process.destroyForcibly();
            }
        }
    }

    @Test
    void theJarBringsTheUpgradesAndNoLooseParts() throws IOException {
        try (JarFile jar = new JarFile(Armstrong.JAR.toFile())) {
            assertThat(jar.stream().map(entry -> entry.getName()).filter(name -> name.startsWith("deposit/")))
                    .anyMatch(name -> name.contains("mempool"));
        }
        try (Stream<Path> files = Files.list(Armstrong.UPGRADES)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains("counter-2.0.0.jar", "mempool-2.0.0.jar");
        }
    }

    /** What that descriptor leads to; empty when it was closed since it was listed. */
    private static Optional<String> target(Path descriptor) throws IOException {
        try {
            return Optional.of(Files.readSymbolicLink(descriptor).toString());
        } catch (NoSuchFileException closedMeanwhile) {
            return Optional.empty();
        }
    }

    private static void awaitRunning(Path err) {
        await().atMost(Duration.ofSeconds(60)).until(() -> Files.readString(err).contains(" runs, home "));
    }

    /** Sockets of that process in state LISTEN, as the kernel tells; empty where it does not. */
    private static List<String> listening(Process process) throws IOException {
        Path proc = Path.of("/proc", String.valueOf(process.pid()));
        if (!Files.isDirectory(proc)) return List.of();
        List<String> own = new ArrayList<>();
        try (Stream<Path> files = Files.list(proc.resolve("fd"))) {
            for (Path file : files.toList()) target(file).ifPresent(own::add);
        }
        return Stream.of("net/tcp", "net/tcp6")
                .map(proc::resolve)
                .filter(Files::isReadable)
                .flatMap(CommandLineTest::lines)
                .map(line -> line.strip().split("\\s+", -1))
                .filter(columns -> columns.length > 9 && columns[3].equals("0A"))
                .filter(columns -> own.contains("socket:[" + columns[9] + "]"))
                .map(columns -> columns[1])
                .toList();
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> listOf(Object json) {
        return (List<Map<String, Object>>) json;
    }
}
