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
        Thread thread = of(what, () -> run(work, result));
        thread.start();
        result.orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS);
        return told(result, what, deadline, thread::interrupt);
    }

    /** A thread that may be left behind. */
    static Thread of(String what, Runnable life) {
        Thread thread = new Thread(life, "armstrong-" + what.replace(' ', '-'));
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }

    /** What came of it, or a refusal. @param overrun done when it was ended by its deadline */
    static <T> CompletionStage<T> told(CompletableFuture<T> result, String what, Duration deadline, Runnable overrun) {
        return result.handle((value, failure) -> {
            if (failure == null) return value;
            if (!(failure instanceof TimeoutException)) throw Refusal.of(failure);
            overrun.run();
            throw Refusal.of(what + " was not done within " + deadline.toMillis() + " ms", "find out where it hangs");
        });
    }

    static <T> void run(Callable<T> work, CompletableFuture<T> result) {
        try {
            result.complete(work.call());
        } catch (Throwable e) { // whatever foreign code throws belongs to whoever asked
            result.completeExceptionally(e);
        }
    }
}
