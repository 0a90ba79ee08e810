package io.armstrong.distribution.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Feature U12, fault row 41: kill -9 of a real process when a step begins and while it is under way, each step of the twin, of the
 * direct way and of the undo. After the boot the ledger is (old, old) or (new, new), the side of COMMIT decides which, and its
 * count is not behind the last call that was acknowledged to this process.
 *
 * <p>{@code -Darmstrong.rounds=2000} for the long run; 150 rounds by default, each step twice.
 */
@Tag("proof")
class U12KillAtEveryStepTest {
    private static final int ROUNDS = Integer.getInteger("armstrong.rounds", 150);
    private static final Path JAR = Path.of(System.getProperty("armstrong.jar")).normalize();

    private static final List<String> TWIN = List.of(
            ("verify inspect impact stage install-twin start-twin rehearse begin hold snapshot migrate-down migrate relieve"
                            + " commit release stop update refresh start hold-again hand-back release-again discard-twin done")
                    .split(" "));
    private static final List<String> DIRECT = List.of(
            "begin hold snapshot migrate-down detach stop update refresh start migrate attach commit release done"
                    .split(" "));
    private static final List<String> UNDO = List.of(
            "hold snapshot migrate-down begin detach stop update refresh start attach commit release discard-twin done"
                    .split(" "));

    @TempDir
    Path folder;

    private final Random random = new Random(Long.getLong("armstrong.seed", 12));
    private final Map<String, Integer> kills = new LinkedHashMap<>();
    private Ledgers ledgers;
    /** What the ledger must be when the next process looks. */
    private List<String> possible = List.of("1.0.0");

    private long acknowledged;

    private record Round(String way, String step) {
        String breaksAt() {
            return way.equals("undo") ? "undo " + step : step;
        }
    }

    private static List<Round> rounds() {
        List<Round> all = new ArrayList<>();
        TWIN.forEach(step -> all.add(new Round("twin", step)));
        DIRECT.forEach(step -> all.add(new Round("direct", step)));
        UNDO.forEach(step -> all.add(new Round("undo", step)));
        return all;
    }

    @Test
    @Timeout(value = 4, unit = TimeUnit.HOURS)
    void whateverStepIsKilledTheNextBootIsWhole() throws Exception {
        Path home = folder.resolve("home");
        ledgers = Ledgers.in(Files.createDirectories(home.resolve("deposit")), folder);
        List<Round> all = rounds();
        long began = System.nanoTime();
        for (int number = 0; number < ROUNDS; number++) {
            Round round = number < 2 * all.size() ? all.get(number % all.size()) : all.get(random.nextInt(all.size()));
            boolean between = number / all.size() % 2 == 0;
            try (KilledJvm jvm = new KilledJvm(JAR, home)) {
                jvm.watch();
                look(jvm, round);
                kill(jvm, round, between ? 0 : 1 + random.nextInt(5_000));
            } catch (AssertionError | IOException e) {
                throw new AssertionError(
                        "round " + number + " " + round + ", before it possible " + possible + "\n"
                                + Files.readString(folder.resolve("err.txt")),
                        e);
            }
        }
        try (KilledJvm jvm = new KilledJvm(JAR, home)) {
            jvm.watch();
            look(jvm, new Round("twin", "end"));
        }
        System.out.println("U12: " + ROUNDS + " kills in " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began)
                + " s, 0 mixed, 0 lost, 0 boots refused; by step " + kills);
    }

    /** What the process before left; then some calls more, and the version that the round begins at. */
    private void look(KilledJvm jvm, Round round) throws Exception {
        Map<String, Object> status = JSON.std.mapFrom(jvm.ask("sup:status ledger --json"));
        Map<String, Object> state = JSON.std.mapFrom(jvm.ask("sup:state ledger --json"));
        String version = String.valueOf(status.get("version"));
        assertThat(possible).contains(version);
        assertThat(status.get("status")).isEqualTo("up");
        assertThat(state.get("schema")).isEqualTo(version.equals("1.0.0") ? 1 : 2);
        Map<?, ?> data = (Map<?, ?>) state.get("state");
        assertThat(data).hasSize(version.equals("1.0.0") ? 1 : 2);
        assertThat(((Number) data.get("count")).longValue()).isGreaterThanOrEqualTo(acknowledged);
        if (!version.equals("1.0.0") && !round.way().equals("twin") || version.equals("3.0.0"))
            assertThat(jvm.ask("sup:rollback ledger 1.0.0 --accept-loss --json"))
                    .contains("\"committed\"");
        acknowledged = Long.parseLong(jvm.ask("sup:call ledger add").replaceAll("\\D", ""));
    }

    private void kill(KilledJvm jvm, Round round, long microsLater) throws Exception {
        String from = String.valueOf(
                JSON.std.mapFrom(jvm.ask("sup:status ledger --json")).get("version"));
        boolean up = from.equals("1.0.0");
        Path jar = round.way().equals("undo") ? ledgers.bad() : ledgers.two();
        String order = up
                ? "sup:upgrade ledger " + jar + (round.way().equals("direct") ? " --direct" : "")
                : "sup:rollback ledger --accept-loss";
        String to = !up ? "1.0.0" : round.way().equals("undo") ? "3.0.0" : "2.0.0";
        assertThat(jvm.ask("sup:upgrade ledger " + ledgers.one()))
                .as("loads the walk, touches nothing")
                .contains("refused");
        boolean killed = jvm.killAt(order, round.breaksAt(), microsLater);
        assertThat(killed).as("step " + round + " of " + jvm.began).isTrue();
        kills.merge(round.way() + " " + round.step(), 1, Integer::sum);
        possible = microsLater > 0 ? List.of(from, to) : List.of(boots(jvm.began, from, to));
    }

    /** The side of the last COMMIT that was done decides; the step that begins is the last of the list. */
    private static String boots(List<String> began, String from, String to) {
        int here = began.size() - 1;
        int there = began.indexOf("commit");
        int back = began.indexOf("undo commit");
        if (back >= 0 && back < here) return from;
        return there >= 0 && there < here ? to : from;
    }
}
