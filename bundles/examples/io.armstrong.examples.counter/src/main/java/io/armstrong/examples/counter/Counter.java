package io.armstrong.examples.counter;

import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Supervised;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import java.util.ArrayList;
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

    /** {@code add 5} as a person types it: what looks like a number becomes one. */
    @Override
    public Object parse(List<String> words) {
        if (words.size() != 2) return words;
        List<Object> message = new ArrayList<>(words);
        message.set(1, Long.valueOf(words.get(1)));
        return List.copyOf(message);
    }

    private static Step<State> counted(State state) {
        return Step.reply(state, state.count());
    }
}
