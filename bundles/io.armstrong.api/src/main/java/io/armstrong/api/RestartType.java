package io.armstrong.api;

import java.util.Locale;

/** When a child that ended by itself is started again (OTP S30). Default: {@link #PERMANENT}. */
public enum RestartType {
    /** Always. */
    PERMANENT,
    /** Only after an abnormal exit; after a normal one its spec stays, stopped. */
    TRANSIENT,
    /** Never; its spec is gone when it ends. */
    TEMPORARY;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The word used in configuration, commands and JSON: {@code permanent}. */
    public String text() {
        return text;
    }
}
