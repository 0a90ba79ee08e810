package io.armstrong.process;

import java.util.ArrayDeque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Messages that crashed incarnations of a child. One equal to a message that crashed as many as it takes is poison: it is not
 * handled again (design D8), until new code comes or somebody stops the child. A message that was handled after all is cleared.
 *
 * <p>Made with the first crash; the oldest of more than {@link #MOST} is forgotten. Of the turn.
 */
final class Suspects {
    static final int MOST = 16;

    private final ArrayDeque<Suspect> known = new ArrayDeque<>();

    private static final class Suspect {
        private final Object message;
        private int crashes;
        private boolean told;

        Suspect(Object message) {
            this.message = message;
        }
    }

    /** That message was being handled when an incarnation crashed. */
    void crashed(Object message) {
        Suspect suspect = find(message);
        if (suspect == null) {
            if (known.size() == MOST) known.remove();
            suspect = new Suspect(message);
            known.add(suspect);
        }
        suspect.crashes++;
    }

    /** How many incarnations a message equal to that one has crashed. */
    int crashes(Object message) {
        Suspect suspect = find(message);
        return suspect == null ? 0 : suspect.crashes;
    }

    /** Whether this is the first time that poison is turned away. */
    boolean firstTime(Object message) {
        Suspect suspect = find(message);
        if (suspect == null || suspect.told) return false;
        suspect.told = true;
        return true;
    }

    /** It was handled after all. */
    void handled(Object message) {
        Suspect suspect = find(message);
        if (suspect != null) known.remove(suspect);
    }

    private @Nullable Suspect find(Object message) {
        for (Iterator<Suspect> all = known.iterator(); all.hasNext(); ) {
            Suspect suspect = all.next();
            if (equal(suspect.message, message)) return suspect;
        }
        return null;
    }

    /** A record of somebody else may have an {@code equals} that throws: then the two are not the same. */
    private static boolean equal(Object one, Object other) {
        try {
            return one == other || one.getClass() == other.getClass() && one.equals(other);
        } catch (RuntimeException | StackOverflowError strange) {
            return false;
        }
    }
}
