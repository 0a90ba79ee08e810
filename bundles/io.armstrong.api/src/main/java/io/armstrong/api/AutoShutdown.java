package io.armstrong.api;

import java.util.Locale;

/** Whether a supervisor ends itself when its significant children have ended by themselves (OTP S80 to S83). */
public enum AutoShutdown {
    NEVER,
    ANY_SIGNIFICANT,
    ALL_SIGNIFICANT;

    /** The word used in configuration, commands and JSON: {@code any_significant}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
