package io.armstrong.distribution.kill;

import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import java.util.List;
import java.util.Map;

/** The durable count, version 2: it refuses a state of version 1. */
public final class LedgerTwo implements Worker<LedgerTwo.State> {
    public record State(long count, long step) {}

    @Override
    public State init(WorkerContext ctx) {
        return ctx.lastCheckpoint().map(LedgerTwo::state).orElse(new State(0, 1));
    }

    private static State state(Map<String, Object> data) {
        if (data.size() != 2) throw new IllegalStateException("no state of version 2: " + data);
        return new State(((Number) data.get("count")).longValue(), ((Number) data.get("step")).longValue());
    }

    @Override
    public Step<State> handle(WorkerContext ctx, State state, Object message) {
        if (!((List<?>) message).get(0).equals("add")) return Step.reply(state, state.count());
        State next = new State(state.count() + state.step(), state.step());
        return Step.reply(next, next.count()).checkpoint();
    }
}
