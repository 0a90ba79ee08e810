package io.armstrong.api.health;

import java.util.Locale;

/** How well something is, from good to bad. */
public enum HealthStatus {
    /** As it should be. */
    HEALTHY,
    /** It serves, or will again by itself, but something of it is not as it should be. */
    DEGRADED,
    /** A check of it did not answer: nobody knows. */
    UNKNOWN,
    /** It does not serve, and will not by itself. */
    DOWN;

    /** The word used in commands and JSON: {@code healthy}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The worse of the two. */
    public HealthStatus worse(HealthStatus other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
