package io.armstrong.examples.counter;

import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Supervised;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/**
 * Counts. Messages are lists: {@code [add, N]}, {@code [get]}, {@code [version]}; every reply is a number.
 *
 * <p>A message it does not know is a crash, as in OTP: the sender has a bug, and must not be told that all is well.
 */
@Supervised(id = "counter", schema = 1)
@Component(service = Worker.class)
public final class Counter implements Worker<Counter.State> {
    /** @param count the sum of all that was added since init */
    public record State(long count) {}

    @Override
    public State init(WorkerContext ctx) {
        return new State(0);
    }

    @Override
    public Step<State> handle(WorkerContext ctx, State state, Object message) {
        List<?> words = (List<?>) message;
        return switch (String.valueOf(words.get(0))) {
            case "add" -> counted(new State(Math.addExact(state.count(), ((Number) words.get(1)).longValue())));
            case "get" -> counted(state);
            case "version" -> Step.reply(state, 1L);
            default -> throw new IllegalArgumentException("unknown message " + words + ": try add N, get or version");
        };
    }

    /** What a person types; what is not understood is told to him, and no crash. */
    @Override
    public Object parse(List<String> words) {
        return switch (words.get(0) + " " + (words.size() - 1)) {
            case "add 1" -> List.of("add", Long.valueOf(words.get(1)));
            case "get 0", "version 0" -> words;
            default -> throw new IllegalArgumentException("counter has no " + words + ": try add N, get or version");
        };
    }

    private static Step<State> counted(State state) {
        return Step.reply(state, state.count());
    }
}
