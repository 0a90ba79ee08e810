package io.armstrong.process.supervise;

import io.armstrong.api.ChildSpec;
import io.armstrong.core.OrderResult;
import io.armstrong.core.SupervisorEvent;
import java.util.concurrent.CompletableFuture;

/** The way of a child from one supervisor to another, as it is: given away by the one, taken by the other or back by the one. */
final class Transfer {
    private Transfer() {}

    /** As {@link SupervisorProcess#move}. */
    static CompletableFuture<OrderResult> of(String id, ChildSpec spec, SupervisorProcess from, SupervisorProcess to) {
        return from.order(token -> new SupervisorEvent.Surrender(token, id)).thenCompose(answer -> {
            if (!(answer instanceof OrderResult.Surrendered surrendered))
                return CompletableFuture.completedFuture(answer);
            Slot child = (Slot) surrendered.child();
            ChildSpec before = child.spec();
            return taken(spec, child, to)
                    .thenCompose(taken -> taken instanceof OrderResult.Started
                            ? CompletableFuture.completedFuture(taken)
                            : taken(before, child, from).thenApply(back -> taken));
        });
    }

    private static CompletableFuture<OrderResult> taken(ChildSpec spec, Slot child, SupervisorProcess by) {
        return by.order(token -> new SupervisorEvent.Adopt(token, spec, child)).thenCompose(answer -> {
            CompletableFuture<OrderResult> joined = new CompletableFuture<>();
            by.ping(() -> {
                if (answer instanceof OrderResult.Started) child.join(by);
                joined.complete(answer);
            });
            return by.alive() ? joined : CompletableFuture.completedFuture(answer);
        });
    }
}
