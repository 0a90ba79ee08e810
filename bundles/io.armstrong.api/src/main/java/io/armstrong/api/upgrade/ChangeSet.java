package io.armstrong.api.upgrade;

import java.nio.file.Path;
import java.util.List;

/**
 * Several bundles that get their new versions together: all of them, or none (feature U6).
 *
 * @param parts in the order given; who needs a service of another comes after it, whatever the order; 1 to {@link #MAX}
 */
public record ChangeSet(List<Part> parts) {
    /** As many as can be held at once for a short time. */
    public static final int MAX = 50;

    public ChangeSet {
        parts = List.copyOf(parts);
        if (parts.isEmpty() || parts.size() > MAX)
            throw new IllegalArgumentException("a change set has " + parts.size() + " parts: must be 1 to " + MAX);
    }

    /** One of them. @param child in the bundle @param jar its new version */
    public record Part(String child, Path jar) {}
}
