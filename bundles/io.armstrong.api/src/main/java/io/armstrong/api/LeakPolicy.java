package io.armstrong.api;

import java.util.Locale;

/** What is done when old class loaders of a child stay in memory, beside the event and the alarm that each of them is (feature H6). */
public enum LeakPolicy {
    /** Nothing more. */
    WARN,
    /** From the ceiling on its upgrades are refused, until {@code --force}. The default. */
    REFUSE,
    /** At the ceiling it is isolated; upgrades are refused too. */
    ISOLATE;

    /** The word used in configuration, commands and JSON: {@code refuse}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
