package io.armstrong.process;

import java.time.Duration;

/** Durations as the timers take them. */
final class Nanos {
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private Nanos() {}

    /** Nanoseconds; what does not fit, 292 years and more, is as long as fits. */
    static long of(Duration duration) {
        return duration.compareTo(LONGEST) >= 0 ? Long.MAX_VALUE : duration.toNanos();
    }
}
