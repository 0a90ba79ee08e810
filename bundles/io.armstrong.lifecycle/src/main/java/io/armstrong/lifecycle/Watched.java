package io.armstrong.lifecycle;

/** Something with a deadline that the {@link Watchdog} keeps. */
interface Watched {
    /** No deadline at all. */
    long NEVER = Long.MAX_VALUE;

    /**
     * Looks at the time and acts when the deadline has passed; returns at once.
     *
     * @param now nanoseconds of the watchdog's clock
     * @return the next deadline on that clock, or {@link #NEVER}
     */
    long look(long now);
}
