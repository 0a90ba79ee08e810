package io.armstrong.gogo.view;

import java.util.Locale;

/** Spans of time as people read them, two units at most. */
final class Span {
    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Span() {}

    /** {@code 12s}, {@code 4m05s}, {@code 3h12m}, {@code 2d03h}. */
    static String text(long millis) {
        if (millis < MINUTE) return millis / SECOND + "s";
        if (millis < HOUR) return two(millis, MINUTE, "m", SECOND, "s");
        if (millis < DAY) return two(millis, HOUR, "h", MINUTE, "m");
        return two(millis, DAY, "d", HOUR, "h");
    }

    private static String two(long millis, long big, String bigName, long small, String smallName) {
        return String.format(Locale.ROOT, "%d%s%02d%s", millis / big, bigName, millis % big / small, smallName);
    }

    /** {@code 840 us}, {@code 3.1 ms}, {@code 1.2 s}. */
    static String fine(double millis) {
        if (millis < 1) return Math.round(millis * 1000) + " us";
        if (millis < SECOND) return String.format(Locale.ROOT, "%.1f ms", millis);
        return String.format(Locale.ROOT, "%.1f s", millis / SECOND);
    }
}
