package io.armstrong.api;

import java.time.Duration;

/**
 * How the attempts to start a child again are spaced (features R3, R4): {@code first}, then each time {@code factor} times as
 * long, at most {@code max}; each delay off by up to {@code jitter} of itself, either way. Off by default.
 *
 * @param first delay of the first attempt; zero: no backoff
 * @param max the longest delay before jitter; not below {@code first}; default 60 s
 * @param factor 1 or more; default 2
 * @param jitter from 0 (exact) to 1; default 0.2
 * @param quiet up for at least this long, the next delay is {@code first} again; default 10 min
 * @throws IllegalArgumentException naming the value and the rule it breaks
 */
public record Backoff(Duration first, Duration max, double factor, double jitter, Duration quiet) {
    public static final Duration DEFAULT_MAX = Duration.ofSeconds(60);
    public static final double DEFAULT_FACTOR = 2;
    public static final double DEFAULT_JITTER = 0.2;
    public static final Duration DEFAULT_QUIET = Duration.ofMinutes(10);

    /** None: a restart follows at once, as in OTP. */
    public static final Backoff NONE = of(Duration.ZERO);

    public Backoff {
        if (first.isNegative()) throw new IllegalArgumentException("backoff " + first + ": must be 0 or more");
        if (max.compareTo(first) < 0)
            throw new IllegalArgumentException("backoff max " + max + ": must not be below the first delay, " + first);
        if (!(factor >= 1)) throw new IllegalArgumentException("backoff factor " + factor + ": must be 1 or more");
        if (!(jitter >= 0 && jitter <= 1))
            throw new IllegalArgumentException("backoff jitter " + jitter + ": must be from 0 to 1");
        if (quiet.isNegative()) throw new IllegalArgumentException("backoff quiet " + quiet + ": must be 0 or more");
    }

    /** With that first delay and every default. */
    public static Backoff of(Duration first) {
        Duration max = DEFAULT_MAX.compareTo(first) < 0 ? first : DEFAULT_MAX;
        return new Backoff(first, max, DEFAULT_FACTOR, DEFAULT_JITTER, DEFAULT_QUIET);
    }

    /** Whether there is any delay. */
    public boolean on() {
        return !first.isZero();
    }
}
