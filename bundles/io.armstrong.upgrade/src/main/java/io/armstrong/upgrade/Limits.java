package io.armstrong.upgrade;

import java.time.Duration;

/**
 * The bounds of an upgrade.
 *
 * @param hold from the order to hold until the children go on; default 10 s
 * @param step for each lifecycle call of the way back; default 10 s
 * @param migration for all migrations of one walk; default 5 s
 * @param state largest state in characters of text, 8 for each other value; default 64 Mi
 * @param probation how long a new version is watched; zero: it is not; default 10 min
 * @param crashes that take a version back in its probation; 0, the default: the tier's limit
 */
record Limits(Duration hold, Duration step, Duration migration, long state, Duration probation, int crashes) {
    static final Limits DEFAULT = new Limits(
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            64L << 20,
            Duration.ofMinutes(10),
            0);
}
