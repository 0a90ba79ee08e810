package io.armstrong.lifecycle;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps the deadlines of everything under way, on one thread. It looks at all of them each time the nearest one is due;
 * a later one than that wakes nobody, so that a call of some microseconds costs no timer.
 */
final class Watchdog implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final Set<Watched> watched = ConcurrentHashMap.newKeySet();
    private final long epoch = System.nanoTime();
    private final Thread thread = new Thread(null, this::keep, "armstrong-lifecycle-watchdog", 0, false);
    private volatile long nextLook = Watched.NEVER;
    private volatile boolean closed;

    void open() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Nanoseconds of this watchdog's clock: monotonic, from zero. */
    long now() {
        return System.nanoTime() - epoch;
    }

    /** That much from now; more than a hundred years is never. */
    long in(Duration deadline) {
        return deadline.compareTo(LONGEST) >= 0 ? Watched.NEVER : now() + deadline.toNanos();
    }

    void add(Watched one) {
        watched.add(one);
    }

    void remove(Watched one) {
        watched.remove(one);
    }

    /** A deadline was set: the watchdog gets up earlier when it has to. Call it after the deadline can be seen. */
    void sooner(long deadline) {
        if (deadline < nextLook) LockSupport.unpark(thread);
    }

    /** Looks at everything once. @return when to look again */
    long look(long now) {
        long next = Watched.NEVER;
        for (Watched one : watched) next = Math.min(next, one.look(now));
        return next;
    }

    private void keep() {
        while (!closed || !watched.isEmpty()) {
            // Whoever sets a deadline while we look sees NEVER here and wakes us for another round.
            nextLook = Watched.NEVER;
            long next = look(now());
            nextLook = next;
            if (next == Watched.NEVER) LockSupport.park(this);
            else LockSupport.parkNanos(this, Math.max(1, next - now()));
        }
    }

    /** Ends when nothing is under way any more. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
