package io.armstrong.gogo.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.gogo.SampleServices;
import io.armstrong.gogo.TestShell;
import io.armstrong.gogo.TestShell.Said;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Dangerous verbs: asked on a terminal, refused elsewhere without {@code --yes}; never for the lower tiers. */
class CautionTest {
    private final SampleServices services = new SampleServices();

    @ParameterizedTest
    @CsvSource({
        "stop, identity, 4",
        "stop, mempool, 4",
        "stop, counter, 0",
        "stop, mcp-bridge, 0",
        "isolate, identity, 4",
        "isolate, mempool, 4",
        "isolate, counter, 0",
        "remove, identity, 4",
        "remove, mempool, 4",
        "remove, counter, 0",
        "restart, identity, 0",
        "crash, identity, 0"
    })
    void withoutATerminal(String verb, String id, int exit) throws Exception {
        try (TestShell shell = new TestShell(services, "y\n")) {
            assertThat(shell.run("sup:" + verb + " " + id).exit()).isEqualTo(exit);
            assertThat(services.orders).hasSize(exit == 0 ? 1 : 0);
            assertThat(shell.run("sup:stop mempool --yes").exit()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"y, 0", "Y, 0", "n, 4", "'', 4", "yes please, 4"})
    void onATerminal(String answer, int exit) throws Exception {
        try (TestShell shell = new TestShell(services, answer + "\n").withTerminal("xterm")) {
            Said said = shell.run("sup:stop mempool");
            assertThat(said.out()).startsWith("stop mempool of tier critical? [y/N] ");
            assertThat(said.exit()).isEqualTo(exit);
            assertThat(services.orders).hasSize(exit == 0 ? 1 : 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "isolate", "remove"})
    void theEndOfInputIsNo(String verb) throws Exception {
        try (TestShell shell = new TestShell(services).withTerminal("xterm")) {
            assertThat(shell.run("sup:" + verb + " mempool").exit()).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "isolate", "remove"})
    void helpSaysThatItAsks(String verb) throws Exception {
        try (TestShell shell = new TestShell(services)) {
            assertThat(shell.run("sup:" + verb + " --help").out()).contains("--yes", "Asks for a child of");
        }
    }
}
