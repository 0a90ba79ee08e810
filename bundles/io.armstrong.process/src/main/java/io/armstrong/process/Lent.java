package io.armstrong.process;

import org.jspecify.annotations.Nullable;

/**
 * Threads that are not the pool's and have a turn on them: lent by a caller, or made for one turn. One turn at a time. Where a caller
 * waits for what follows from it, the first turn may leave one more here, and have one run inside itself or that one; no others, so that
 * whoever lends his thread gets it back however much there is to do.
 */
final class Lent {
    private static final int BUSY = 0;
    private static final int LENT = 1;
    private static final int ROOM = 2;
    private static final int KEEPS = 3;
    private static final int WITHIN = 4;

    // Arrays of the JDK's own, so that no class of ours stays with a foreign thread.
    private static final ThreadLocal<boolean[]> HERE = ThreadLocal.withInitial(() -> new boolean[5]);
    /** The turn that is kept, where one is. */
    private static final ThreadLocal<@Nullable Object[]> KEPT = ThreadLocal.withInitial(() -> new Object[1]);

    private Lent() {}

    /** Runs that turn on the caller's thread, unless one runs there already. */
    static boolean run(Turn turn) {
        boolean[] here = HERE.get();
        if (here[BUSY]) return false;
        Thread thread = Thread.currentThread();
        String name = thread.getName();
        here[BUSY] = true;
        here[LENT] = true;
        try {
            turn.runBriefly();
        } finally {
            here[BUSY] = false;
            here[LENT] = false;
            if (!name.equals(thread.getName())) thread.setName(name); // one that was given up bears its child's
        }
        return true;
    }

    /**
     * The same, and right after it the turn that it leaves here.
     *
     * @param others where that one is run when it cannot be run here after all
     */
    static boolean runWithNext(Turn turn, Dispatcher others) {
        boolean[] here = HERE.get();
        if (here[BUSY]) return false;
        here[ROOM] = true;
        try {
            return run(() -> {
                turn.runBriefly();
                Turn next = here[KEEPS] ? takeKept() : null;
                if (next != null) next.runBriefly();
            });
        } finally {
            here[ROOM] = false;
            if (here[KEEPS]) give(here, others);
        }
    }

    private static void give(boolean[] here, Dispatcher others) {
        here[KEEPS] = false;
        Turn left = takeKept();
        if (left != null) others.execute(left);
    }

    private static @Nullable Turn takeKept() {
        @Nullable Object[] kept = KEPT.get();
        Turn turn = (Turn) kept[0];
        kept[0] = null;
        return turn;
    }

    /** Leaves that turn for when the one on this thread is over. @return false when it has no room for one, or no more */
    static boolean keep(Turn turn) {
        boolean[] here = HERE.get();
        if (!here[ROOM]) return false;
        here[ROOM] = false;
        here[KEEPS] = true;
        KEPT.get()[0] = turn;
        return true;
    }

    /**
     * Runs that turn inside the one on this thread, which was left here or has left one.
     *
     * @return false when the thread is none of those, or another runs inside already
     */
    static boolean runWithin(Turn turn) {
        boolean[] here = HERE.get();
        if (!here[KEEPS] || here[WITHIN]) return false;
        here[WITHIN] = true;
        try {
            turn.runBriefly();
        } finally {
            here[WITHIN] = false;
        }
        return true;
    }

    /** This thread runs nothing but one turn from here on. */
    static void occupied() {
        HERE.get()[BUSY] = true;
    }

    /** That turn is over. */
    static void free() {
        HERE.remove();
    }

    /** An interrupt was taken from this thread: a lent one gets it back, it is its owner's business. */
    static void interrupted() {
        if (HERE.get()[LENT]) Thread.currentThread().interrupt();
    }
}
