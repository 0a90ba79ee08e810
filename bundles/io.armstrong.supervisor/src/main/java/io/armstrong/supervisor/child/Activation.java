package io.armstrong.supervisor.child;

import io.armstrong.api.worker.Worker;
import io.armstrong.supervisor.bundle.WorkerServices;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.ServiceReference;

/**
 * Gets worker objects out of Declarative Services. That runs the child's constructor and activate method, which may do
 * anything, so it has threads of its own; they are daemons, and warm while they are in use.
 */
public final class Activation implements AutoCloseable {
    private final WorkerServices workers;
    private final ExecutorService threads;

    public Activation(WorkerServices workers) {
        this.workers = workers;
        AtomicInteger numbers = new AtomicInteger();
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "armstrong-activation-" + numbers.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Begins to activate.
     *
     * @param done told on a thread of ours; a null worker could not be activated
     * @return cancelling it with interruption ends a wait that heeds it
     */
    public Future<?> begin(ServiceReference<Worker<?>> reference, Consumer<@Nullable Worker<?>> done) {
        return threads.submit(() -> done.accept(get(reference)));
    }

    /** The same threads, for what else may block on the way to a worker. */
    Executor threads() {
        return threads;
    }

    /** The worker on this thread, which its component may hold up; null when it could not be activated. */
    @Nullable
    Worker<?> get(ServiceReference<Worker<?>> reference) {
        try {
            return workers.acquire(reference);
        } catch (IllegalStateException gone) {
            return null; // its bundle was stopped meanwhile; the framework fact tells that story
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
