package io.armstrong.process;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** A thread of {@link PoolDispatcher}, and what the watch sees of it. */
final class PoolThread extends Thread {
    /** Turns kept beside the running one; a power of two. */
    private static final int PLACES = 2;
    /** Turns inside each other: a worker's, its supervisor's, that one's parent's. */
    private static final int DEEPEST = 4;
    /** Turns from the own places that may follow each other before the line has its chance. */
    private static final int RUN = 32;

    private static final VarHandle COUNT;
    private static final VarHandle RUNNING;

    static {
        try {
            COUNT = MethodHandles.lookup().findVarHandle(PoolThread.class, "count", int.class);
            RUNNING = MethodHandles.lookup().findVarHandle(PoolThread.class, "running", Turn.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final PoolDispatcher pool;
    private final AtomicReferenceArray<@Nullable Turn> places = new AtomicReferenceArray<>(PLACES);
    // Counters of this thread: turns it put into its places, and took out or found gone.
    private int kept;
    private int served;
    /** Odd while a turn runs; negative once its thread was lent to it for good. */
    private volatile int count;

    private volatile @Nullable Turn running;
    private final String ownName;
    private int inARow;
    private int within;

    // of the watch
    int seen;
    int ticks;

    PoolThread(PoolDispatcher pool, int number) {
        super("armstrong-" + number);
        this.pool = pool;
        this.ownName = getName();
        setDaemon(true);
    }

    @Override
    public void run() {
        try {
            pool.serve(this);
        } finally {
            pool.left(this);
        }
    }

    /** Keeps a turn that the running one handed over. Of this thread. @return false when there is no room */
    boolean keep(Turn turn) {
        if (kept - served == PLACES) return false;
        places.setRelease(kept++ & PLACES - 1, turn);
        return true;
    }

    /** What to run next from the own places, oldest first; after many in a row they line up with the rest. Of this thread. */
    @Nullable
    Turn nextTurn() {
        while (served != kept) {
            Turn mine = places.getAndSet(served++ & PLACES - 1, null);
            if (mine == null) continue; // the watch was here
            if (++inARow <= RUN) return mine;
            inARow = 0;
            pool.requeue(mine);
            return null;
        }
        inARow = 0;
        return null;
    }

    /** Lines up what is kept here with the rest, where any thread takes it. From any thread. */
    void share() {
        for (int i = 0; i < PLACES; i++) {
            Turn waits = places.getAndSet(i, null);
            if (waits != null) pool.requeue(waits);
        }
    }

    /** @return false when the thread was lent to the turn and has no seat any more */
    boolean runTurn(Turn turn) {
        RUNNING.setRelease(this, turn);
        COUNT.setRelease(this, (count + 1) & Integer.MAX_VALUE);
        pool.runGuarded(turn);
        RUNNING.setRelease(this, null);
        int now = count;
        if (now >= 0 && COUNT.compareAndSet(this, now, (now + 1) & Integer.MAX_VALUE)) return true;
        setName(ownName); // a lost thread bears the child's name until it comes back
        count = (now + 1) & Integer.MAX_VALUE;
        share();
        return false;
    }

    /** Runs a turn inside the one that runs here. Of this thread. @return false when that would be too deep */
    boolean runWithin(Turn turn) {
        if (within == DEEPEST) return false;
        within++;
        try {
            turn.runWithin();
        } finally {
            within--;
        }
        return true;
    }

    int count() {
        return count;
    }

    @Nullable
    Turn running() {
        return running;
    }

    /** Marks the turn the watch saw as one that has this thread for itself. */
    boolean lend() {
        int now = seen;
        return now >= 0 && (now & 1) == 1 && COUNT.compareAndSet(this, now, now | Integer.MIN_VALUE);
    }
}
