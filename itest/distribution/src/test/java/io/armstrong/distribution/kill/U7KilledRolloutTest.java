package io.armstrong.distribution.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Feature U7: kill -9 of a real process in the middle of a rolling upgrade of durable instances, while a client outside it calls one of
 * them. After the boot all of them are on one version, the old one before COMMIT; no count is behind the last call that was
 * acknowledged; {@code sup:rollout status} says what became of it, and the next rollout begins.
 *
 * <p>{@code -Darmstrong.rollouts=200} for the long run; 6 rounds by default, each moment once.
 */
@Tag("proof")
class U7KilledRolloutTest {
    private static final int ROUNDS = Integer.getInteger("armstrong.rollouts", 6);
    private static final int INSTANCES = 3;
    private static final String CALLED = "ledgers-1";

    /** @param uncommitted whether the process dies before the version is logged for sure; else nobody knows */
    private record Moment(String effect, int time, boolean later, boolean uncommitted) {}

    private static final List<Moment> MOMENTS = List.of(
            new Moment("prepare", 1, true, true),
            new Moment("shift", 1, false, true),
            new Moment("shift", 2, true, true),
            new Moment("gate", 3, false, true),
            new Moment("promote", 1, false, true),
            new Moment("promote", 1, true, false));

    @TempDir
    Path folder;

    private final Random random = new Random(Long.getLong("armstrong.seed", 7));
    private final Client client = new Client(CALLED);

    @Test
    @Timeout(value = 2, unit = TimeUnit.HOURS)
    void wheneverItIsKilledAllAreOnOneVersion() throws Exception {
        Path home = folder.resolve("home");
        Ledgers jars = Ledgers.dynamic("ledgers", Files.createDirectories(home.resolve("deposit")), folder);
        Moment before = new Moment("none", 0, false, true);
        for (int number = 0; number <= ROUNDS; number++) {
            Moment moment = MOMENTS.get(number % MOMENTS.size());
            try (KilledJvm jvm = new KilledJvm(home, folder.resolve("err.txt"))) {
                jvm.watch();
                look(jvm, jars, before);
                if (number < ROUNDS) kill(jvm, jars, moment);
            } catch (AssertionError | IOException e) {
                throw new AssertionError(
                        "round " + number + ": " + moment + " after " + before + "\n"
                                + Files.readString(folder.resolve("err.txt")),
                        e);
            }
            before = moment;
        }
        System.out.println("U7: " + ROUNDS
                + " kills in mid-rollout; after each boot one version for all and no acknowledged call lost");
    }

    /** What the process before left; then back to version 1, and some calls more. */
    private void look(KilledJvm jvm, Ledgers jars, Moment before) throws Exception {
        List<String> versions = IntStream.rangeClosed(1, INSTANCES)
                .mapToObj(number -> started(jvm, number))
                .toList();
        assertThat(versions).as("never a mix").containsOnly(versions.get(0));
        boolean old = versions.get(0).equals("1.0.0");
        if (before.uncommitted()) assertThat(old).isTrue();
        String told = jvm.ask("sup:rollout status ledgers");
        if (before.time() > 0 && !before.effect().equals("prepare")) {
            assertThat(told).contains(old ? "aborted" : "promoted");
            // who was killed late after COMMIT may have been through with it
            if (old) assertThat(told).contains("the runtime ended in mid-rollout before COMMIT");
            else assertThat(told).doesNotContain("before COMMIT");
        }
        long count = Long.parseLong(jvm.ask("sup:call " + CALLED + " get"));
        assertThat(count).isBetween(client.acknowledged(), client.asked());
        client.found(count);
        if (!old) back(jvm, jars);
        client.call(jvm);
        assertThat(client.acknowledged()).isEqualTo(count + 1);
    }

    private static String started(KilledJvm jvm, int number) {
        try {
            jvm.ask("sup:add ledgers ledgers-" + number);
            Map<String, Object> status = JSON.std.mapFrom(jvm.ask("sup:status ledgers-" + number + " --json"));
            assertThat(status.get("status")).isEqualTo("up");
            return String.valueOf(status.get("version"));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A rollout to the version that is kept. */
    private void back(KilledJvm jvm, Ledgers jars) throws Exception {
        assertThat(jvm.ask("sup:rollout ledgers " + jars.one() + " --gate 0 --allow-downgrade --watch --json"))
                .contains("\"outcome\":\"promoted\"");
    }

    private void kill(KilledJvm jvm, Ledgers jars, Moment moment) throws Exception {
        assertThat(jvm.ask("sup:rollout ledgers " + jars.one()))
                .as("loads the rollout, touches nothing")
                .contains("refused");
        long microsLater = moment.later() ? 1 + random.nextInt(30_000) : 0;
        assertThat(jvm.killRolloutAt(
                        "sup:rollout ledgers " + jars.two() + " --gate 50",
                        moment.effect(),
                        moment.time(),
                        microsLater,
                        client))
                .as(moment + " of " + jvm.began)
                .isTrue();
        client.end();
    }
}
