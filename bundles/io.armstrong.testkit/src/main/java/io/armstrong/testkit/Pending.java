package io.armstrong.testkit;

import io.armstrong.api.worker.CallFailed;
import io.armstrong.api.worker.WorkerContext;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A call that waits; the first answer counts. */
final class Pending implements WorkerContext.Caller {
    private final @Nullable BiConsumer<@Nullable Object, @Nullable String> listener;
    private boolean done;
    private @Nullable Object value;
    private @Nullable String failure = "timeout";

    Pending() {
        this.listener = null;
    }

    /** @param listener gets the value, or null and the reason there is none */
    Pending(BiConsumer<@Nullable Object, @Nullable String> listener) {
        this.listener = listener;
    }

    void answer(@Nullable Object reply, @Nullable String reason) {
        if (done) return;
        done = true;
        value = reply;
        failure = reason;
        if (listener != null) listener.accept(reply, reason);
    }

    @Nullable
    Object value(String id) {
        if (failure != null) throw new CallFailed(id, failure);
        return value;
    }
}
