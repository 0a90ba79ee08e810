package io.armstrong.api;

import java.util.Locale;

/** What other bundles see of the ordinary services of a child (design D16). */
public enum Face {
    /** A proxy of each interface, present from the child's first start to its removal. The default. */
    STABLE,
    /** The raw services, which come and go with each restart. */
    NONE;

    /** The word used in configuration, commands and JSON: {@code stable}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
