package io.armstrong.distribution.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Feature U6: kill -9 of a real process while three ledgers cross as one change set, before and after their common COMMIT and that of
 * the way back. After the boot all three are old or all three are new, each with a state that fits, and no count is behind the
 * last call that was acknowledged.
 *
 * <p>{@code -Darmstrong.set.rounds=500} for the long run; 26 rounds by default, each step twice.
 */
@Tag("proof")
class U6KilledSetTest {
    private static final int ROUNDS = Integer.getInteger("armstrong.set.rounds", 26);
    private static final List<String> IDS = List.of("ledger-a", "ledger-b", "ledger-c");
    private static final List<String> FORWARD =
            List.of("install-twin", "begin", "hold", "relieve", "release", "update", "hand-back", "done");
    private static final List<String> BACK =
            List.of("undo hold", "undo begin", "undo attach", "undo release", "undo done");

    @TempDir
    Path folder;

    private final Random random = new Random(Long.getLong("armstrong.seed", 6));
    private final Map<String, Ledgers> jars = new HashMap<>();
    private final Map<String, Long> acknowledged = new HashMap<>();
    private List<Boolean> mayBeNew = List.of(false);

    @Test
    @Timeout(value = 4, unit = TimeUnit.HOURS)
    void wheneverItIsKilledTheSetIsWhole() throws Exception {
        Path home = folder.resolve("home");
        Path deposit = Files.createDirectories(home.resolve("deposit"));
        for (String id : IDS) jars.put(id, Ledgers.in(id, deposit, Files.createDirectories(folder.resolve(id))));
        List<String> steps = new ArrayList<>(FORWARD);
        steps.addAll(BACK);
        for (int number = 0; number < ROUNDS; number++) {
            String step = steps.get(number % steps.size());
            boolean atOnce = number / steps.size() % 2 == 0;
            try (KilledJvm jvm = new KilledJvm(home, folder.resolve("err.txt"))) {
                jvm.watch();
                look(jvm);
                kill(jvm, step, atOnce ? 0 : 1 + random.nextInt(5_000));
            } catch (AssertionError | IOException e) {
                throw new AssertionError(
                        "round " + number + " at " + step + "\n" + Files.readString(folder.resolve("err.txt")), e);
            }
        }
        try (KilledJvm jvm = new KilledJvm(home, folder.resolve("err.txt"))) {
            jvm.watch();
            look(jvm);
        }
        System.out.println("U6: " + ROUNDS
                + " kills of a change set of three; after each boot all old or all new, no acknowledged call lost");
    }

    /** What the process before left: one whole set; then back to version 1 and some calls more. */
    private void look(KilledJvm jvm) throws Exception {
        List<Boolean> newer = new ArrayList<>();
        for (String id : IDS) {
            Map<String, Object> status = JSON.std.mapFrom(jvm.ask("sup:status " + id + " --json"));
            Map<String, Object> state = JSON.std.mapFrom(jvm.ask("sup:state " + id + " --json"));
            boolean isNew = !"1.0.0".equals(status.get("version"));
            newer.add(isNew);
            assertThat(status.get("status")).as("%s", status).isEqualTo("up");
            assertThat(state.get("schema")).isEqualTo(isNew ? 2 : 1);
            Map<?, ?> data = (Map<?, ?>) state.get("state");
            assertThat(data).hasSize(isNew ? 2 : 1);
            assertThat(((Number) data.get("count")).longValue())
                    .isGreaterThanOrEqualTo(acknowledged.getOrDefault(id, 0L));
        }
        assertThat(newer).as("never a mix").containsOnly(newer.get(0));
        assertThat(mayBeNew).contains(newer.get(0));
        for (String id : IDS) {
            if (newer.get(0))
                assertThat(jvm.ask("sup:rollback " + id + " 1.0.0 --accept-loss --json"))
                        .contains("\"committed\"");
            acknowledged.put(
                    id, Long.parseLong(jvm.ask("sup:call " + id + " add").replaceAll("\\D", "")));
        }
    }

    private void kill(KilledJvm jvm, String step, long microsLater) throws Exception {
        boolean breaks = step.startsWith("undo ");
        StringBuilder order = new StringBuilder("sup:upgrade");
        for (String id : IDS) {
            Ledgers of = jars.get(id);
            order.append(' ').append(id).append(' ').append(breaks && id.equals(IDS.get(1)) ? of.bad() : of.two());
        }
        assertThat(jvm.ask(
                        "sup:upgrade " + IDS.get(0) + " " + jars.get(IDS.get(0)).one()))
                .as("loads the walk, touches nothing")
                .contains("refused");
        assertThat(jvm.killAt(order.toString(), step, microsLater))
                .as("step " + step + " of " + jvm.began)
                .isTrue();
        mayBeNew = microsLater > 0 ? List.of(true, false) : List.of(isNew(jvm.began));
    }

    /** Nobody is released before the one record is forced, there and back. */
    private static boolean isNew(List<String> began) {
        return began.contains("release") && !began.contains("undo release");
    }
}
