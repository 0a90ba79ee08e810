package io.armstrong.api;

import java.util.Locale;

/** Whether a child does work or supervises others (OTP S3: matters for the default of shutdown and for counts). */
public enum ChildType {
    WORKER,
    SUPERVISOR;

    /** The word used in configuration, commands and JSON: {@code worker}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
