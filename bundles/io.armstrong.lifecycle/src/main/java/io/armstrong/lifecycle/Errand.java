package io.armstrong.lifecycle;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A call out of the lifecycle: an outcome told to those who wait for it, a line for the log. Who holds the thread for more
 * than a second keeps it, and the pool takes another.
 */
final class Errand implements Runnable, Watched {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Runnable task;
    private final CallThreads threads;
    private final Watchdog watchdog;
    private final Consumer<String> overdue;
    private volatile long until = NEVER;
    private volatile @Nullable CallThread thread;

    /** @param overdue told once where the thread stands when the task takes too long */
    Errand(Runnable task, CallThreads threads, Watchdog watchdog, Consumer<String> overdue) {
        this.task = task;
        this.threads = threads;
        this.watchdog = watchdog;
        this.overdue = overdue;
    }

    @Override
    public void run() {
        CallThread self = (CallThread) Thread.currentThread();
        self.job = null; // What is done to bundles out there is not our order.
        thread = self;
        long due = watchdog.in(PATIENCE);
        until = due;
        watchdog.add(this);
        watchdog.sooner(due);
        try {
            task.run();
        } finally {
            watchdog.remove(this);
        }
    }

    @Override
    public long look(long now) {
        CallThread held = thread;
        if (now < until || held == null) return until;
        until = NEVER;
        threads.abandon(held);
        overdue.accept(held.getName() + " is held for more than " + PATIENCE.toMillis() + " ms"
                + Failure.ownFrame(held.getStackTrace()));
        return NEVER;
    }
}
