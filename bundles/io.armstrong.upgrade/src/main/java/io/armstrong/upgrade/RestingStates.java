package io.armstrong.upgrade;

import io.armstrong.api.ChildReport;
import io.armstrong.api.spi.Holds.Snapshot;
import io.armstrong.api.spi.Store.Checkpoint;
import io.armstrong.core.upgrade.MigrationPath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The states of children that are down: their checkpoints. Those whose schema changes cross with the bundle, by migrations out of
 * the jars, since no bundle of theirs runs.
 */
record RestingStates(Ground ground, Subject subject, Routes routes) {
    /** @throws RuntimeException a refusal where a checkpoint has no way to the new version */
    void route() {
        subject.crossing.forEach(child -> checkpoint(child).ifPresent(there -> route(child.id(), there.schema())));
    }

    private void route(String child, int schema) {
        routes.route(child, schema);
        MigrationPath path = subject.paths.get(child);
        if (path != null && path.reached() != path.to())
            throw Refusal.of(
                    "the last step of " + child + "'s checkpoint, " + path.text() + ", is its worker's own",
                    "sup:start " + child + ", and upgrade it while it is up");
    }

    /** The checkpoint, if the new version has another schema. */
    private Optional<Checkpoint> checkpoint(ChildReport child) {
        return ground.store()
                .lastCheckpoint(child.id())
                .filter(there -> routes.durable(child.id()) && routes.moves(child.id(), there.schema()));
    }

    /** As they lie there: nobody ran since before BEGIN was forced, so whatever they saved is forced too. */
    void take() {
        subject.crossing.forEach(this::sameAsPrepared);
        route();
        Map<String, Snapshot> states = new HashMap<>();
        for (ChildReport child : subject.crossing)
            checkpoint(child).ifPresent(there -> states.put(child.id(), new Snapshot(there.schema(), there.data())));
        subject.durable = Map.copyOf(states).keySet();
        subject.before = states;
        subject.back = states;
        subject.after = states;
    }

    private void sameAsPrepared(ChildReport child) {
        if (ground.supervision().status(child.id()).incarnation() != child.incarnation())
            throw Refusal.of(child.id() + " was started while its upgrade was prepared", "try again");
    }

    CompletionStage<Void> migrate(Exchange exchange) {
        return DisposableThread.call(
                        "migration of " + subject.child(), ground.limits().migration(), () -> migrated(exchange))
                .thenAccept(states -> subject.after = states);
    }

    private Map<String, Snapshot> migrated(Exchange exchange) throws IOException {
        Map<String, Snapshot> states = new HashMap<>();
        for (Map.Entry<String, Snapshot> state : subject.before.entrySet()) {
            String child = state.getKey();
            MigrationPath path = subject.paths.get(child);
            Snapshot last = subject.asked.last().get(child);
            if (path != null) states.put(child, migrated(exchange, path, state.getValue()));
            else if (last != null) states.put(child, last); // its loss was accepted
        }
        return states;
    }

    private Snapshot migrated(Exchange exchange, MigrationPath path, Snapshot state) throws IOException {
        Path jar =
                path.down() ? subject.prepared().oldJar() : subject.prepared().newJar();
        try (JarMigrations migrations = new JarMigrations(jar)) {
            return exchange.walk(
                    new MigrationRun(migrations::of, ground.limits().state()), path, state);
        }
    }
}
