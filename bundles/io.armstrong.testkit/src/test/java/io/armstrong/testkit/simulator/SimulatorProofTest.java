package io.armstrong.testkit.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** 200,000 schedules without a broken rule, and every wrong rule of the table found; prints what was done. */
@Tag("proof")
class SimulatorProofTest {
    private static final long SEEDS = Long.getLong("sim.seeds", 200_000);
    private static final long ALONE = 10_000;

    @Test
    @Timeout(value = 9, unit = TimeUnit.MINUTES)
    void findsNothingInTheProductAndEveryWrongRule() throws Exception {
        AtomicLong decisions = new AtomicLong();
        long began = System.nanoTime();
        List<Simulation.Result> broken = LongStream.range(0, SEEDS)
                .parallel()
                .mapToObj(Simulation::run)
                .peek(result -> decisions.addAndGet(result.decisions()))
                .filter(Simulation.Result::broken)
                .toList();
        double seconds = (System.nanoTime() - began) / 1e9;
        assertThat(broken).as(() -> Stories.of(broken)).isEmpty();
        double alone = schedulesPerSecondOfOneCore();
        List<String> survivors = survivors();
        int cores = Runtime.getRuntime().availableProcessors();
        System.out.printf(
                "simulator: %,d schedules, %,d decisions, %.0f seconds on %d cores, %,.0f schedules/s,"
                        + " %,.0f/s on one core alone, %d of %d mutations killed%n",
                SEEDS,
                decisions.get(),
                seconds,
                cores,
                SEEDS / seconds,
                alone,
                Mutations.ALL.size() - survivors.size(),
                Mutations.ALL.size());
        assertThat(survivors).isEmpty();
    }

    /** By one thread, while no other one has anything to do. */
    private static double schedulesPerSecondOfOneCore() {
        long seeds = Math.min(SEEDS, ALONE);
        long began = System.nanoTime();
        for (long seed = 0; seed < seeds; seed++) Simulation.run(seed);
        return seeds / ((System.nanoTime() - began) / 1e9);
    }

    private static List<String> survivors() throws ReflectiveOperationException {
        List<String> survivors = new ArrayList<>();
        for (Mutation mutation : Mutations.ALL)
            if (MutationsTest.verdict(mutation).isEmpty()) survivors.add(mutation.toString());
        return survivors;
    }
}
