package io.armstrong.api.breaker;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A {@link BreakerSpec} in words. */
final class BreakerText {
    private static final String NONE = "none";

    private BreakerText() {}

    static BreakerSpec read(BreakerSpec from, String words) {
        BreakerSpec made = from;
        for (String word : words.strip().split("[\\s,]+")) made = word.isEmpty() ? made : change(made, word);
        return made;
    }

    private static BreakerSpec change(BreakerSpec s, String word) {
        if (word.equals(NONE)) return BreakerSpec.NONE;
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        String value = word.substring(equals + 1);
        return switch (name) {
            case "failures" -> numbers(s, number(word, value), s.trials(), s.slowPercent(), s.slowSample());
            case "trials" -> numbers(s, s.failures(), number(word, value), s.slowPercent(), s.slowSample());
            case "slowPercent" -> numbers(s, s.failures(), s.trials(), number(word, value), s.slowSample());
            case "slowSample" -> numbers(s, s.failures(), s.trials(), s.slowPercent(), number(word, value));
            case "recovery" -> times(s, millis(word, value), s.window(), s.permit(), s.slowAfter());
            case "window" -> times(s, s.recovery(), millis(word, value), s.permit(), s.slowAfter());
            case "permit" -> times(s, s.recovery(), s.window(), millis(word, value), s.slowAfter());
            case "slowAfter" -> times(s, s.recovery(), s.window(), s.permit(), millis(word, value));
            case "ignored" -> ignoring(s, value.isEmpty() ? List.of() : List.of(value.split("\\|")));
            default ->
                throw new IllegalArgumentException("'" + word + "' of a breaker: must be none, or one of failures=,"
                        + " recovery=, trials=, window=, permit=, slowAfter=, slowPercent=, slowSample=, ignored=A|B");
        };
    }

    private static BreakerSpec numbers(BreakerSpec s, int failures, int trials, int slowPercent, int slowSample) {
        return new BreakerSpec(
                failures,
                s.recovery(),
                trials,
                s.window(),
                s.permit(),
                s.slowAfter(),
                slowPercent,
                slowSample,
                s.ignored());
    }

    private static BreakerSpec times(
            BreakerSpec s, Duration recovery, Duration window, Duration permit, Duration slowAfter) {
        return new BreakerSpec(
                s.failures(),
                recovery,
                s.trials(),
                window,
                permit,
                slowAfter,
                s.slowPercent(),
                s.slowSample(),
                s.ignored());
    }

    private static BreakerSpec ignoring(BreakerSpec s, List<String> ignored) {
        return new BreakerSpec(
                s.failures(),
                s.recovery(),
                s.trials(),
                s.window(),
                s.permit(),
                s.slowAfter(),
                s.slowPercent(),
                s.slowSample(),
                ignored);
    }

    private static Duration millis(String word, String value) {
        return Duration.ofMillis(number(word, value));
    }

    private static int number(String word, String value) {
        if (value.matches("\\d{1,9}")) return Integer.parseInt(value);
        throw new IllegalArgumentException("'" + word + "' of a breaker: must be a whole number");
    }

    static String write(BreakerSpec s) {
        if (s.equals(BreakerSpec.NONE)) return NONE;
        String ignored = s.ignored().isEmpty() ? "" : "ignored=" + String.join("|", s.ignored());
        return Stream.of(
                        "failures=" + s.failures(),
                        "recovery=" + s.recovery().toMillis(),
                        "trials=" + s.trials(),
                        time("window", s.window(), Duration.ZERO),
                        time("permit", s.permit(), BreakerSpec.DEFAULT_PERMIT),
                        time("slowAfter", s.slowAfter(), Duration.ZERO),
                        part("slowPercent", s.slowPercent(), BreakerSpec.DEFAULT_SLOW_PERCENT),
                        part("slowSample", s.slowSample(), BreakerSpec.DEFAULT_SLOW_SAMPLE),
                        ignored)
                .filter(word -> !word.isEmpty())
                .reduce((all, word) -> all + " " + word)
                .orElse(NONE);
    }

    private static String time(String name, Duration value, Duration usual) {
        return value.equals(usual) ? "" : name + "=" + value.toMillis();
    }

    private static String part(String name, int value, int usual) {
        return value == usual ? "" : name + "=" + value;
    }
}
