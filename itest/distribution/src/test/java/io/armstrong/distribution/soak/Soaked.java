package io.armstrong.distribution.soak;

import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import java.util.List;

/** Counts; every version of it is this one. */
public final class Soaked implements Worker<Soaked.State> {
    public record State(long count) {}

    @Override
    public State init(WorkerContext ctx) {
        return new State(0);
    }

    @Override
    public Step<State> handle(WorkerContext ctx, State state, Object message) {
        State next = ((List<?>) message).get(0).equals("add") ? new State(state.count() + 1) : state;
        return Step.reply(next, next.count());
    }
}
