package io.armstrong.core;

import io.armstrong.api.Intensity;

/**
 * The restarts of one supervisor within its period (OTP S50 to S52), exact and in constant time per restart.
 *
 * <p>A ring of monotonic times, newest last. It never holds more than max + 1: with that many inside the period the
 * supervisor ends. Ends of the window are included: {@code t >= now - period}.
 */
final class RestartWindow {
    private static final int FIRST_SIZE = 4;
    private static final long[] NONE = {};

    private Intensity intensity;
    private long period;
    /** A power of two long, or empty before the first restart. */
    private long[] times = NONE;

    private int oldest;
    private int size;

    RestartWindow(Intensity intensity) {
        this.intensity = intensity;
        this.period = intensity.period().toNanos();
    }

    /** Counts a restart now. @return whether it may be done */
    boolean add(long now) {
        forget(now);
        if (size == times.length) grow();
        times[oldest + size & times.length - 1] = now;
        size++;
        return size <= intensity.max();
    }

    /** Restarts within the period that ends now. */
    int used(long now) {
        forget(now);
        return size;
    }

    /** Other limits, same history (OTP S51): what the old period had forgotten by its last restart stays forgotten. */
    void change(Intensity other) {
        if (size > 0) forget(times[(oldest + size - 1) % times.length]);
        intensity = other;
        period = other.period().toNanos();
    }

    Intensity intensity() {
        return intensity;
    }

    private void forget(long now) {
        while (size > 0 && now - times[oldest] > period) {
            oldest = oldest + 1 & times.length - 1;
            size--;
        }
    }

    private void grow() {
        long[] larger = new long[Math.max(FIRST_SIZE, times.length * 2)];
        for (int i = 0; i < size; i++) larger[i] = times[(oldest + i) % times.length];
        times = larger;
        oldest = 0;
    }
}
