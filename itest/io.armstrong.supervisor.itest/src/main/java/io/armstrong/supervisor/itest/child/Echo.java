package io.armstrong.supervisor.itest.child;

import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import java.util.List;

/** Counts messages; the word {@code boom} makes it throw. */
public final class Echo implements Worker<Echo.State> {
    /** @param count messages so far */
    public record State(long count) {}

    @Override
    public State init(WorkerContext ctx) {
        return new State(0);
    }

    @Override
    public Step<State> handle(WorkerContext ctx, State state, Object message) {
        if (message instanceof List<?> words && words.contains("boom")) throw new IllegalStateException("boom");
        State next = new State(state.count() + 1);
        return Step.reply(next, next.count());
    }
}
