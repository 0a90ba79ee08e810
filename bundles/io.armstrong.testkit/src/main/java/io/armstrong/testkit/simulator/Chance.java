package io.armstrong.testkit.simulator;

import java.time.Duration;
import java.util.List;

/**
 * The source of chance of a simulation. What happens to one thing is drawn from a chance of its own name, so that leaving one
 * thing out changes the luck of no other.
 */
final class Chance {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private final long origin;
    private long state;

    Chance(long seed) {
        origin = mix(seed);
        state = origin;
    }

    /** The chance of that name: the same whenever it is asked for. */
    Chance of(String name, long number) {
        return new Chance(origin ^ name.hashCode() * GAMMA ^ mix(number));
    }

    /** SplitMix64. */
    private static long mix(long seed) {
        long z = seed + GAMMA;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** True so many times in a hundred. */
    boolean percent(int percent) {
        return below(100) < percent;
    }

    /** From 0 to below the bound. */
    int below(int bound) {
        state += GAMMA;
        return (int) ((mix(state) >>> 33) % bound);
    }

    <T> T oneOf(List<T> list) {
        return list.get(below(list.size()));
    }

    /** Up to that long; not at all half of the times. */
    Duration upTo(int millis) {
        return below(2) == 0 ? Duration.ZERO : Duration.ofMillis(below(millis + 1));
    }
}
