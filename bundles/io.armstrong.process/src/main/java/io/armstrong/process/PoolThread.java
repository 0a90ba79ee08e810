package io.armstrong.process;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A thread of {@link PoolDispatcher}, and what the watch sees of it. */
final class PoolThread extends Thread {
    /** Turns inside each other: a worker's, its supervisor's, that one's parent's. */
    private static final int DEEPEST = 4;
    /** Turns from the own places that may follow each other before the line has its chance. */
    private static final int RUN = 32;
    /** As many turns kept wake nobody, however long they wait. */
    private static final int FEW = 2;
    /** How long more than that wait for this thread before they are offered to one that idles: about what it costs to wake it, 50 us. */
    static final long CROWDED_NANOS = 50_000;
    /** How long a thread whose turns are cut short is at work before it gives way: 100 us. */
    private static final long SHARE_NANOS = 100_000;

    private static final AtomicIntegerFieldUpdater<PoolThread> COUNT =
            AtomicIntegerFieldUpdater.newUpdater(PoolThread.class, "count");
    private static final AtomicReferenceFieldUpdater<PoolThread, @Nullable Turn> RUNNING =
            AtomicReferenceFieldUpdater.newUpdater(PoolThread.class, Turn.class, "running");

    final PoolDispatcher pool;
    /** Turns kept beside the running one. */
    private final OwnTurns own = new OwnTurns();
    /** Since when there are more than a few. */
    private long crowdedSince;
    /** Turns begun; written after {@code running}. */
    private volatile int count;
    /** The turn begun last; null while this thread looks for another. */
    private volatile @Nullable Turn running;
    /** The watch gave this thread's seat away. The thread finds out after its turn, or after the next one. */
    private volatile boolean lent;

    private final String ownName;
    private int inARow;
    private int within;
    /** When this thread gave way last. */
    private long gaveWay;

    // of the watch
    int seen;
    int ticks;

    PoolThread(PoolDispatcher pool, int number) {
        super("armstrong-" + number);
        this.pool = pool;
        this.ownName = getName();
        this.gaveWay = pool.clock().nanos();
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
        if (!own.keep(turn)) return false;
        if (own.size() == FEW + 1) crowdedSince = pool.clock().nanos();
        return true;
    }

    /** Keeps a turn that had its share and goes on while nobody waits in the line. Of this thread. */
    boolean keepUntilAsked(Turn turn) {
        if (!keep(turn)) return false;
        inARow = RUN;
        return true;
    }

    /** What to run next of those kept, oldest first; after many in a row the line has its chance. Of this thread. */
    @Nullable
    Turn nextTurn() {
        Turn mine = own.next();
        if (mine == null) {
            inARow = 0;
            return null;
        }
        if (own.size() >= FEW && crowded()) share();
        if (++inARow <= RUN) return mine;
        inARow = 0;
        return pool.exchange(mine);
    }

    /** Whether another thread, which has nothing to do, is worth its waking. */
    private boolean crowded() {
        return pool.idles() && pool.clock().nanos() - crowdedSince > CROWDED_NANOS;
    }

    /** Lines up what is kept here with the rest, where any thread takes it. From any thread. */
    void share() {
        own.clear(pool::lineUp);
    }

    /** Runs a turn, and says so: the only two writes a turn costs its thread. */
    void runTurn(Turn turn) {
        RUNNING.lazySet(this, turn);
        COUNT.lazySet(this, count + 1);
        pool.runGuarded(turn);
    }

    /** Lets other threads of the machine go first, unless it did so just now or a turn runs inside another. Of this thread. */
    void giveWay() {
        if (within > 0 || pool.clock().nanos() - gaveWay < SHARE_NANOS) return;
        Thread.yield();
        gaveWay = pool.clock().nanos();
    }

    /** No turn runs here until the next one. */
    void pause() {
        running = null;
    }

    /** Whether this thread's seat was given away since it was last asked. Of this thread. */
    boolean lostSeat() {
        if (!lent) return false;
        lent = false;
        setName(ownName); // a lost thread bears the child's name until it comes back
        share();
        return true;
    }

    boolean lent() {
        return lent;
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

    /** Takes the seat of this thread. Of the watch. @return false when it has none */
    boolean lend() {
        if (lent) return false;
        lent = true;
        if (running == null) LockSupport.unpark(this); // it was about to sleep on it
        return true;
    }
}
