package io.armstrong.api.breaker;

import java.time.Duration;

/**
 * One transition of one breaker.
 *
 * @param name the breaker's: of a child, its id
 * @param from the state before
 * @param to another state
 * @param why one sentence without a full stop
 * @param retryAfter when to: how long until a call may pass; zero when nobody knows or one may pass now
 */
public record BreakerChange(String name, BreakerState from, BreakerState to, String why, Duration retryAfter) {}
