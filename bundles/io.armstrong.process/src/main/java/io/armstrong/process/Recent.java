package io.armstrong.process;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last messages of an incarnation. Of its turn; written to no more when it has ended. */
final class Recent {
    private final @Nullable Object[] ring = new Object[Scene.MESSAGES];
    /** How many there were. */
    private int count;

    void add(Object message) {
        ring[count++ & Scene.MESSAGES - 1] = message;
    }

    /** Those that are known, oldest first. */
    List<Object> messages() {
        List<Object> known = new ArrayList<>(Scene.MESSAGES);
        for (int i = Math.max(0, count - Scene.MESSAGES); i < count; i++) {
            Object message = ring[i & Scene.MESSAGES - 1];
            if (message != null) known.add(message);
        }
        return known;
    }
}
