package io.armstrong.testkit;

import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import java.util.List;

/** Counts what it is told; the worker of the readme's test. */
final class Counter implements Worker<Counter.State> {
    /** @param count so far */
    record State(long count) {}

    @Override
    public State init(WorkerContext ctx) {
        return new State(0);
    }

    @Override
    public Step<State> handle(WorkerContext ctx, State state, Object message) {
        if (!(message instanceof List<?> words) || !words.get(0).equals("add"))
            throw new IllegalArgumentException("cannot " + message);
        State next = new State(state.count() + Long.parseLong((String) words.get(1)));
        return Step.reply(next, next.count());
    }
}
