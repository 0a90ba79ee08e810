package io.armstrong.supervisor.itest.child;

import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import java.util.function.Supplier;

/** A worker that is a service for others too; its component says which services it requires itself. */
public final class Link implements Worker<Link.State>, Supplier<String> {
    /** @param count messages so far */
    public record State(long count) {}

    @Override
    public State init(WorkerContext ctx) {
        return new State(0);
    }

    @Override
    public Step<State> handle(WorkerContext ctx, State state, Object message) {
        State next = new State(state.count() + 1);
        return Step.reply(next, next.count());
    }

    @Override
    public String get() {
        return "there";
    }
}
