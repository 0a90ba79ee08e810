package io.armstrong.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armstrong.launcher.Options.Ask;
import io.armstrong.launcher.Options.Batch;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptionsTest {
    @TempDir
    Path folder;

    @Nested
    class Understood {
        @Test
        void nothingMeansRunWithTheDefaultHome() throws Exception {
            Options options = Options.parse();
            assertThat(options.asks()).isEqualTo(Ask.RUN);
            assertThat(options.demo()).isFalse();
            assertThat(options.batch()).isEmpty();
            assertThat(options.home()).isEqualTo(Path.of("armstrong-home").toAbsolutePath());
        }

        @Test
        void commandsAndScriptsKeepTheirOrder() throws Exception {
            Path script = Files.writeString(folder.resolve("tale"), "sup:tree\n");
            Options options = Options.parse("--exec", "a; b", "--script", script.toString(), "--exec", "c");
            assertThat(options.batch())
                    .containsExactly(new Batch.Commands("a; b"), new Batch.Script(script), new Batch.Commands("c"));
        }

        @Test
        void aDashIsTheScriptOnStandardInput() throws Exception {
            assertThat(Options.parse("--script", "-").batch()).containsExactly(new Batch.Input());
        }

        @Test
        void helpAndVersionAreAskedFor() throws Exception {
            assertThat(Options.parse("--help").asks()).isEqualTo(Ask.HELP);
            assertThat(Options.parse("--version").asks()).isEqualTo(Ask.VERSION);
        }
    }

    @Nested
    class RefusedWithTheWordThatIsWrong {
        @Test
        void anUnknownOption() {
            refused("unknown option --hoem", "--hoem", "x");
        }

        @Test
        void aMissingValue() {
            refused("option --exec needs a value", "--exec");
        }

        @Test
        void aFileThatIsNotThere() {
            refused("no such file", "--config", folder.resolve("none").toString());
            refused("no such file", "--script", folder.toString());
        }

        private void refused(String message, String... words) {
            assertThatThrownBy(() -> Options.parse(words))
                    .isInstanceOfSatisfying(
                            LaunchFailed.class, e -> assertThat(e.code()).isEqualTo(ExitCode.USAGE))
                    .hasMessageContaining(message);
        }
    }

    @Test
    void aConfigurationThatIsNotJsonIsRefusedWithItsPlace() throws Exception {
        Path bad = Files.writeString(folder.resolve("bad.json"), "{ \"a\": 1,\n  oops }");
        assertThatThrownBy(() -> ConfigCheck.wellFormed(bad))
                .isInstanceOf(LaunchFailed.class)
                .hasMessageContaining("line 2, column");
    }

    @Test
    void aConfigurationMayHoldComments() throws Exception {
        ConfigCheck.wellFormed(Files.writeString(folder.resolve("good.json"), "// tree\n{ /* none */ }"));
    }
}
