package io.armstrong.supervisor.child;

import io.armstrong.api.ChildSource;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.spi.Holds;
import io.armstrong.api.worker.Worker;
import io.armstrong.process.WorkerSettings;
import io.armstrong.supervisor.bundle.Declaration;
import io.armstrong.supervisor.bundle.Declarations;
import io.armstrong.supervisor.bundle.Traits;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.osgi.framework.Bundle;

/**
 * What a child is by the bundle as it is now: an upgrade may change it.
 *
 * @param component the {@code component.name} of its worker; empty for a plain bundle
 * @param traits what its version says of itself
 */
record Nature(String component, Traits traits) {
    /** A bundle without a worker. */
    static final Nature PLAIN = new Nature("", Traits.PLAIN);

    /** By its declaration; where the bundle declares nothing, by the spec and what is configured. */
    static Nature of(World world, String id, Bundle bundle, ChildSpec spec) {
        Declaration declaration = Declarations.of(bundle).stream()
                .filter(candidate -> id.equals(candidate.attributes().get("id")))
                .findFirst()
                .orElse(null);
        Object declared = declaration == null ? null : declaration.attributes().get("worker");
        String configured = spec.source() instanceof ChildSource.InBundle in ? in.worker() : "";
        String component = declared == null ? configured : declared.toString();
        if (component.isEmpty()) return PLAIN;
        return new Nature(
                component, Traits.of(declaration == null ? world.catalog().attributes(id) : declaration.attributes()));
    }

    boolean plain() {
        return component.isEmpty();
    }

    /** How its process runs. */
    WorkerSettings settings(World world, String id, ChildSpec spec) {
        return world.settings(spec)
                .withBlocking(traits.blocking())
                .withInline(traits.inline())
                .withPoisonAfter(traits.poison())
                .withConfig(world.catalog().config(id))
                .withCheckpoints(traits.durable() ? world.checkpoints() : null)
                .withMeters(world.watchlist().metersFor(spec.guards()));
    }

    /** A state in the schema of its worker, which is asked for the last step where it declares one. */
    Map<String, Object> fit(String id, Worker<?> worker, Holds.Snapshot state) {
        if (state.schema() == traits.schema()) return state.data();
        if (state.schema() == traits.upgradesFrom()) return worker.upgradeState(state.schema(), state.data());
        throw new CompletionException(new IllegalStateException(
                "no migration of " + id + " from schema " + state.schema() + " to " + traits.schema()));
    }
}
