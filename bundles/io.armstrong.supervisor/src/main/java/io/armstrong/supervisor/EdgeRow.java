package io.armstrong.supervisor;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done on the edge, in a row: who adds something while the row waits or is worked on wakes nobody. In the order in which
 * it was added; after {@link #MOST} the edge has other work first.
 */
final class EdgeRow implements Executor {
    private static final int MOST = 1000;
    /** As many at once, and more will follow: whoever adds them need not wake the edge for each dozen. */
    private static final int STREAM = 4;
    /** So long the edge naps then, 50 us and what the system adds to it. */
    private static final long NAP_NANOS = 50_000;

    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean handedOver = new AtomicBoolean();
    private final Executor edge;

    EdgeRow(Executor edge) {
        this.edge = edge;
    }

    /** @throws RejectedExecutionException when the edge takes nothing any more; what others added is done then */
    @Override
    public void execute(Runnable task) {
        waiting.add(task);
        RejectedExecutionException closed = handedOver.get() ? null : handOver();
        if (closed == null) return;
        waiting.remove(task);
        some(Integer.MAX_VALUE);
        throw closed;
    }

    /** @return why the edge takes nothing any more; null: it works on the row */
    private @Nullable RejectedExecutionException handOver() {
        if (!handedOver.compareAndSet(false, true)) return null;
        try {
            edge.execute(this::work);
            return null;
        } catch (RejectedExecutionException closed) {
            handedOver.set(false);
            return closed;
        }
    }

    private void work() {
        try {
            int done = 0;
            for (int some = some(MOST); some > 0; some = some(MOST - done)) {
                done += some;
                if (some < STREAM || done == MOST) return;
                LockSupport.parkNanos(NAP_NANOS);
            }
        } finally {
            handedOver.set(false);
            if (!waiting.isEmpty() && handOver() != null)
                some(Integer.MAX_VALUE); // the edge closes: somebody waits for each
        }
    }

    /** Does what waits, at most so many. @return how many there were */
    private int some(int most) {
        for (int done = 0; done < most; done++) {
            Runnable next = waiting.poll();
            if (next == null) return done;
            next.run();
        }
        return most;
    }
}
