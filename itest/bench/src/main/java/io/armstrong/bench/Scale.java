package io.armstrong.bench;

/**
 * How much work a bench does.
 *
 * @param divisor 1: as defined; more: that much less, to see that it runs
 */
record Scale(int divisor) {
    static final Scale FULL = new Scale(1);
    /** For tests: what it says means nothing. */
    static final Scale SMOKE = new Scale(1000);

    /** That many, or fewer, but at least one. */
    int of(int full) {
        return Math.max(1, full / divisor);
    }

    /** Repetitions: as many as defined, or one. */
    int times(int full) {
        return divisor == 1 ? full : 1;
    }
}
