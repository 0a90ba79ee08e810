package io.armstrong.core.rollout;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the two sides are compared.
 *
 * @param interval from one look to the next; default 5 s
 * @param count looks that a step of analysis takes; default 3
 * @param calls that each side needs for a look to count; default 100
 * @param errorMargin by how much the new side's error rate may be higher, 0 to 1; default 0.01
 * @param latencyFactor how many times as long the new side may take, at the median and at 95 of 100 calls; default 1.5
 * @param latencyFloor a difference that never counts; default 5 ms
 * @param failures looks that may fail before the verdict is failure; default 0
 * @param errors looks in a row that may come to nothing because the sides cannot be read; default 3
 * @param initialDelay before the first look; default none
 * @param background whether it looks all the time too, from the first weight on; default true
 * @param observe only say what would have been done; default false
 */
public record AnalysisSpec(
        Duration interval,
        int count,
        long calls,
        double errorMargin,
        double latencyFactor,
        Duration latencyFloor,
        int failures,
        int errors,
        Duration initialDelay,
        boolean background,
        boolean observe) {
    public static final AnalysisSpec DEFAULT = new AnalysisSpec(
            Duration.ofSeconds(5), 3, 100, 0.01, 1.5, Duration.ofMillis(5), 0, 3, Duration.ZERO, true, false);

    public AnalysisSpec {
        rule(interval.toMillis() >= 1, "interval " + interval.toMillis(), "1 or more, ms");
        rule(count >= 1, "count " + count, "1 or more");
        rule(calls >= 1, "calls " + calls, "1 or more");
        rule(errorMargin >= 0 && errorMargin <= 1, "margin " + errorMargin, "0 to 1");
        rule(latencyFactor >= 1, "factor " + latencyFactor, "1 or more");
        rule(failures >= 0, "failures " + failures, "0 or more");
        rule(errors >= 0, "errors " + errors, "0 or more");
    }

    private static void rule(boolean holds, String found, String rule) {
        if (!holds) throw new IllegalArgumentException(found + ": must be " + rule);
    }

    /** What differs from these: {@code interval=500 count=2 calls=50 margin=0.02 factor=2 floor=1 failures=1 errors=3 delay=0 background=false}. */
    public AnalysisSpec with(String words) {
        AnalysisSpec spec = this;
        for (String word :
                words.strip().isEmpty() ? new String[0] : words.strip().split("[\\s,]+")) {
            int at = word.indexOf('=');
            if (at < 1) throw new IllegalArgumentException("analysis '" + word + "': must be NAME=VALUE");
            spec = spec.with(word.substring(0, at), word.substring(at + 1));
        }
        return spec;
    }

    private AnalysisSpec with(String name, String value) {
        Map<String, Object> all = fields();
        if (!all.containsKey(name))
            throw new IllegalArgumentException(
                    "analysis " + name + ": must be one of " + String.join(", ", all.keySet()));
        try {
            all.put(name, all.get(name) instanceof Boolean ? flag(value) : Double.valueOf(value));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("analysis " + name + "=" + value + ": must be a number", e);
        }
        return new AnalysisSpec(
                Duration.ofMillis(number(all, "interval")),
                (int) number(all, "count"),
                number(all, "calls"),
                real(all, "margin"),
                real(all, "factor"),
                Duration.ofMillis(number(all, "floor")),
                (int) number(all, "failures"),
                (int) number(all, "errors"),
                Duration.ofMillis(number(all, "delay")),
                Boolean.TRUE.equals(all.get("background")),
                Boolean.TRUE.equals(all.get("observe")));
    }

    private static Boolean flag(String value) {
        if (value.equals("true") || value.equals("false")) return Boolean.valueOf(value);
        throw new IllegalArgumentException("analysis '" + value + "': must be true or false");
    }

    private static long number(Map<String, Object> all, String name) {
        return (long) real(all, name);
    }

    private static double real(Map<String, Object> all, String name) {
        return all.get(name) instanceof Number number ? number.doubleValue() : 0;
    }

    private Map<String, Object> fields() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("interval", interval.toMillis());
        all.put("count", count);
        all.put("calls", calls);
        all.put("margin", errorMargin);
        all.put("factor", latencyFactor);
        all.put("floor", latencyFloor.toMillis());
        all.put("failures", failures);
        all.put("errors", errors);
        all.put("delay", initialDelay.toMillis());
        all.put("background", background);
        all.put("observe", observe);
        return all;
    }

    /** As {@link #with} reads it. */
    public String text() {
        StringBuilder text = new StringBuilder();
        fields().forEach((name, value) -> text.append(text.length() == 0 ? "" : " ")
                .append(name)
                .append('=')
                .append(value));
        return text.toString();
    }
}
