package io.armstrong.api.breaker;

import java.util.Locale;

/** What a breaker is at this moment. */
public enum BreakerState {
    /** Calls pass and failures are counted. */
    CLOSED,
    /** Calls are turned away until the recovery time is over. */
    OPEN,
    /** A few calls pass on trial. */
    HALF_OPEN,
    /** Calls are turned away until somebody says otherwise. */
    FORCED_OPEN,
    /** Calls pass and nothing is counted until somebody says otherwise. */
    DISABLED;

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The word used in commands and JSON: {@code half-open}. */
    public String text() {
        return text;
    }
}
