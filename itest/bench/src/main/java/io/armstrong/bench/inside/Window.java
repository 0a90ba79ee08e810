package io.armstrong.bench.inside;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** How far one caller may be ahead of the answers to its orders: it waits when so many are open, until half of them are answered. */
final class Window {
    private final int most;
    private final Thread caller = Thread.currentThread();
    private final AtomicLong answered = new AtomicLong();
    private volatile long awaited;
    private long ordered;
    /** How many answers the caller has seen: it looks no more often than it must. */
    private long seen;

    Window(int most) {
        this.most = most;
    }

    /** One more order. Of the caller. */
    void ordered() {
        if (++ordered - seen < most) return;
        seen = answered.get();
        if (ordered - seen >= most) await(ordered - most / 2);
    }

    /** One more answer. From any thread. */
    void answered() {
        if (answered.incrementAndGet() == awaited) LockSupport.unpark(caller);
    }

    /** Until all are answered. @return false: that took too long */
    boolean close(long mostNanos) {
        long until = System.nanoTime() + mostNanos;
        awaited = ordered;
        while (answered.get() < ordered && System.nanoTime() < until) LockSupport.parkNanos(until - System.nanoTime());
        return answered.get() == ordered;
    }

    private void await(long number) {
        awaited = number;
        while (answered.get() < number) LockSupport.park();
    }
}
