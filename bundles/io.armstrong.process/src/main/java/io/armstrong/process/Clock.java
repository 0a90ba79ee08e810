package io.armstrong.process;

/**
 * Monotonic time (design D13). The only class of this bundle that reads the machine's clock.
 *
 * <p>Only differences mean anything; the zero point is arbitrary and values may be negative.
 */
@FunctionalInterface
public interface Clock {
    /** Nanoseconds since some fixed moment; never goes back. */
    long nanos();

    /** The machine's own. */
    static Clock monotonic() {
        return System::nanoTime;
    }
}
