package io.armstrong.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.store.Fault.Kind;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Fault rows 29, 30, 41, 42 and invariants I17, I18, I24, on the simulated disk: no forced record is lost, no open is refused. */
class DiskFaultsTest {
    /** A seed that fails is printed; to repeat it alone: {@code -Dtest=DiskFaultsTest -Darmstrong.seed=N}. */
    private static final String SEED = "armstrong.seed";

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyOperationMayFail(Kind kind) {
        int operations = run(1, Fault.NONE, 700);
        assertThat(operations).isGreaterThan(150);
        for (int at = 0; at < operations; at++) {
            run(at, new Fault(kind, at, 1), 700);
        }
    }

    @Test
    void everyOperationMayBeTheFirstOfSeveralThatFail() {
        int operations = run(1, Fault.NONE, 700);
        for (int at = 0; at < operations; at++) {
            run(at, new Fault(at % 2 == 0 ? Kind.EIO : Kind.ENOSPC, at, 2 + at % 7), 700);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"EIO", "KILL"})
    void powerMayGoShortlyAfterAnyOperationFailed(Kind kind) {
        int operations = run(1, Fault.NONE, 700);
        for (int at = 0; at < operations; at++) {
            for (int later = 0; later < 12; later++) {
                run(at * 12 + later, new Fault(kind, at, 1, later), 700);
            }
        }
    }

    @Test
    @Timeout(value = 9, unit = TimeUnit.MINUTES)
    void randomFaultsInRandomScripts() {
        Long only = Long.getLong(SEED);
        long seeds = Boolean.getBoolean("armstrong.proof") ? 20_000 : 1_000;
        for (long seed = only == null ? 0 : only; seed < (only == null ? seeds : only + 1); seed++) {
            Random random = new Random(seed);
            Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
            int times = kind == Kind.EIO || kind == Kind.ENOSPC ? 1 + random.nextInt(10) : 1;
            Fault fault = new Fault(kind, random.nextInt(400), times, random.nextInt(60) - 10);
            StoreScript script = new StoreScript(random, fault, 200 + random.nextInt(2000));
            named("seed " + seed + ", " + fault, () -> script.random(30 + random.nextInt(30)));
        }
    }

    private static int run(long seed, Fault fault, long segmentSize) {
        StoreScript script = new StoreScript(new Random(seed), fault, segmentSize);
        return named("seed " + seed + ", " + fault, script::fixed);
    }

    private static int named(String name, Supplier<Integer> run) {
        try {
            return run.get();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(name + ": " + e.getMessage(), e);
        }
    }
}
