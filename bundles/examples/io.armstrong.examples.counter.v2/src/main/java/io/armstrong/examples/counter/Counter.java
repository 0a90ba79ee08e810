package io.armstrong.examples.counter;

import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Supervised;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;

/**
 * Counts, in steps: what version 1 understood, and {@code [step, N]}, after which a bare {@code [add]} adds N.
 *
 * <p>The state grew, so the schema is 2 and {@link CounterV1ToV2} says how the old one becomes the new one.
 */
@Supervised(id = "counter", schema = 2)
@Component(service = Worker.class)
public final class Counter implements Worker<Counter.State> {
    private static final List<String> VERBS = List.of("add", "get", "step", "version");

    /**
     * @param count the sum of all that was added since init
     * @param step what a bare add adds; default 1
     * @param adds how often something was added since this version came
     */
    public record State(long count, long step, long adds) {}

    @Override
    public State init(WorkerContext ctx) {
        return new State(0, 1, 0);
    }

    @Override
    public Step<State> handle(WorkerContext ctx, State s, Object message) {
        List<?> words = (List<?>) message;
        long by = words.size() > 1 ? ((Number) words.get(1)).longValue() : s.step();
        String verb = String.valueOf(words.get(0));
        if (verb.equals("add")) return answer(new State(Math.addExact(s.count(), by), s.step(), s.adds() + 1));
        if (verb.equals("get")) return answer(s);
        if (verb.equals("step")) return Step.reply(new State(s.count(), by, s.adds()), by);
        if (verb.equals("version")) return Step.reply(s, 2L);
        throw new IllegalArgumentException("unknown message " + words + ": try add [N], get, step N or version");
    }

    /** The first word as it is, the others as numbers. */
    @Override
    public Object parse(List<String> words) {
        if (!VERBS.contains(words.get(0)) || words.size() > 2)
            throw new IllegalArgumentException("counter has no " + words + ": try add [N], get, step N or version");
        return Stream.concat(words.stream().limit(1), words.stream().skip(1).map(Long::valueOf))
                .toList();
    }

    private static Step<State> answer(State state) {
        return Step.reply(state, state.count());
    }
}
