package io.armstrong.supervisor.itest.child;

import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Its init waits until it is interrupted, where its argument has the key {@code lingers}. */
public final class Lingering implements Worker<Lingering.State> {
    /** Nothing. */
    public record State() {}

    @Override
    public State init(WorkerContext ctx) throws InterruptedException {
        if (ctx.argument() instanceof Map<?, ?> argument && argument.containsKey("lingers"))
            new CountDownLatch(1).await();
        return new State();
    }

    @Override
    public Step<State> handle(WorkerContext ctx, State state, Object message) {
        return Step.next(state);
    }
}
