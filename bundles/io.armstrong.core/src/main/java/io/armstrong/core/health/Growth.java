package io.armstrong.core.health;

import java.util.ArrayDeque;

/**
 * How much a number grew within a window that moves with time (fault row 50): above the least it was there, so that what comes and
 * goes is no growth. Not thread-safe.
 */
public final class Growth {
    private record Sample(long at, long value) {}

    private final long window;
    /** Only those that may still be the least: later ones are greater. */
    private final ArrayDeque<Sample> least = new ArrayDeque<>();

    /** @param window in nanoseconds */
    public Growth(long window) {
        this.window = window;
    }

    /** Takes one sample in. @param now monotonic nanoseconds @return how much more that is than the least of the window */
    public long of(long value, long now) {
        while (!least.isEmpty() && now - least.peekFirst().at() > window) least.removeFirst();
        while (!least.isEmpty() && least.peekLast().value() >= value) least.removeLast();
        least.addLast(new Sample(now, value));
        return value - least.peekFirst().value();
    }
}
