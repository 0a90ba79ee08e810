package io.armstrong.api.health;

import java.util.Locale;

/** Whether somebody is where his supervisor's policy wants him. */
public enum Compliance {
    /** As wanted, and a restart is left in the window of the supervisor. */
    WITHIN,
    /** As wanted, but the window is full: the next restart is one too many. */
    AT_LIMIT,
    /** Not as wanted: isolated, kept down by its breaker, hung, failed, or down though it should run. */
    BROKEN;

    /** The word used in commands and JSON: {@code at-limit}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The worse of the two. */
    public Compliance worse(Compliance other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
