package io.armstrong.process;

/**
 * The ticks of the timers, numbered: what time it is to within two of them, for who would have to look at the clock so often that it is
 * dear. Counted by the timers' thread alone; looked at from any thread.
 *
 * <p>That thread may come late, and the machine may stand still: how much longer than two a tick lasted is known afterwards.
 */
final class Ticks {
    /** No tick: nobody counts. */
    static final int NONE = 0;
    /** Late ones that are remembered one by one. */
    private static final int KEPT = 64;

    private final Clock clock;
    private volatile int now = NONE;
    /** The newest that is over and known. */
    private volatile int settled;
    // of the timers' thread
    private int newest;
    private long since;

    /** Those that lasted too long, the worst of all; made beforehand: a machine that is out of memory stands still, too. Guarded by itself. */
    private final int[] late = new int[KEPT];

    /** By how much, in their places; 0: a free one. Guarded by {@code late}, as what follows. */
    private final long[] excesses = new long[KEPT];
    /** The newest that is not among them though it lasted too long, and the most by which one of those did. */
    private int forgotten;

    private long forgottenExcess;

    Ticks(Clock clock) {
        this.clock = clock;
    }

    /** The present one. */
    int now() {
        return now;
    }

    /** The next one begins. Of the timers' thread. */
    void next() {
        newest = newest == -1 ? 1 : newest + 1;
        begin(newest);
    }

    /** Nobody counts for a while. Of the timers' thread. */
    void none() {
        begin(NONE);
    }

    /** The clock is looked at on both sides: whoever saw the one before did so earlier than the second look. */
    private void begin(int next) {
        int before = now;
        long began = clock.nanos();
        now = next;
        if (before != NONE) settle(before, clock.nanos() - since);
        since = began;
    }

    private void settle(int tick, long lasted) {
        long excess = lasted - Timers.LEEWAY;
        if (excess > 0) {
            synchronized (late) {
                remember(tick, excess);
            }
        }
        settled = tick;
    }

    /** In place of the least; the lesser of the two is forgotten. */
    private void remember(int tick, long excess) {
        int least = 0;
        for (int i = 1; i < KEPT; i++) if (excesses[i] < excesses[least]) least = i;
        if (excess <= excesses[least]) {
            forget(tick, excess);
            return;
        }
        if (excesses[least] > 0) forget(late[least], excesses[least]);
        late[least] = tick;
        excesses[least] = excess;
    }

    private void forget(int tick, long excess) {
        if (forgottenExcess == 0 || tick - forgotten > 0) forgotten = tick;
        forgottenExcess = Math.max(forgottenExcess, excess);
    }

    /**
     * How much longer than {@link Timers#LEEWAY} a tick lasted, in nanoseconds; may be more than that for one before the newest that was
     * forgotten. Negative while it is not over.
     */
    long excess(int tick) {
        if (settled - tick < 0) return -1;
        synchronized (late) {
            for (int i = 0; i < KEPT; i++) if (late[i] == tick && excesses[i] > 0) return excesses[i];
            return forgottenExcess > 0 && tick - forgotten <= 0 ? forgottenExcess : 0;
        }
    }
}
