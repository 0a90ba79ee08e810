package io.armstrong.gogo.view;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * What text is written for.
 *
 * @param terminal whether a person looks at it now
 * @param colour whether colours may be used; never the only sign of anything
 * @param ascii whether lines of the tree are drawn in ASCII
 * @param width columns; lines longer than a terminal's are cut, others never
 * @param now wall clock
 * @param zone in which times are shown
 */
public record Screen(boolean terminal, boolean colour, boolean ascii, int width, Instant now, ZoneId zone) {
    /** The width where nothing is known, and the one that normal output fits. */
    public static final int WIDTH = 80;

    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    /** No terminal: no colour, ASCII, nothing cut. */
    public static Screen plain(Instant now, ZoneId zone) {
        return new Screen(false, false, true, WIDTH, now, zone);
    }

    /** The same screen drawing in ASCII. */
    public Screen withAscii() {
        return new Screen(terminal, colour, true, width, now, zone);
    }

    /** The line with trailing space removed, cut to the width of a terminal; colour comes after. */
    public String fit(String line) {
        String whole = line.stripTrailing();
        return terminal && whole.length() > width ? whole.substring(0, width - 2) + ".." : whole;
    }

    /** {@code 2026-11-22 23:47:10}, local. */
    public String dayAndTime(Instant at) {
        return DAY_AND_TIME.format(at.atZone(zone));
    }

    /** {@code 23:47:10}, local. */
    public String time(Instant at) {
        return TIME.format(at.atZone(zone));
    }

    /** {@code 4m05s ago}; a time that is still to come counts as now. */
    public String ago(Instant at) {
        return Span.text(Math.max(0, Duration.between(at, now).toMillis())) + " ago";
    }
}
