package io.armstrong.supervisor;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done on the edge, in a row: who adds something while the row waits or is worked on wakes nobody. In the order in which
 * it was added; after {@link #MOST} the edge has other work first.
 */
final class EdgeRow implements Executor {
    private static final int MOST = 1000;

    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean handedOver = new AtomicBoolean();
    private final Executor edge;

    EdgeRow(Executor edge) {
        this.edge = edge;
    }

    /** @throws RejectedExecutionException when the edge takes nothing any more */
    @Override
    public void execute(Runnable task) {
        waiting.add(task);
        RejectedExecutionException closed = handedOver.get() ? null : handOver();
        if (closed != null) throw closed;
    }

    /** @return why the edge takes nothing any more, and the row is given up; null: it works on it */
    private @Nullable RejectedExecutionException handOver() {
        if (!handedOver.compareAndSet(false, true)) return null;
        try {
            edge.execute(this::work);
            return null;
        } catch (RejectedExecutionException closed) {
            waiting.clear();
            handedOver.set(false);
            return closed;
        }
    }

    private void work() {
        try {
            for (int left = MOST; left > 0; left--) {
                Runnable next = waiting.poll();
                if (next == null) return;
                next.run();
            }
        } finally {
            handedOver.set(false);
            if (!waiting.isEmpty()) handOver(); // where it is closed, what waited on it is dropped, and so is this
        }
    }
}
