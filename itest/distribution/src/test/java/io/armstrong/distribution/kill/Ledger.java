package io.armstrong.distribution.kill;

import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import java.util.List;
import java.util.Map;

/** A durable count, version 1: what it answered is on disk. */
public final class Ledger implements Worker<Ledger.State> {
    public record State(long count) {}

    @Override
    public State init(WorkerContext ctx) {
        return ctx.lastCheckpoint().map(Ledger::state).orElse(new State(0));
    }

    private static State state(Map<String, Object> data) {
        if (data.size() != 1) throw new IllegalStateException("no state of version 1: " + data);
        return new State(((Number) data.get("count")).longValue());
    }

    @Override
    public Step<State> handle(WorkerContext ctx, State state, Object message) {
        if (!((List<?>) message).get(0).equals("add")) return Step.reply(state, state.count());
        State next = new State(state.count() + 1);
        return Step.reply(next, next.count()).checkpoint();
    }
}
