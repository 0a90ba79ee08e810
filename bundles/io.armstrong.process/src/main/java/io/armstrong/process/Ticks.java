package io.armstrong.process;

import java.util.ArrayDeque;

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

    /** Guarded by itself, as what follows: one that lasted too long, oldest first. */
    private final ArrayDeque<Late> late = new ArrayDeque<>();

    /** Guarded by {@code late}: of those that are not remembered any more, the newest, and the worst of them. */
    private Late forgotten = new Late(0, 0);

    private record Late(int tick, long excess) {}

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
                late.add(new Late(tick, excess));
                if (late.size() > KEPT) forget(late.remove());
            }
        }
        settled = tick;
    }

    private void forget(Late oldest) {
        forgotten = new Late(oldest.tick, Math.max(forgotten.excess, oldest.excess));
    }

    /**
     * How much longer than {@link Timers#LEEWAY} a tick lasted, in nanoseconds; not less than that for one of long ago. Negative while it is
     * not over.
     */
    long excess(int tick) {
        if (settled - tick < 0) return -1;
        synchronized (late) {
            if (forgotten.excess > 0 && tick - forgotten.tick <= 0) return forgotten.excess;
            for (Late one : late) if (one.tick == tick) return one.excess;
        }
        return 0;
    }
}
