package io.armstrong.gogo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.jr.ob.JSON;
import io.armstrong.api.Alarms;
import io.armstrong.api.Supervision;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import io.armstrong.api.breaker.CircuitBreakers;
import io.armstrong.api.health.Health;
import io.armstrong.api.spi.Faces;
import io.armstrong.api.spi.Journal;
import io.armstrong.api.upgrade.Lint;
import io.armstrong.api.upgrade.Rollouts;
import io.armstrong.api.upgrade.Upgrades;
import io.armstrong.gogo.TestShell.Said;
import io.armstrong.gogo.command.Commands;
import io.armstrong.gogo.command.Services;
import io.armstrong.gogo.command.Usage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Feature O1, for each command in the registry: a form for people, a form for programs, an exit code that is not 0 on failure. */
class O1EveryCommandTest {
    /** Commands that stand on no service, and so do not fail when there is none. */
    private static final Set<String> ALONE = Set.of("help");

    @TempDir
    Path folder;

    @Test
    void registryHoldsWhatWasPromised() {
        assertThat(Commands.all().stream().map(command -> command.usage().name()))
                .contains(
                        ("tree tiers status health children start stop restart isolate restore breaker add remove call cast state lint upgrade rollout"
                                        + " rollback versions history events why crash adopt help")
                                .split(" "));
    }

    @TestFactory
    Stream<DynamicNode> command() {
        return Commands.all().stream().map(command -> of(command.usage()));
    }

    private DynamicNode of(Usage usage) {
        return dynamicContainer(
                usage.full(),
                List.of(
                        dynamicTest("its example works, for people", () -> text(usage)),
                        dynamicTest("its example works, for programs", () -> json(usage)),
                        dynamicTest("help is short and holds the example", () -> help(usage)),
                        dynamicTest("an unknown option is exit 2, with a hint", () -> unknownOption(usage)),
                        dynamicTest("a failure is not exit 0, in both forms", () -> failure(usage))));
    }

    private void text(Usage usage) throws Exception {
        Said said = run(new SampleServices(), usage.example());
        assertThat(said.exit()).as(said.failure()).isZero();
        assertThat(said.out()).isNotBlank().endsWith("\n");
    }

    private void json(Usage usage) throws Exception {
        Said said = run(new SampleServices(), usage.example() + " --json");
        assertThat(said.exit()).as(said.failure()).isZero();
        assertThat(said.out().lines()).hasSize(1);
        assertThat(JSON.std.mapFrom(said.out())).isNotEmpty();
    }

    private void help(Usage usage) throws Exception {
        Said said = run(new NoServices(), usage.full() + " --help");
        assertThat(said.exit()).isZero();
        assertThat(said.out().lines()).hasSizeLessThanOrEqualTo(25).allMatch(line -> line.length() <= 80);
        assertThat(said.out()).contains("usage: " + usage.full(), "example: " + usage.example(), "--json", "--help");
    }

    private void unknownOption(Usage usage) throws Exception {
        Said said = run(new SampleServices(), usage.full() + " --jsonn");
        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.failure()).contains("--jsonn", "try: --json");
    }

    private void failure(Usage usage) throws Exception {
        if (ALONE.contains(usage.name())) return;
        Said text = run(new NoServices(), usage.example());
        assertThat(text.exit()).isBetween(1, 5);
        assertThat(text.failure()).contains("not there").doesNotContain("Exception", "\tat ");
        Said json = run(new NoServices(), usage.example() + " --json");
        assertThat(json.exit()).isEqualTo(text.exit());
        assertThat(json.failure()).isEmpty();
        Map<?, ?> error = (Map<?, ?>) JSON.std.mapFrom(json.out()).get("error");
        assertThat(error.keySet().stream().map(String::valueOf)).containsExactly("code", "message", "try");
    }

    private Said run(Services services, String line) throws Exception {
        Files.createDirectories(folder.resolve("upgrades"));
        Files.writeString(folder.resolve("upgrades/counter-2.0.0.jar"), "bytes");
        Files.writeString(folder.resolve("counter-1.0.0.jar"), "bytes");
        try (TestShell shell = new TestShell(services)) {
            shell.session.currentDir(folder);
            return shell.run(line);
        }
    }

    /** A framework in which nothing but the shell runs. */
    private static final class NoServices implements Services {
        @Override
        public Supervision supervision() {
            throw gone();
        }

        @Override
        public Upgrades upgrades() {
            throw gone();
        }

        @Override
        public Rollouts rollouts() {
            throw gone();
        }

        @Override
        public Lint lint() {
            throw gone();
        }

        @Override
        public CircuitBreakers breakers() {
            throw gone();
        }

        @Override
        public Journal journal() {
            throw gone();
        }

        @Override
        public Alarms alarms() {
            throw gone();
        }

        @Override
        public Health health() {
            throw gone();
        }

        @Override
        public Optional<Faces.Report> face(String childId) {
            throw gone();
        }

        private static SupervisionException gone() {
            return new SupervisionException(Code.FAILED, "the service is not there", "start its bundle");
        }
    }
}
