package io.armstrong.api;

import java.util.Locale;

/** What a child or supervisor is at this moment, as commands and reports show it. */
public enum ChildStatus {
    /** Its start was ordered and is not done. */
    STARTING,
    /** Running: messages are handled. */
    UP,
    /** Told to stop and not yet stopped. */
    STOPPING,
    /** Not running and not wanted: stopped by hand, finished, or its start was ignored. */
    DOWN,
    /** It crashed and its next start is due. */
    RESTARTING,
    /** Held while its code is exchanged. */
    UPGRADING,
    /** Stopped and kept so until {@code sup:restore}. */
    ISOLATED,
    /** Kept down by its circuit breaker until the next trial. */
    OPEN,
    /** A service it requires is missing. */
    WAITING,
    /** A lifecycle call or handler overran every deadline; fenced and left alone. */
    HUNG,
    /** It cannot be started as it is, and nobody will try again by itself. */
    FAILED;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The word used in commands and JSON: {@code up}. */
    public String text() {
        return text;
    }
}
