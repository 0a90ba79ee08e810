package io.armstrong.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.store.Fault.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Fault rows 41 and 42, feature U12: each operation that a whole course of upgrades asks of the disk is struck in each way, and
 * what is found afterwards is right. Prints the disk-fault report.
 */
@Tag("proof")
class DiskFaultReportTest {
    private static final long SEGMENT = 700;
    /** Throws of the dice where chance decides what an unforced write leaves: there, lost, torn, out of order. */
    private static final int DICE = 6;

    private final Map<Kind, Integer> runs = new EnumMap<>(Kind.class);
    private final List<String> bad = new ArrayList<>();
    private long faults;
    private long recoveries;

    @Test
    void row42NothingCommittedIsLostAndNoBootRefused() {
        int operations = script(0, Fault.NONE).upgrades();
        for (Kind kind : Kind.values()) {
            int dice = kind == Kind.ENOSPC || kind == Kind.SHORT ? 1 : DICE;
            for (int at = 0; at < operations; at++) {
                for (int seed = 0; seed < dice; seed++) {
                    run(seed, new Fault(kind, at, 1));
                    if (kind == Kind.EIO || kind == Kind.KILL) {
                        run(seed, new Fault(kind, at, 1, seed));
                    }
                }
            }
        }
        System.out.println("disk faults: " + operations + " operations, " + faults + " faults in "
                + runs.values().stream().mapToInt(Integer::intValue).sum() + " runs " + runs + ", " + recoveries
                + " recoveries, bad " + bad.size());
        assertThat(bad).isEmpty();
        assertThat(faults).isGreaterThan(operations * 10L);
    }

    private static StoreScript script(long seed, Fault fault) {
        return new StoreScript(new Random(seed), fault, SEGMENT);
    }

    private void run(long seed, Fault fault) {
        StoreScript script = script(seed, fault);
        try {
            script.upgrades();
        } catch (AssertionError | RuntimeException e) {
            bad.add("seed " + seed + ", " + fault + ": " + e.getMessage());
        }
        runs.merge(fault.kind(), 1, Integer::sum);
        faults += script.struck();
        recoveries += script.recoveries();
    }
}
