package io.armstrong.bench.inside;

import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import java.util.Map;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** The template of dynamic children that do nothing: their state is one number, as the peers'. */
public final class Idler implements BundleActivator {
    /** @param sum of nothing yet */
    public record State(long sum) {}

    @Override
    public void start(BundleContext context) {
        context.registerService(
                Worker.class,
                new Idling(),
                FrameworkUtil.asDictionary(Map.of("component.name", Idling.class.getName())));
    }

    @Override
    public void stop(BundleContext context) {
        // its service goes with the bundle
    }

    static final class Idling implements Worker<State> {
        @Override
        public State init(WorkerContext ctx) {
            return new State(0);
        }

        @Override
        public Step<State> handle(WorkerContext ctx, State state, Object message) {
            return Step.next(state);
        }
    }
}
