package io.armstrong.bench.inside;

import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import java.util.Dictionary;
import java.util.Hashtable;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/**
 * The worker of a bundle that is restarted, and of dynamic children that do nothing: its state is one number, a message adds, and a
 * negative one crashes. As the peers' it is registered by an activator: no time of Declarative Services is in it.
 */
public final class Adder implements BundleActivator {
    /** @param sum of what was added since init */
    public record State(long sum) {}

    @Override
    public void start(BundleContext context) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("component.name", Adding.class.getName());
        context.registerService(Worker.class, new Adding(), properties);
    }

    @Override
    public void stop(BundleContext context) {
        // its service goes with the bundle
    }

    static final class Adding implements Worker<State> {
        @Override
        public State init(WorkerContext ctx) {
            return new State(0);
        }

        @Override
        public Step<State> handle(WorkerContext ctx, State state, Object message) {
            long n = (Long) message;
            if (n < 0) throw new IllegalStateException("crash");
            State next = new State(state.sum() + n);
            return Step.reply(next, next.sum());
        }
    }
}
