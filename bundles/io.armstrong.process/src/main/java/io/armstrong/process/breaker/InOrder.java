package io.armstrong.process.breaker;

import io.armstrong.api.breaker.BreakerChange;
import io.armstrong.process.Trouble;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Tells transitions in the order of their numbers, whichever threads bring them: one that comes early waits for those before it.
 * Nobody waits for a lock; the thread that finds nobody telling tells for all.
 */
final class InOrder {
    private final Consumer<BreakerChange> hearer;
    private final Trouble trouble;
    private final ConcurrentSkipListMap<Long, BreakerChange> waiting = new ConcurrentSkipListMap<>();
    private final AtomicInteger callers = new AtomicInteger();
    /** Of the thread that tells. */
    private long next = 1;

    InOrder(Consumer<BreakerChange> hearer, Trouble trouble) {
        this.hearer = hearer;
        this.trouble = trouble;
    }

    void tell(long number, BreakerChange change) {
        waiting.put(number, change);
        if (callers.getAndIncrement() != 0) return;
        int seen = 1;
        do {
            for (BreakerChange due = waiting.remove(next); due != null; due = waiting.remove(next)) {
                next++;
                hear(due);
            }
            seen = callers.addAndGet(-seen);
        } while (seen != 0);
    }

    private void hear(BreakerChange change) {
        try {
            hearer.accept(change);
        } catch (RuntimeException thrown) { // one that throws must not keep the next transitions from being told
            trouble.report(
                    "telling that breaker " + change.name() + " is "
                            + change.to().text(),
                    thrown);
        }
    }
}
