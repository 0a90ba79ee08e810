package io.armstrong.process;

import io.armstrong.api.worker.CallFailed;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A call from anywhere: its outcome is a stage. */
final class PromiseCall extends Call {
    private final CompletableFuture<@Nullable Object> promise = new Answer();
    private Timers.@Nullable Timer deadline;

    PromiseCall(WorkerProcess receiver, Object payload) {
        super(receiver, payload);
    }

    CompletableFuture<@Nullable Object> promise() {
        return promise;
    }

    @Override
    void arm(ProcessSystem system, Duration limit) {
        Timers.Timer running = system.timers().after(Nanos.of(limit), this::overdue);
        deadline = running;
        if (done()) running.cancel(); // answered meanwhile: whoever did may not have seen it
    }

    @Override
    void deliver(@Nullable Object value, @Nullable String failure) {
        if (deadline != null) deadline.cancel();
        WorkerProcess receiver = receiver();
        Dispatcher dispatcher = receiver.system().dispatcher();
        if (failure == null) Promises.complete(dispatcher, promise, value);
        else Promises.fail(dispatcher, promise, new CallFailed(receiver.id(), failure));
    }
}
