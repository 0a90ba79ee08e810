package io.armstrong.core.rollout;

import java.time.Duration;

/**
 * What a rollout walks.
 *
 * @param gate how long what was moved must stay well before more is moved; zero: no gate
 */
public record RolloutPlan(RolloutSteps steps, Duration gate, AnalysisSpec analysis) {
    /** How long a moved instance is watched where nothing else is said. */
    public static final Duration GATE = Duration.ofSeconds(5);

    public RolloutPlan {
        if (gate.isNegative())
            throw new IllegalArgumentException("gate " + gate.toMillis() + ": must be 0 or more, ms");
    }
}
