package io.armstrong.api;

import java.util.Locale;

/** What an escalation policy can answer to a crash (seed; design D2 to D5). */
public enum EscalationAction {
    /** Start it again, and with it whomever its supervisor's strategy says. */
    RESTART,
    /** Keep it down and fail its calls fast; after the recovery time it is started on trial, alone. */
    CIRCUIT_BREAK,
    /** Keep it down until {@code sup:restore}. Under one_for_all this becomes {@link #ESCALATE}. */
    ISOLATE,
    /** Its supervisor stops its children and exits with {@code shutdown}; the parent decides about that. */
    ESCALATE;

    /** The word used in configuration, commands and JSON: {@code circuit_break}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
