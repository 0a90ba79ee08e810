package io.armstrong.api;

import io.armstrong.api.breaker.BreakerSpec;
import java.time.Duration;
import java.util.Locale;

/**
 * The four tiers of the tree and what holds in them unless a child or supervisor says otherwise (seed; design D3).
 *
 * <p>The order of the constants is the start order of the tiers under the root.
 */
public enum Tier {
    /** The small core that must never fail: one fails, all restart; 3 restarts in 60 s. */
    ERROR_KERNEL(Strategy.ONE_FOR_ALL, 3, RestartType.PERMANENT, BreakerSpec.NONE),
    /** Services with ordered dependencies: later ones restart with an earlier one; 5 in 60 s. */
    CRITICAL(Strategy.REST_FOR_ONE, 5, RestartType.PERMANENT, BreakerSpec.of(5, Duration.ofSeconds(30), 3)),
    /** Independent workers; 10 in 60 s. */
    NORMAL(Strategy.ONE_FOR_ONE, 10, RestartType.PERMANENT, BreakerSpec.of(10, Duration.ofSeconds(60), 2)),
    /** Optional services, transient; 5 in 60 s. */
    PERIPHERAL(Strategy.ONE_FOR_ONE, 5, RestartType.TRANSIENT, BreakerSpec.NONE);

    private final Strategy strategy;
    private final int maxRestarts;
    private final RestartType restart;
    private final BreakerSpec breaker;

    Tier(Strategy strategy, int maxRestarts, RestartType restart, BreakerSpec breaker) {
        this.strategy = strategy;
        this.maxRestarts = maxRestarts;
        this.restart = restart;
        this.breaker = breaker;
    }

    /** The strategy of the tier's supervisor. */
    public Strategy strategy() {
        return strategy;
    }

    /** The intensity of the tier's supervisor, within a period of 60 s. */
    public Intensity intensity() {
        return new Intensity(maxRestarts, Duration.ofSeconds(60));
    }

    /** The restart type of a child of this tier that names none. */
    public RestartType restart() {
        return restart;
    }

    /** The breaker of calls to a child of this tier that names none: 5 failures, 30 s, 3 trials for critical; 10, 60 s, 2 for normal. */
    public BreakerSpec breaker() {
        return breaker;
    }

    /** The word used in configuration, commands and JSON, and the id of the tier's supervisor: {@code error-kernel}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
