package io.armstrong.process;

/** Threads that are not the pool's and have a turn on them: lent by a caller, or made for one turn. One turn at a time. */
final class Lent {
    private static final int BUSY = 0;
    private static final int LENT = 1;

    /** An array, so that no class of ours stays with a foreign thread. */
    private static final ThreadLocal<boolean[]> HERE = ThreadLocal.withInitial(() -> new boolean[2]);

    private Lent() {}

    /** Runs that turn on the caller's thread, unless one runs there already. */
    static boolean run(Turn turn) {
        boolean[] here = HERE.get();
        if (here[BUSY]) return false;
        here[BUSY] = true;
        here[LENT] = true;
        try {
            turn.runBriefly();
        } finally {
            here[BUSY] = false;
            here[LENT] = false;
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
