package io.armstrong.process;

import io.armstrong.api.ExitReason;
import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import java.util.ArrayList;
import java.util.List;

/** A worker that counts and does what a test tells it by functions as messages. */
final class Script implements Worker<Script.State> {
    record State(long count, List<String> log) {
        State(long count) {
            this(count, List.of());
        }

        State plus(long more) {
            return new State(count + more, log);
        }

        State log(Object line) {
            List<String> longer = new ArrayList<>(log);
            longer.add(line.toString());
            return new State(count, List.copyOf(longer));
        }
    }

    interface Act {
        Step<State> on(WorkerContext ctx, State state) throws Exception;
    }

    interface Opening {
        State open(WorkerContext ctx) throws Exception;
    }

    interface Closing {
        void close(WorkerContext ctx, State state, ExitReason reason) throws Exception;
    }

    interface Resuming {
        void resume(WorkerContext ctx, State state) throws Exception;
    }

    Opening opening = ctx -> new State(0);
    Closing closing = (ctx, state, reason) -> {};
    Resuming resuming = (ctx, state) -> {};

    @Override
    public State init(WorkerContext ctx) throws Exception {
        return opening.open(ctx);
    }

    /** An Act does what it does; a number is added and the sum answered; "get" answers the log; anything else is logged. */
    @Override
    public Step<State> handle(WorkerContext ctx, State state, Object message) throws Exception {
        if (message instanceof Act act) return act.on(ctx, state);
        if (message instanceof Number more)
            return Step.reply(state.plus(more.longValue()), state.count() + more.longValue());
        if (message.equals("get")) return Step.reply(state, state.log());
        return Step.next(state.log(message));
    }

    @Override
    public void terminate(WorkerContext ctx, State state, ExitReason reason) throws Exception {
        closing.close(ctx, state, reason);
    }

    @Override
    public void resumed(WorkerContext ctx, State state) throws Exception {
        resuming.resume(ctx, state);
    }

    @Override
    public Object parse(List<String> words) {
        if (words.get(0).equals("add")) return Long.valueOf(words.get(1));
        return Worker.super.parse(words);
    }

    static Act crash(String message) {
        return (ctx, state) -> {
            throw new IllegalStateException(message);
        };
    }
}
