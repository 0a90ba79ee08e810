package io.armstrong.distribution.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One home, in which one process after the other is killed; each finds what the one before left. */
final class Lane {
    private final Path home;
    private final Path err;
    private final Random random;
    private final Ledgers ledgers;
    private final Client client = new Client("ledger");
    /** What the ledger must be when the next process looks. */
    private List<String> possible = List.of("1.0.0");

    /** @param between whether the process is killed when the step begins; else a moment later */
    record Round(String way, String step, boolean between) {
        String breaksAt() {
            return way.equals("undo") ? "undo " + step : step;
        }

        String name() {
            return way + " " + step;
        }
    }

    Lane(Path folder, long seed) throws IOException {
        this.home = folder.resolve("home");
        this.err = folder.resolve("err.txt");
        this.random = new Random(seed);
        this.ledgers = Ledgers.in(Files.createDirectories(home.resolve("deposit")), folder);
    }

    void run(Round round) throws Exception {
        try (KilledJvm jvm = new KilledJvm(home, err)) {
            jvm.watch();
            look(jvm, round);
            kill(jvm, round, round.between() ? 0 : 1 + random.nextInt(5_000));
        } catch (AssertionError | IOException e) {
            throw new AssertionError(round + ", before it possible " + possible + "\n" + Files.readString(err), e);
        }
    }

    /** What the last kill left. */
    void end() throws Exception {
        try (KilledJvm jvm = new KilledJvm(home, err)) {
            jvm.watch();
            look(jvm, new Round("twin", "end", true));
        }
    }

    /** What the process before left; then the version that the round begins at. */
    private void look(KilledJvm jvm, Round round) throws Exception {
        Map<String, Object> status = JSON.std.mapFrom(jvm.ask("sup:status ledger --json"));
        Map<String, Object> state = JSON.std.mapFrom(jvm.ask("sup:state ledger --json"));
        String version = String.valueOf(status.get("version"));
        assertThat(possible).contains(version);
        assertThat(status.get("status")).isEqualTo("up");
        assertThat(state.get("schema")).isEqualTo(version.equals("1.0.0") ? 1 : 2);
        Map<?, ?> data = (Map<?, ?>) state.get("state");
        assertThat(data).hasSize(version.equals("1.0.0") ? 1 : 2);
        long count = ((Number) data.get("count")).longValue();
        assertThat(count).isBetween(client.acknowledged(), client.asked());
        client.found(count);
        if (!version.equals("1.0.0") && !round.way().equals("twin") || version.equals("3.0.0"))
            assertThat(jvm.ask("sup:rollback ledger 1.0.0 --accept-loss --json"))
                    .contains("\"committed\"");
        client.call(jvm);
        assertThat(client.acknowledged()).isEqualTo(count + 1);
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
        boolean killed = jvm.killAt(order, round.breaksAt(), microsLater, client);
        assertThat(killed).as("step " + round + " of " + jvm.began).isTrue();
        client.end();
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
