package io.armstrong.api.breaker;

import java.time.Duration;

/**
 * A breaker at one moment.
 *
 * @param name its name: of a child, its id
 * @param child whether it stands in front of a child
 * @param state now
 * @param spec its limits
 * @param failures counted now: in a row, or in the window
 * @param slow slow calls among those looked back at
 * @param trials calls on trial that are not answered
 * @param succeeded trials that succeeded since it is half-open
 * @param retryAfter how long until a call may pass; zero when one may now, or nobody knows
 * @param transitions it made since it is there
 * @param rejected calls it turned away since it is there
 * @param why of the last transition, one sentence; empty before the first
 */
public record BreakerReport(
        String name,
        boolean child,
        BreakerState state,
        BreakerSpec spec,
        int failures,
        int slow,
        int trials,
        int succeeded,
        Duration retryAfter,
        long transitions,
        long rejected,
        String why) {
    /** Of a breaker that nothing ever happened to. */
    public static BreakerReport untouched(String name, boolean child, BreakerSpec spec) {
        return new BreakerReport(name, child, BreakerState.CLOSED, spec, 0, 0, 0, 0, Duration.ZERO, 0, 0, "");
    }
}
