package io.armstrong.process;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Completes stages without lending the own turn to strangers: what somebody hung on a stage is run as a turn of its own, so
 * code that blocks there holds up nobody's mailbox.
 */
final class Promises {
    private Promises() {}

    static <T extends @Nullable Object> void complete(Dispatcher dispatcher, CompletableFuture<T> promise, T value) {
        if (promise.getNumberOfDependents() == 0) promise.complete(value);
        else dispatcher.execute(() -> promise.complete(value));
    }

    static void fail(Dispatcher dispatcher, CompletableFuture<?> promise, Throwable failure) {
        if (promise.getNumberOfDependents() == 0) promise.completeExceptionally(failure);
        else dispatcher.execute(() -> promise.completeExceptionally(failure));
    }
}
