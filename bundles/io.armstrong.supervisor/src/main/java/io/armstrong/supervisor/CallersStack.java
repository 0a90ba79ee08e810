package io.armstrong.supervisor;

/**
 * Whether there is room on a caller's stack for a supervisor's turn, which must not overflow it: whoever starts the next child when he
 * has the report of the last, which is there at once, piles up on it what he does.
 */
final class CallersStack {
    /** Frames; one takes some hundred bytes, and the turn some dozens of them. */
    private static final int DEEPEST = 500;
    /** Each so many times it is looked at, which takes microseconds. Meanwhile a caller piles up a few hundred frames more. */
    private static final int LOOK = 32;

    // Arrays of the JDK's own, so that no class of ours stays with a foreign thread: times until the next look, and
    // what the last said.
    private final ThreadLocal<int[]> looked = ThreadLocal.withInitial(() -> new int[2]);

    /** Whether a turn may run on it. */
    boolean shallow() {
        int[] here = looked.get();
        if (here[0]-- == 0) {
            here[0] = LOOK;
            here[1] = deep() ? 1 : 0;
        }
        return here[1] == 0;
    }

    private static boolean deep() {
        return StackWalker.getInstance()
                .walk(frames -> frames.skip(DEEPEST).findAny().isPresent());
    }
}
