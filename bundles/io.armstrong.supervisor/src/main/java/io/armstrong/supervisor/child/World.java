package io.armstrong.supervisor.child;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.spi.Lifecycle;
import io.armstrong.process.CallRules;
import io.armstrong.process.Checkpoints;
import io.armstrong.process.ProcessSystem;
import io.armstrong.process.WorkerSettings;
import io.armstrong.supervisor.bundle.Bundles;
import io.armstrong.supervisor.bundle.Components;
import io.armstrong.supervisor.bundle.WorkerServices;
import io.armstrong.supervisor.tree.Catalog;
import java.util.function.Consumer;
import org.osgi.framework.Bundle;

/**
 * What children in bundles have in common.
 *
 * @param events told what happened to a child, for the journal
 * @param reinstall brings a bundle back that is not installed, or holds what it should not
 */
public record World(
        ProcessSystem system,
        Lifecycle lifecycle,
        Bundles bundles,
        WorkerServices workers,
        Components components,
        Activation activation,
        Fronts fronts,
        Checkpoints checkpoints,
        Catalog catalog,
        Wanted wanted,
        Consumer<ArmstrongEvent> events,
        Watchlist watchlist,
        Reinstall reinstall) {
    /** How a child of that spec runs: transitions of its breaker go where all events go. */
    WorkerSettings settings(ChildSpec spec) {
        return WorkerSettings.of(system)
                .withCalls(CallRules.DEFAULT.withHearer(
                        change -> events.accept(new ArmstrongEvent.BreakerChanged(change))))
                .withSpec(spec);
    }

    /** Has in the framework what the store wants. */
    public interface Reinstall {
        /** Whether that bundle is known to hold it: else nothing may start in it before {@link #install}. Answers at once. */
        boolean fits(Bundle bundle);

        /**
         * Installs what is not installed, updates what holds something else. Blocks; called on a thread of the {@link Activation}.
         *
         * @return what the framework answered, or why it was not asked
         */
        Lifecycle.Outcome install(String symbolicName);
    }
}
