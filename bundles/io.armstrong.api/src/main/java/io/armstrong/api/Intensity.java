package io.armstrong.api;

import java.time.Duration;

/**
 * At most {@code max} restarts within any window of {@code period} (OTP S50 to S54).
 *
 * <p>{@code max} is 0 or more (0: the first restart due is already one too many); {@code period} is positive. OTP's
 * default is 1 in 5 s. The window slides on monotonic time, its ends included.
 *
 * @throws IllegalArgumentException naming the value and the rule it breaks
 */
public record Intensity(int max, Duration period) {
    /** OTP's default: one restart in five seconds. */
    public static final Intensity OTP_DEFAULT = new Intensity(1, Duration.ofSeconds(5));

    public Intensity {
        if (max < 0) throw new IllegalArgumentException("intensity max " + max + ": must be 0 or more");
        if (period.isNegative() || period.isZero())
            throw new IllegalArgumentException("intensity period " + period + ": must be positive");
    }

    /** As people read it: {@code 3/60s}. */
    @Override
    public String toString() {
        return max + "/" + (period.toMillis() % 1000 == 0 ? period.toSeconds() + "s" : period.toMillis() + "ms");
    }
}
