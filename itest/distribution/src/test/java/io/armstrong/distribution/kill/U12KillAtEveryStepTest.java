package io.armstrong.distribution.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.distribution.kill.Lane.Round;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Feature U12, fault row 41: kill -9 of a real process when a step begins and while it is under way, each step of the twin, of the
 * direct way and of the undo, while a client outside it calls on and on. After the boot the ledger is (old, old) or (new, new), the
 * side of COMMIT decides which, and its count is not behind the last call that was acknowledged to the client, nor ahead of what it
 * asked for.
 *
 * <p>{@code -Darmstrong.rounds=2000} for the long run, each step at least 20 times; 150 rounds by default, each at least twice. Two homes
 * are worked on side by side ({@code -Darmstrong.lanes}).
 */
@Tag("proof")
class U12KillAtEveryStepTest {
    private static final int ROUNDS = Integer.getInteger("armstrong.rounds", 150);
    private static final int LANES = Integer.getInteger("armstrong.lanes", 2);
    private static final long SEED = Long.getLong("armstrong.seed", 12);

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

    private final Map<String, Integer> kills = new ConcurrentSkipListMap<>();

    /** Each step when it begins, then each while it is under way; then all of them again and again, in an order that chance picks. */
    private static Queue<Round> rounds() {
        List<Round> all = new ArrayList<>(everyStep());
        List<Round> again = new ArrayList<>(all);
        Random random = new Random(SEED);
        while (all.size() < ROUNDS) {
            Collections.shuffle(again, random);
            all.addAll(again);
        }
        return new ConcurrentLinkedQueue<>(all.subList(0, ROUNDS));
    }

    private static List<Round> everyStep() {
        List<Round> once = new ArrayList<>();
        for (boolean between : List.of(true, false)) {
            TWIN.forEach(step -> once.add(new Round("twin", step, between)));
            DIRECT.forEach(step -> once.add(new Round("direct", step, between)));
            UNDO.forEach(step -> once.add(new Round("undo", step, between)));
        }
        return once;
    }

    @Test
    @Timeout(value = 4, unit = TimeUnit.HOURS)
    void row41WhateverStepIsKilledTheNextBootIsWhole() throws Exception {
        Queue<Round> rounds = rounds();
        long began = System.nanoTime();
        ExecutorService lanes = Executors.newFixedThreadPool(LANES);
        try {
            List<Callable<Boolean>> work = new ArrayList<>();
            for (int i = 0; i < LANES; i++) {
                Lane lane = new Lane(Files.createDirectories(folder.resolve("lane" + i)), SEED + i);
                work.add(() -> walk(lane, rounds));
            }
            for (Future<Boolean> done : lanes.invokeAll(work))
                assertThat(done.get()).isTrue();
        } finally {
            lanes.shutdownNow();
        }
        assertThat(kills.values())
                .allMatch(times -> times >= ROUNDS / everyStep().size() * 2);
        System.out.println("U12: " + ROUNDS + " kills in " + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began)
                + " s, " + kills.size()
                + " steps; after each boot all old or all new, no acknowledged call lost; by step " + kills);
    }

    private boolean walk(Lane lane, Queue<Round> rounds) throws Exception {
        for (Round round = rounds.poll(); round != null; round = rounds.poll()) {
            try {
                lane.run(round);
            } catch (AssertionError | Exception e) {
                rounds.clear(); // the other lanes need not go on
                throw e;
            }
            kills.merge(round.name(), 1, Integer::sum);
        }
        lane.end();
        return true;
    }
}
