package io.armstrong.process;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Looks at the pool's threads every 10 ms, without a clock: a turn whose number did not change between looks is a long one. */
final class PoolWatch extends Thread {
    private static final long LOOK_NANOS = 10_000_000;
    /** Looks until a turn has overrun: 50 ms. */
    private static final int OVERRUN = 5;
    /** Looks in a second. */
    private static final int SECOND = 100;

    private final PoolDispatcher pool;
    private final List<PoolThread> threads = new CopyOnWriteArrayList<>();
    private final Set<OwnThread> ownThreads = ConcurrentHashMap.newKeySet();
    private final AtomicInteger numbers = new AtomicInteger();

    PoolWatch(PoolDispatcher pool) {
        super("armstrong-watch");
        this.pool = pool;
        setDaemon(true);
    }

    @Override
    public void run() {
        for (int looks = 1; !pool.closed(); looks++) {
            LockSupport.parkNanos(this, LOOK_NANOS);
            for (PoolThread thread : threads) look(thread);
            for (OwnThread own : ownThreads) own.look();
            if (looks % SECOND == 0) pool.aSecondIsOver();
        }
    }

    private void look(PoolThread thread) {
        if (pool.idles()) thread.share();
        Turn running = thread.running();
        int count = thread.count(); // read last: as it is the one seen before, that turn has run ever since
        if (running == null || count != thread.seen) {
            thread.seen = count;
            thread.ticks = 0;
            return;
        }
        thread.ticks++;
        thread.share();
        if (thread.ticks % OVERRUN != 0) return;
        pool.lend(thread);
        running.overran();
    }

    /** A turn on a thread of its own begins. */
    OwnThread begin(Turn turn) {
        OwnThread own = new OwnThread(turn);
        ownThreads.add(own);
        return own;
    }

    void end(OwnThread own) {
        ownThreads.remove(own);
    }

    /** A turn that has a thread for itself: nobody waits for that, but its deadlines are watched too. */
    static final class OwnThread {
        private final Turn turn;
        private int ticks;

        private OwnThread(Turn turn) {
            this.turn = turn;
        }

        private void look() {
            if (++ticks % OVERRUN == 0) turn.overran();
        }
    }

    int nextNumber() {
        return numbers.incrementAndGet();
    }

    int threads() {
        return threads.size();
    }

    void add(PoolThread thread) {
        threads.add(thread);
    }

    void remove(PoolThread thread) {
        threads.remove(thread);
    }

    void wakeAll() {
        threads.forEach(LockSupport::unpark);
    }
}
