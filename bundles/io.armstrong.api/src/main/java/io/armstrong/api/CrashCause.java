package io.armstrong.api;

import java.util.Locale;

/** What made a child crash (feature R1). */
public enum CrashCause {
    /** The child, or somebody on its behalf, said so: {@code Step.stop(reason)}, {@code sup:crash}. */
    EXPLICIT,
    /** A message handler threw. */
    HANDLER,
    /** {@code init} or the bundle's activator threw, or the bundle could not be started or resolved. */
    START,
    /** A Declarative Services component of the child could not be activated. */
    ACTIVATION,
    /** A start, stop or handler overran its deadline. */
    DEADLINE,
    /** Something was thrown and not caught on a thread the child owns. */
    THREAD,
    /** A promised heartbeat did not come. */
    HEARTBEAT,
    /** A health check of the child was critical. */
    HEALTH,
    /** The memory guard tripped. */
    MEMORY,
    /** The bundle was stopped or uninstalled behind the supervisor's back. */
    VANISHED;

    /** The word used in events and JSON: {@code handler}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
