package io.armstrong.distribution.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.jr.ob.JSON;
import io.armstrong.distribution.ToldJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fault row 33, invariant I17: the jar that is wanted is damaged in the store, an older one lies in the deposit. Old code is never
 * started beside the newer state; another copy of the right one is used where there is one.
 */
class Row33StoreDamagedTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private Path home;
    private Path deposit;
    private Ledgers ledgers;

    /** Version 2 serves, version 1 is what is deposited; then all jars in the store are damaged. */
    @BeforeEach
    void damaged() throws Exception {
        home = folder.resolve("home");
        deposit = Files.createDirectories(home.resolve("deposit"));
        ledgers = Ledgers.in(deposit, folder);
        try (ToldJvm jvm = boot()) {
            assertThat(jvm.ask("sup:call ledger add")).isEqualTo("1");
            assertThat(jvm.ask("sup:upgrade ledger " + ledgers.two() + " --json"))
                    .contains("\"committed\"");
            assertThat(jvm.ask("sup:call ledger add")).isEqualTo("2");
        }
        List<Path> jars;
        try (Stream<Path> files = Files.list(home.resolve("store/jars"))) {
            jars = files.toList();
        }
        for (Path jar : jars) Files.write(jar, new byte[] {'P', 'K', 3, 4});
    }

    private ToldJvm boot() throws IOException {
        return ToldJvm.in(home, folder.resolve("err.txt"));
    }

    private static Map<String, Object> status(ToldJvm jvm) throws Exception {
        return JSON.std.mapFrom(jvm.ask("sup:status ledger --json"));
    }

    private static void serves(ToldJvm jvm) throws Exception {
        assertThat(status(jvm)).containsEntry("status", "up").containsEntry("version", "2.0.0");
        assertThat(jvm.ask("sup:call ledger add")).isEqualTo("3");
    }

    @Test
    void itDoesNotStartUntilTheRightJarIsPutInAgain() throws Exception {
        try (ToldJvm jvm = boot()) {
            await().atMost(DEADLINE).until(() -> "open".equals(status(jvm).get("status")));
            assertThat(jvm.ask("sup:events --child ledger --limit 0"))
                    .contains("start")
                    .doesNotContain("ledger started");
            assertThat(jvm.ask("sup:alarms --json"))
                    .contains("other-code", "ARM-STORE-DAMAGED", "sup:adopt ledger JAR with the jar of 2.0.0");
            assertThat(jvm.ask("sup:why ledger --json")).contains("ARM-STORE-DAMAGED", "sup:adopt");
            assertThat(jvm.ask("sup:adopt ledger " + ledgers.one() + " --json")).contains("give the jar of 2.0.0");

            jvm.ask("sup:adopt ledger " + ledgers.two());
            jvm.ask("sup:restore ledger");
            serves(jvm);
            await().atMost(DEADLINE).until(() -> !jvm.ask("sup:alarms --json").contains("other-code"));
            assertThat(jvm.ask("sup:alarms --json"))
                    .as("nor did version 2, which could not start, fail its probation")
                    .doesNotContain("probation");
        }
    }

    @Test
    void aCopyInTheDepositIsUsed() throws Exception {
        Files.copy(ledgers.two(), deposit.resolve(ledgers.one().getFileName()), StandardCopyOption.REPLACE_EXISTING);
        try (ToldJvm jvm = boot()) {
            serves(jvm);
            assertThat(jvm.ask("sup:upgrade ledger " + ledgers.bad() + " --plan"))
                    .as("the store is whole again")
                    .doesNotContain("ARM-STORE-DAMAGED");
        }
    }

    /** The framework has each version once, so what is older cannot be updated: the other bundle takes its place. */
    @Test
    void aCopyBesideTheOlderOneIsUsed() throws Exception {
        Files.copy(ledgers.two(), deposit.resolve("z-newer.jar"));
        try (ToldJvm jvm = boot()) {
            serves(jvm);
        }
    }
}
