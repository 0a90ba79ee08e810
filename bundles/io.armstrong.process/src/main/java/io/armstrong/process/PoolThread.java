package io.armstrong.process;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** A thread of {@link PoolDispatcher}, and what the watch sees of it. */
final class PoolThread extends Thread {
    /** Turns from the own place that may follow each other before the line has its chance. */
    private static final int RUN = 32;

    private static final VarHandle NEXT;
    private static final VarHandle COUNT;
    private static final VarHandle RUNNING;

    static {
        try {
            NEXT = MethodHandles.lookup().findVarHandle(PoolThread.class, "next", Turn.class);
            COUNT = MethodHandles.lookup().findVarHandle(PoolThread.class, "count", int.class);
            RUNNING = MethodHandles.lookup().findVarHandle(PoolThread.class, "running", Turn.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final PoolDispatcher pool;
    private volatile @Nullable Turn next;
    /** Odd while a turn runs; negative once its thread was lent to it for good. */
    private volatile int count;

    private volatile @Nullable Turn running;
    private final String ownName;
    private int inARow;

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

    @Nullable
    Turn swapNext(@Nullable Turn turn) {
        return (Turn) NEXT.getAndSet(this, turn);
    }

    /** What to run next from the own place; after many in a row it lines up with the rest. */
    @Nullable
    Turn nextTurn() {
        if (next == null) {
            inARow = 0;
            return null;
        }
        Turn mine = swapNext(null);
        if (mine == null || ++inARow <= RUN) return mine;
        inARow = 0;
        pool.requeue(mine);
        return null;
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
        Turn left = swapNext(null);
        if (left != null) pool.requeue(left);
        return false;
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
