package io.armstrong.api;

import java.time.Duration;
import java.util.Locale;

/**
 * The four tiers of the tree and what holds in them unless a child or supervisor says otherwise (seed; design D3).
 *
 * <p>The order of the constants is the start order of the tiers under the root.
 */
public enum Tier {
    /** The small core that must never fail: one fails, all restart; 3 restarts in 60 s. */
    ERROR_KERNEL(Strategy.ONE_FOR_ALL, 3, RestartType.PERMANENT),
    /** Services with ordered dependencies: later ones restart with an earlier one; 5 in 60 s. */
    CRITICAL(Strategy.REST_FOR_ONE, 5, RestartType.PERMANENT),
    /** Independent workers; 10 in 60 s. */
    NORMAL(Strategy.ONE_FOR_ONE, 10, RestartType.PERMANENT),
    /** Optional services, transient; 5 in 60 s. */
    PERIPHERAL(Strategy.ONE_FOR_ONE, 5, RestartType.TRANSIENT);

    private final Strategy strategy;
    private final int maxRestarts;
    private final RestartType restart;

    Tier(Strategy strategy, int maxRestarts, RestartType restart) {
        this.strategy = strategy;
        this.maxRestarts = maxRestarts;
        this.restart = restart;
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

    /** The word used in configuration, commands and JSON, and the id of the tier's supervisor: {@code error-kernel}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
