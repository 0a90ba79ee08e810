package io.armstrong.api.breaker;

import java.time.Duration;
import java.util.List;

/**
 * When a circuit breaker opens, and how it closes again (seed: circuit_breaker_config).
 *
 * <p>Its text form, the attribute {@code breaker} of a child, is {@code none} or words like {@code failures=5
 * recovery=30000 trials=3}; times are milliseconds, and what is left out stays as it was.
 *
 * @param failures so many open it; 0: it never opens by itself, and a child has no breaker; at most 1,000
 * @param recovery how long it stays open before it lets a trial through; positive
 * @param trials calls that are let through half-open, in all; when so many succeeded it closes; 1 or more
 * @param window zero, the default: failures count that come in a row; else those that lie within this time, whatever succeeds
 *     between them
 * @param permit a trial that is not answered in this time is a failure, so that half-open cannot stick; default 30 s
 * @param slowAfter a call that takes longer is slow; zero, the default: no call is
 * @param slowPercent so many of the last {@code slowSample} calls slow open it; 1 to 100, default 50
 * @param slowSample calls looked back at; 1 to 64, default 20; it does not open for slowness before there were so many
 * @param ignored names of exception classes that are neither failures nor successes; subclasses are ignored too
 * @throws IllegalArgumentException naming the component, its value and the rule it breaks
 */
public record BreakerSpec(
        int failures,
        Duration recovery,
        int trials,
        Duration window,
        Duration permit,
        Duration slowAfter,
        int slowPercent,
        int slowSample,
        List<String> ignored) {
    public static final Duration DEFAULT_PERMIT = Duration.ofSeconds(30);
    public static final int DEFAULT_SLOW_PERCENT = 50;
    public static final int DEFAULT_SLOW_SAMPLE = 20;
    public static final int MOST_FAILURES = 1000;
    public static final int MOST_SLOW_SAMPLE = 64;
    /** There is no breaker. */
    public static final BreakerSpec NONE = of(0, Duration.ofSeconds(30), 1);

    public BreakerSpec {
        ignored = List.copyOf(ignored);
        within("failures", failures, 0, MOST_FAILURES);
        within("trials", trials, 1, MOST_FAILURES);
        within("slowPercent", slowPercent, 1, 100);
        within("slowSample", slowSample, 1, MOST_SLOW_SAMPLE);
        positive("recovery", recovery);
        positive("permit", permit);
        if (window.isNegative()) throw wrong("window", window, "must be zero or more");
        if (slowAfter.isNegative()) throw wrong("slowAfter", slowAfter, "must be zero or more");
    }

    /** With the seed's three numbers and every default: {@code of(5, Duration.ofSeconds(30), 3)}. */
    public static BreakerSpec of(int failures, Duration recovery, int trials) {
        return new BreakerSpec(
                failures,
                recovery,
                trials,
                Duration.ZERO,
                DEFAULT_PERMIT,
                Duration.ZERO,
                DEFAULT_SLOW_PERCENT,
                DEFAULT_SLOW_SAMPLE,
                List.of());
    }

    /** Whether it can open by itself at all. */
    public boolean present() {
        return failures > 0;
    }

    /** Whether calls are timed. */
    public boolean timesCalls() {
        return !slowAfter.isZero();
    }

    /**
     * This spec with the changes that those words name, as {@link #text()} writes them, apart by blanks or commas.
     *
     * @throws IllegalArgumentException naming the word and the rule
     */
    public BreakerSpec with(String words) {
        return BreakerText.read(this, words);
    }

    /** As the attribute {@code breaker} writes it; {@code NONE.with(text())} is equal to this. */
    public String text() {
        return BreakerText.write(this);
    }

    private static void within(String name, int value, int least, int most) {
        if (value < least || value > most) throw wrong(name, value, "must be " + least + " to " + most);
    }

    private static void positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) throw wrong(name, value, "must be positive");
    }

    private static IllegalArgumentException wrong(String name, Object value, String rule) {
        return new IllegalArgumentException(name + " of a breaker is " + value + ": " + rule);
    }
}
