package io.armstrong.distribution.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.jr.ob.JSON;
import io.armstrong.distribution.ToldJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Feature U13: the process is killed while a new version is on trial. In the next one the trial goes on: crashes beyond the rule take the
 * version back by itself, and with it those of its change set, with the state as it is by then.
 */
class U13ProbationOverABootTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    /** As many as the normal tier answers with a restart. */
    private static final int LIMIT = 5;

    private static final List<String> IDS = List.of("ledger-a", "ledger-b");

    @TempDir
    Path folder;

    private Path home;
    private final Map<String, Ledgers> jars = new HashMap<>();

    @BeforeEach
    void deposited() throws IOException {
        home = folder.resolve("home");
        Path deposit = Files.createDirectories(home.resolve("deposit"));
        for (String id : IDS) jars.put(id, Ledgers.in(id, deposit, Files.createDirectories(folder.resolve(id))));
    }

    private Path err() {
        return folder.resolve("err.txt");
    }

    private String upgrade(List<String> ids) {
        StringBuilder order = new StringBuilder("sup:upgrade");
        for (String id : ids)
            order.append(' ').append(id).append(' ').append(jars.get(id).two());
        return order.append(" --json").toString();
    }

    @Test
    void killedOnTrialItIsTakenBackInTheNextProcess() throws Exception {
        try (ToldJvm jvm = ToldJvm.in(home, err())) {
            assertThat(jvm.ask("sup:call ledger-a add")).isEqualTo("1");
            assertThat(jvm.ask(upgrade(List.of("ledger-a")))).contains("\"committed\"");
            assertThat(jvm.ask("sup:call ledger-a add")).isEqualTo("2");
        }
        try (ToldJvm jvm = ToldJvm.in(home, err())) {
            serves(jvm, "ledger-a", "2.0.0", 2);
            crash(jvm, "ledger-a");
            isBack(jvm, "ledger-a", 2);
            // it serves before the way back has ended, and until that is refused for being under way
            await().atMost(DEADLINE).untilAsserted(() -> assertThat(jvm.ask(upgrade(List.of("ledger-a"))))
                    .contains("\"refused\"", "marked bad"));
        }
        try (ToldJvm jvm = ToldJvm.in(home, err())) {
            serves(jvm, "ledger-a", "1.0.0", 2);
        }
    }

    /** Nobody has written DONE yet: the log itself must know with whom they came. */
    @Test
    void killedBetweenCommitAndDoneTheChangeSetGoesBackTogether() throws Exception {
        try (KilledJvm jvm = new KilledJvm(home, err())) {
            jvm.watch();
            for (String id : IDS) assertThat(jvm.ask("sup:call " + id + " add")).isEqualTo("1");
            assertThat(jvm.ask("sup:upgrade ledger-a " + jars.get("ledger-a").one()))
                    .as("loads the walk, touches nothing")
                    .contains("refused");
            assertThat(jvm.killAt(upgrade(IDS), "done", 0)).isTrue();
        }
        try (ToldJvm jvm = ToldJvm.in(home, err())) {
            for (String id : IDS) serves(jvm, id, "2.0.0", 1);
            String set = set(jvm, "ledger-a");
            assertThat(set).startsWith("set-").isEqualTo(set(jvm, "ledger-b"));
            crash(jvm, "ledger-b");
            for (String id : IDS) isBack(jvm, id, 1);
            // they serve before the way back has ended, and only its end is told
            await().atMost(DEADLINE).untilAsserted(() -> assertThat(jvm.ask("sup:alarms --json"))
                    .contains("rolled back to 1.0.0, and with it all of " + set));
        }
    }

    private static String set(ToldJvm jvm, String id) throws Exception {
        String history = jvm.ask("sup:history " + id + " --json");
        return history.replaceAll("(?s).*\"set\":\"([^\"]*)\".*", "$1");
    }

    private static Map<String, Object> status(ToldJvm jvm, String id) throws Exception {
        return JSON.std.mapFrom(jvm.ask("sup:status " + id + " --json"));
    }

    private static void serves(ToldJvm jvm, String id, String version, long count) throws Exception {
        assertThat(status(jvm, id)).containsEntry("status", "up").containsEntry("version", version);
        assertThat(jvm.ask("sup:call " + id + " get")).isEqualTo(Long.toString(count));
    }

    private static void crash(ToldJvm jvm, String id) throws Exception {
        for (int i = 0; i < LIMIT; i++) {
            long before = incarnation(jvm, id);
            jvm.ask("sup:crash " + id + " boom" + i);
            await().atMost(DEADLINE).until(() -> incarnation(jvm, id) > before);
        }
    }

    /** The one that is up; -1 while none is. */
    private static long incarnation(ToldJvm jvm, String id) throws Exception {
        Map<String, Object> status = status(jvm, id);
        return "up".equals(status.get("status")) ? ((Number) status.get("incarnation")).longValue() : -1;
    }

    private static void isBack(ToldJvm jvm, String id, long count) {
        await().atMost(DEADLINE).untilAsserted(() -> serves(jvm, id, "1.0.0", count));
    }
}
