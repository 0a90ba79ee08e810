package io.armstrong.process;

import org.jspecify.annotations.Nullable;

/**
 * Messages that crashed incarnations of a child. One equal to a message that crashed as many as it takes is poison: it is not
 * handled again (design D8), until new code comes or somebody stops the child. A message that was handled after all is cleared.
 *
 * <p>Made with the first crash; the oldest of more than {@link #MOST} is forgotten. Of the turn. Every message of a child that
 * crashed is looked up here, so its class and hash are compared first.
 */
final class Suspects {
    static final int MOST = 16;

    /** Oldest first from {@code oldest} on, going round. */
    private final @Nullable Suspect[] known = new @Nullable Suspect[MOST];
    /** The class of all of them; null when they are of several. */
    private @Nullable Class<?> type;

    private int oldest;
    private int size;

    private static final class Suspect {
        private final Object message;
        private final int hash;
        private int crashes;
        private boolean told;

        Suspect(Object message, int hash) {
            this.message = message;
            this.hash = hash;
        }
    }

    /** That message was being handled when an incarnation crashed. */
    void crashed(Object message) {
        Suspect suspect = find(message);
        if (suspect == null) suspect = note(message);
        suspect.crashes++;
    }

    private Suspect note(Object message) {
        if (size == MOST) forget(oldest);
        Suspect suspect = new Suspect(message, hash(message));
        type = size == 0 || type == message.getClass() ? message.getClass() : null;
        known[place(size++)] = suspect;
        return suspect;
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
        for (int i = 0; i < size; i++) {
            Suspect suspect = known[place(i)];
            if (suspect != null && suspect == find(message)) {
                forget(place(i));
                return;
            }
        }
    }

    private int place(int index) {
        return (oldest + index) % MOST;
    }

    /** Takes out what stands there; older ones move up. */
    private void forget(int place) {
        int at = place;
        while (at != oldest) {
            int before = (at + MOST - 1) % MOST;
            known[at] = known[before];
            at = before;
        }
        known[oldest] = null;
        oldest = (oldest + 1) % MOST;
        size--;
    }

    private @Nullable Suspect find(Object message) {
        if (type != null && type != message.getClass()) return null;
        int hash = hash(message);
        for (Suspect suspect : known)
            if (suspect != null && suspect.hash == hash && equal(suspect.message, message)) return suspect;
        return null;
    }

    /** A record of somebody else may have methods that throw: then it is equal to nothing but itself. */
    private static int hash(Object message) {
        try {
            return message.hashCode();
        } catch (RuntimeException | StackOverflowError strange) {
            return 0;
        }
    }

    private static boolean equal(Object one, Object other) {
        try {
            return one == other || one.getClass() == other.getClass() && one.equals(other);
        } catch (RuntimeException | StackOverflowError strange) {
            return false;
        }
    }
}
