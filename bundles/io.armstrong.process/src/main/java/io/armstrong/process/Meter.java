package io.armstrong.process;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts what one child allocates (feature H5): in its turns, on whichever thread they run, and on the threads it made. Guarded by
 * itself; both the turn that runs now and threads that live are counted up to this moment.
 *
 * <p>Accuracy: the JVM counts what is allocated, not what is kept; the runtime's own part of a turn, some hundred bytes a message,
 * is counted with it; turns on a virtual thread and threads made otherwise than by {@code ctx.threads()} are not counted.
 */
final class Meter {
    private final Allocation allocation;
    private final List<Thread> threads = new ArrayList<>();
    private long settled;
    private @Nullable Thread runner;
    private long before;

    Meter(Allocation allocation) {
        this.allocation = allocation;
    }

    /** A turn begins on this thread. */
    synchronized void begin() {
        runner = Thread.currentThread();
        before = allocation.here();
    }

    /** The turn is over; that of a lost thread was written off when the next began. */
    synchronized void end() {
        if (runner != Thread.currentThread()) return;
        settled += allocation.here() - before;
        runner = null;
    }

    /** A new incarnation owes nothing. */
    synchronized void clear() {
        settled = 0;
        threads.clear();
        if (runner == Thread.currentThread()) before = allocation.here();
    }

    /** What a thread of the child runs, counted while it lives and when it has ended. */
    Runnable counted(Runnable task) {
        return () -> {
            join();
            try {
                task.run();
            } finally {
                leave();
            }
        };
    }

    private synchronized void join() {
        threads.add(Thread.currentThread());
    }

    private synchronized void leave() {
        if (threads.remove(Thread.currentThread())) settled += allocation.here();
    }

    synchronized long allocated() {
        long sum = settled;
        Thread running = runner;
        if (running != null) sum += Math.max(0, allocation.of(running) - before);
        for (Thread thread : threads) sum += allocation.of(thread);
        return sum;
    }
}
