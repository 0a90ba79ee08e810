package io.armstrong.api;

import java.util.Locale;

/** How much of a child is made anew by a restart (design section 5). */
public enum RestartDepth {
    /** A fresh {@code init} in the same bundle: microseconds. The default of dynamic children. */
    INSTANCE,
    /** A transient stop and start of the bundle. The default of a bundle child. */
    BUNDLE,
    /** A refresh of the bundle: a new class loader, so statics are fresh too. */
    CLASSES;

    /** The word used in configuration, commands and JSON: {@code instance}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
