package io.armstrong.examples.flaky;

import java.time.Duration;
import java.util.Locale;

/**
 * Something that will go wrong at one of the next starts or stops of this bundle.
 *
 * <p>A number in a system property: it has to outlive what it makes fail, and after a restart of depth CLASSES even the
 * statics of this bundle are new.
 */
enum Fuse {
    /** {@code init} throws that often. */
    INIT,
    /** Activating the component throws that often. */
    ACTIVATE,
    /** The bundle activator's {@code start} throws that often. */
    ACTIVATOR,
    /** The next {@code init} takes so many seconds. */
    SLOW_START,
    /** The next {@code terminate} hangs so many seconds unless interrupted. */
    STOP_HANG,
    /** The next {@code terminate} takes so many seconds, interrupted or not. */
    STOP_SPIN,
    /** The bundle activator's next {@code stop} hangs so many seconds unless interrupted. */
    ACTIVATOR_STOP_HANG;

    private final String property =
            "armstrong.flaky." + name().toLowerCase(Locale.ROOT).replace('_', '-');

    void light(long number) {
        System.setProperty(property, String.valueOf(number));
    }

    /** Throws if it is lit, and burns down by one. */
    void spark() {
        long left = Long.getLong(property, 0);
        if (left <= 0) return;
        light(left - 1);
        throw new IllegalStateException(
                "asked to fail in " + name().toLowerCase(Locale.ROOT) + ", " + (left - 1) + " more to come");
    }

    /** The time it was lit with, and puts it out. */
    Duration burnDown() {
        long seconds = Long.getLong(property, 0);
        light(0);
        return Duration.ofSeconds(seconds);
    }
}
