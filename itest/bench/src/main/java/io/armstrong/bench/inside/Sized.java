package io.armstrong.bench.inside;

import io.armstrong.api.upgrade.StateMigration;
import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** A worker with as large a state as it is told: a message is a number of bytes. It is upgraded to itself, under another version. */
public final class Sized implements BundleActivator {
    /** Of two bytes each, since a state is bounded by its letters: 64 Mi of them by default. */
    private static final String LETTER = "\u0436";

    private static final int BYTES_IN_ROW = 100;

    /** @param schema that the migration left there; @param rows of 50 letters */
    public record State(long schema, List<String> rows) {}

    @Override
    public void start(BundleContext context) {
        context.registerService(StateMigration.class, new Up(), null);
        context.registerService(
                Worker.class,
                new Holding(),
                FrameworkUtil.asDictionary(Map.of("component.name", Holding.class.getName())));
    }

    @Override
    public void stop(BundleContext context) {
        // its services go with the bundle
    }

    static final class Holding implements Worker<State> {
        @Override
        public State init(WorkerContext ctx) {
            return new State(1, List.of());
        }

        @Override
        public Step<State> handle(WorkerContext ctx, State state, Object message) {
            int rows = Math.toIntExact(Math.max(1, (Long) message / BYTES_IN_ROW));
            State next =
                    new State(state.schema(), List.copyOf(Collections.nCopies(rows, LETTER.repeat(BYTES_IN_ROW / 2))));
            return Step.reply(next, (long) rows);
        }
    }

    static final class Up implements StateMigration {
        @Override
        public Map<String, Object> up(Map<String, Object> state) {
            state.put("schema", 2L);
            return state;
        }

        @Override
        public Map<String, Object> down(Map<String, Object> state) {
            state.put("schema", 1L);
            return state;
        }
    }
}
