package io.armstrong.core.rollout;

import io.armstrong.core.rollout.RolloutStep.Analysis;
import io.armstrong.core.rollout.RolloutStep.Pause;
import io.armstrong.core.rollout.RolloutStep.Promote;
import io.armstrong.core.rollout.RolloutStep.Weight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The steps of a rollout in order: {@code weight 10, pause 60 s, weight 50, analysis, promote}. Weights only grow: the way back is
 * an abort. The last step is {@code promote}, and there is no other.
 */
public record RolloutSteps(List<RolloutStep> steps) {
    /** How many steps there may be. */
    public static final int MOST = 50;

    /** Instances one by one, a gate after each. */
    public static final RolloutSteps ROLLING = new RolloutSteps(List.of(new Weight(100), new Promote()));
    /** Calls of a service: a tenth, then half of them, each with a verdict. */
    public static final RolloutSteps CANARY =
            new RolloutSteps(List.of(new Weight(10), new Analysis(), new Weight(50), new Analysis(), new Promote()));

    private static final Pattern STEP = Pattern.compile("([a-z]+)(?:\\s+(\\d{1,9})\\s*([a-z%]*))?");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms",
            Duration.ofMillis(1),
            "s",
            Duration.ofSeconds(1),
            "",
            Duration.ofSeconds(1),
            "m",
            Duration.ofMinutes(1),
            "min",
            Duration.ofMinutes(1),
            "h",
            Duration.ofHours(1));

    public RolloutSteps {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || steps.size() > MOST)
            throw new IllegalArgumentException(steps.size() + " steps: must be 1 to " + MOST);
        int last = 0;
        for (int at = 0; at < steps.size(); at++) {
            if (steps.get(at) instanceof Promote != (at == steps.size() - 1))
                throw new IllegalArgumentException("promote: must be the last step, and only there");
            if (!(steps.get(at) instanceof Weight weight)) continue;
            if (weight.percent() <= last)
                throw new IllegalArgumentException(
                        weight.text() + " after weight " + last + ": weights must grow; the way back is an abort");
            last = weight.percent();
        }
    }

    /** Reads them as a person writes them, separated by commas. @throws IllegalArgumentException naming the step and the rule */
    public static RolloutSteps parse(String text) {
        List<RolloutStep> steps = new ArrayList<>();
        for (String step : text.strip().toLowerCase(Locale.ROOT).split("\\s*,\\s*", -1)) steps.add(step(step));
        return new RolloutSteps(steps);
    }

    private static RolloutStep step(String text) {
        Matcher found = STEP.matcher(text);
        if (!found.matches()) throw unknown(text);
        String number = found.group(2);
        String unit = number == null ? "" : found.group(3);
        switch (found.group(1)) {
            case "weight" -> {
                if (number == null || !(unit.isEmpty() || unit.equals("%"))) throw unknown(text);
                return new Weight(Integer.parseInt(number));
            }
            case "pause" -> {
                Duration each = UNITS.get(unit);
                if (each == null) throw unknown(text);
                return new Pause(number == null ? Duration.ZERO : each.multipliedBy(Long.parseLong(number)));
            }
            case "analysis" -> {
                if (number == null) return new Analysis();
            }
            case "promote" -> {
                if (number == null) return new Promote();
            }
            default -> throw unknown(text);
        }
        throw unknown(text);
    }

    private static IllegalArgumentException unknown(String text) {
        return new IllegalArgumentException("step '" + text
                + "': must be weight PERCENT, pause, pause TIME (60 s, 500 ms, 5 m), analysis or promote");
    }

    /** As a person writes them. */
    public String text() {
        return steps.stream().map(RolloutStep::text).collect(Collectors.joining(", "));
    }
}
