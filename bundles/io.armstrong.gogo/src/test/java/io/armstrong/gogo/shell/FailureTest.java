package io.armstrong.gogo.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.gogo.Sample;
import io.armstrong.gogo.SampleServices;
import io.armstrong.gogo.TestShell;
import io.armstrong.gogo.TestShell.Said;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What leaves a command that failed: told once, with a code that can be asked without our class. */
class FailureTest {
    private final SampleServices services = new SampleServices();

    private Said run(String line) throws Exception {
        try (TestShell shell = new TestShell(services)) {
            return shell.run(line);
        }
    }

    @Test
    void runnersAskByReflection() throws Exception {
        Exception thrown = thrown("sup:status nobody");
        assertThat(thrown.getClass().getMethod("exitCode").invoke(thrown)).isEqualTo(3);
        assertThat(thrown.getClass().getMethod("remedy").invoke(thrown))
                .asString()
                .contains("counter");
        assertThat(thrown).hasMessage("cannot find child nobody");
        assertThat(thrown.toString()).startsWith("cannot find child nobody\n  try: ");
    }

    @Test
    void whatWasToldAsJsonIsNotToldAgain() throws Exception {
        Exception thrown = thrown("sup:status nobody --json");
        assertThat(thrown).hasMessage("");
        assertThat(thrown.toString()).isEmpty();
        assertThat(thrown.getClass().getMethod("exitCode").invoke(thrown)).isEqualTo(3);
    }

    private Exception thrown(String line) {
        try (TestShell shell = new TestShell(services)) {
            shell.session.execute(line);
        } catch (Exception e) {
            return e;
        }
        throw new AssertionError(line + " did not fail");
    }

    @ParameterizedTest
    @CsvSource({"COMMITTED, 0", "ROLLED_BACK, 1", "FAILED, 1", "REFUSED, 4"})
    void anUpgradeTellsItsOutcomeAndExits(Outcome outcome, int exit, @TempDir Path folder) throws Exception {
        services.outcome = outcome;
        Path jar = Files.writeString(folder.resolve("new.jar"), "bytes");
        for (String json : new String[] {"", " --json"}) {
            Said said = run("sup:upgrade counter " + jar + json);
            assertThat(said.exit()).isEqualTo(exit);
            assertThat(said.failure()).isEmpty();
            assertThat(said.out()).contains(outcome.text());
        }
    }

    @Test
    void aTraceOnlyWhenAsked() throws Exception {
        assertThat(run("sup:status nobody").out()).isEmpty();
        assertThat(run("sup:status nobody -v").out()).contains("SupervisionException", "\tat io.armstrong.");
    }

    @Test
    void foreignTextInAFailureSteersNothing() {
        Failure failure = Failure.of(new IllegalStateException(Sample.HOSTILE));
        assertThat(failure.message()).isEqualTo("java.lang.IllegalStateException: boom red second line");
    }

    @Test
    void aLineEndsAtTheFirstFailure() throws Exception {
        Said said = run("sup:status nobody; sup:tiers");
        assertThat(said.exit()).isEqualTo(3);
        assertThat(said.out()).isEmpty();
    }
}
