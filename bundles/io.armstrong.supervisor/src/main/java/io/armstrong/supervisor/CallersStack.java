package io.armstrong.supervisor;

/**
 * Whether a supervisor's turn may run on a caller's stack, which it must not overflow: whoever starts the next child when he has the
 * report of the last, which is there at once, piles up on it what he does.
 *
 * <p>So of each {@link #ROW} starts one is told elsewhere, and whoever waits for its report has returned from here; unless that is there
 * before he asks for it, as on a busy machine. So now and then it is looked at how deep the stack is: that takes some 50 us.
 */
final class CallersStack {
    /** Starts. */
    private static final int ROW = 8;
    /** Starts from one look to the next; after a deep one it is a row. */
    private static final int LOOK = 64 * ROW;
    /** Frames; one takes some hundred bytes, and the turn some dozens of them. */
    private static final int DEEPEST = 500;

    // Arrays of the JDK's own, so that no class of ours stays with a foreign thread: starts until the next look, and
    // whether it was deep.
    private final ThreadLocal<int[]> looked = ThreadLocal.withInitial(() -> new int[2]);

    /** Whether the next one may. */
    boolean takes() {
        int[] here = looked.get();
        if (here[0] == 0) {
            here[1] = deep() ? 1 : 0;
            here[0] = here[1] == 1 ? ROW : LOOK;
        }
        here[0]--;
        return here[1] == 0;
    }

    /** Whether the one it took last is the one of its row to be told elsewhere. */
    boolean endsRow() {
        return looked.get()[0] % ROW == 0;
    }

    private static boolean deep() {
        return StackWalker.getInstance()
                .walk(frames -> frames.skip(DEEPEST).findAny().isPresent());
    }
}
