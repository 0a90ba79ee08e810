package io.armstrong.process.supervise;

import io.armstrong.core.OrderResult;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Children in the hand of an upgrade. {@link #release} ends it, at any time and from any thread; more than once is once. */
public final class HeldChildren {
    private final SupervisorProcess supervisor;
    private final Runnable broken;
    private final CompletableFuture<OrderResult> taken = new CompletableFuture<>();
    private volatile long token;

    HeldChildren(SupervisorProcess supervisor, Runnable broken) {
        this.supervisor = supervisor;
        this.broken = broken;
    }

    /** Completes with Done when they are held, with Refused when one of them cannot be. */
    public CompletableFuture<OrderResult> taken() {
        return taken;
    }

    /** Lets them go on, as soon as they are held; what waited for it happens now. Done when the supervisor's snapshot says so. */
    public CompletableFuture<Void> release() {
        return taken.thenCompose(answer -> supervisor.release(token));
    }

    void token(long value) {
        token = value;
    }

    void answered(@Nullable OrderResult result, @Nullable Throwable failure) {
        if (failure != null) taken.completeExceptionally(failure);
        else taken.complete(result);
    }

    void broken() {
        broken.run();
    }
}
