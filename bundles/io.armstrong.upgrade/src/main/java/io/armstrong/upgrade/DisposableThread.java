package io.armstrong.upgrade;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs foreign code that may hang: on a thread of its own, under a deadline. Overrun, it is interrupted and forgotten; if it
 * does not end, it stays behind as a daemon under its name (design D9).
 */
final class DisposableThread {
    private DisposableThread() {}

    /** @param what for messages and the thread's name: {@code migration of counter} */
    static <T> CompletionStage<T> call(String what, Duration deadline, Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> run(work, result), "armstrong-" + what.replace(' ', '-'));
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        thread.start();
        return result.orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS).handle((value, failure) -> {
            if (failure == null) return value;
            if (!(failure instanceof TimeoutException)) throw Refusal.of(failure);
            thread.interrupt();
            throw Refusal.of(what + " was not done within " + deadline.toMillis() + " ms", "find out where it hangs");
        });
    }

    private static <T> void run(Callable<T> work, CompletableFuture<T> result) {
        try {
            result.complete(work.call());
        } catch (Throwable e) { // whatever foreign code throws belongs to whoever asked
            result.completeExceptionally(e);
        }
    }
}
