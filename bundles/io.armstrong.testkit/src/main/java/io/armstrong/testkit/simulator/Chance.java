package io.armstrong.testkit.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/** The one source of chance of a simulation. */
final class Chance {
    private final Random random;

    Chance(Random random) {
        this.random = random;
    }

    /** True so many times in a hundred. */
    boolean percent(int percent) {
        return random.nextInt(100) < percent;
    }

    /** From 0 to below the bound. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T oneOf(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Up to that long; not at all half of the times. */
    Duration upTo(long millis) {
        return random.nextBoolean() ? Duration.ZERO : Duration.ofMillis(random.nextLong(millis + 1));
    }
}
