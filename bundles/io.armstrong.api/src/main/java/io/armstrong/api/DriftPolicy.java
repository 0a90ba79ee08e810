package io.armstrong.api;

import java.util.Locale;

/** What is done when somebody else exchanged the code of a child's bundle (design D10; feature S10). It is always told, and an alarm. */
public enum DriftPolicy {
    /** It is what runs, and what boots from now on. The default. */
    ADOPT,
    /** The version that the store has is put back. */
    REVERT,
    /** It runs on, and the store keeps what it has: the next boot brings that back. A person decides before. */
    ALARM;

    /** The word used in configuration, commands and JSON: {@code adopt}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
