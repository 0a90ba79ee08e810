package io.armstrong.breaker.itest.child;

import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import java.util.List;

/** Answers its words; {@code boom} crashes it, {@code hush} gets no answer. */
public final class Fickle implements Worker<Fickle.State> {
    /** @param answered so far in this incarnation */
    public record State(long answered) {}

    @Override
    public State init(WorkerContext ctx) {
        return new State(0);
    }

    @Override
    public Step<State> handle(WorkerContext ctx, State state, Object message) {
        List<?> words = (List<?>) message;
        if (words.get(0).equals("boom")) throw new IllegalStateException(words.toString());
        if (words.get(0).equals("hush")) return Step.next(state);
        return Step.reply(new State(state.answered() + 1), words.get(0));
    }
}
