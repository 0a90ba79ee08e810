package io.armstrong.api;

import java.time.Duration;
import java.util.Locale;

/**
 * What becomes of calls to a child that is between two incarnations: crashed and coming back, held by an upgrade, or
 * waiting for a service (feature R6).
 *
 * <p>Its text form, the attribute {@code parking}, is {@code park}, {@code park bound=1000 limit=5000}, {@code fail} or {@code
 * fallback answer=TEXT}; the answer is everything after the equals sign. What is left out is the default.
 *
 * @param mode default park
 * @param bound calls that may be parked at a time, 0 or more; default 1,000; one more fails with {@code restarting}
 * @param limit how long a call may be parked, positive; default 5 s; then it fails with {@code restarting} and is never
 *     handled
 * @param fallback what a caller is answered in mode fallback: a whole number, {@code true}, {@code false}, or a text
 * @throws IllegalArgumentException naming the component, its value and the rule it breaks
 */
public record ParkSpec(Mode mode, int bound, Duration limit, String fallback) {
    public static final int DEFAULT_BOUND = 1000;
    public static final Duration DEFAULT_LIMIT = Duration.ofSeconds(5);
    public static final ParkSpec DEFAULT = new ParkSpec(Mode.PARK, DEFAULT_BOUND, DEFAULT_LIMIT, "");

    /** What a caller sees. */
    public enum Mode {
        /** The call waits for the next incarnation. */
        PARK,
        /** It fails at once with {@code restarting}. */
        FAIL,
        /** It is answered at once with the fallback. */
        FALLBACK
    }

    public ParkSpec {
        if (bound < 0) throw new IllegalArgumentException("bound of parked calls is " + bound + ": must be 0 or more");
        if (limit.isNegative() || limit.isZero())
            throw new IllegalArgumentException("limit of parked calls is " + limit + ": must be positive");
    }

    /** Reads {@link #text()} back. @throws IllegalArgumentException naming what cannot be read, and the rule */
    public static ParkSpec parse(String text) {
        String[] parts = text.strip().split("\\s+", 2);
        Mode mode = mode(parts[0]);
        String rest = parts.length == 1 ? "" : parts[1];
        if (mode == Mode.FALLBACK)
            return new ParkSpec(mode, DEFAULT_BOUND, DEFAULT_LIMIT, after(rest, "answer=", "fallback answer=TEXT"));
        ParkSpec made = new ParkSpec(mode, DEFAULT_BOUND, DEFAULT_LIMIT, "");
        for (String word : rest.isEmpty() ? new String[0] : rest.split("\\s+")) made = made.with(word);
        return made;
    }

    private ParkSpec with(String word) {
        if (word.startsWith("bound=")) return new ParkSpec(mode, (int) number(word), limit, fallback);
        if (word.startsWith("limit=")) return new ParkSpec(mode, bound, Duration.ofMillis(number(word)), fallback);
        throw new IllegalArgumentException("'" + word + "' of parking: must be bound=N or limit=MILLISECONDS");
    }

    private static Mode mode(String word) {
        for (Mode mode : Mode.values()) if (mode.name().equalsIgnoreCase(word)) return mode;
        throw new IllegalArgumentException("parking is '" + word + "': must be park, fail or fallback");
    }

    private static long number(String word) {
        String digits = word.substring(word.indexOf('=') + 1);
        if (digits.matches("\\d{1,9}")) return Long.parseLong(digits);
        throw new IllegalArgumentException("'" + word + "' of parking: must be a whole number");
    }

    private static String after(String text, String name, String rule) {
        if (text.startsWith(name)) return text.substring(name.length());
        throw new IllegalArgumentException("'" + text + "' of parking: must be written " + rule);
    }

    /** What a caller is answered in mode fallback. */
    public Object answer() {
        if (fallback.matches("-?\\d{1,18}")) return Long.valueOf(fallback);
        return fallback.equals("true") || fallback.equals("false") ? (Object) Boolean.valueOf(fallback) : fallback;
    }

    /** As the attribute {@code parking} writes it. */
    public String text() {
        String word = mode.name().toLowerCase(Locale.ROOT);
        return switch (mode) {
            case PARK -> word + " bound=" + bound + " limit=" + limit.toMillis();
            case FAIL -> word;
            case FALLBACK -> word + " answer=" + fallback;
        };
    }
}
