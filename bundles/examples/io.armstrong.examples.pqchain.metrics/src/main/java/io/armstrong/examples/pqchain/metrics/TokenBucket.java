package io.armstrong.examples.pqchain.metrics;

import java.time.Duration;
import java.util.Optional;

/**
 * A limit of so many a second, with a second's worth of burst.
 *
 * @param perSecond how many; 0: no limit
 * @param tokens left, at most {@code perSecond}
 * @param at uptime at which they were counted, in milliseconds
 */
record TokenBucket(long perSecond, double tokens, long at) {
    static TokenBucket full(long perSecond, Duration now) {
        return new TokenBucket(perSecond, perSecond, now.toMillis());
    }

    /** The bucket with one token less; empty when there is none to take. */
    Optional<TokenBucket> take(Duration now) {
        if (perSecond == 0) return Optional.of(this);
        double there = Math.min(perSecond, tokens + perSecond * (now.toMillis() - at) / 1000.0);
        return there < 1 ? Optional.empty() : Optional.of(new TokenBucket(perSecond, there - 1, now.toMillis()));
    }
}
