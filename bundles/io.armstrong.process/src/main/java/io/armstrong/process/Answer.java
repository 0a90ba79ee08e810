package io.armstrong.process;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a call, for whoever waits for it. A thread that waits looks at it a few hundred times before it sleeps: a worker that
 * has nothing else to do answers within that, and to be woken takes a thread fifty times as long. On a machine with one core it sleeps
 * at once.
 */
final class Answer extends CompletableFuture<@Nullable Object> {
    private static final int LOOKS = Runtime.getRuntime().availableProcessors() > 1 ? 300 : 0;

    private void look() {
        for (int i = 0; i < LOOKS && !isDone(); i++) Thread.onSpinWait();
    }

    @Override
    public @Nullable Object join() {
        look();
        return super.join();
    }

    @Override
    public @Nullable Object get() throws InterruptedException, ExecutionException {
        look();
        return super.get();
    }

    @Override
    public @Nullable Object get(long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        look();
        return super.get(timeout, unit);
    }

    /** What is made of it is waited for as any other stage. */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
