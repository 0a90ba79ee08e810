package io.armstrong.upgrade;

import io.armstrong.api.spi.Holds.Relief;
import io.armstrong.api.spi.Understudies.Understudy;
import io.armstrong.api.upgrade.StateMigration;
import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import io.armstrong.core.upgrade.MigrationStep;
import io.armstrong.upgrade.BundleDeclaration.DeclaredChild;
import io.armstrong.upgrade.RunningBundles.Migrations;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Nobody's child in its two versions, on which hand-overs are practised, and the migration between them. */
final class Practised {
    static final String ID = "understudy";
    static final Version OLD = new Version(new Old(), 1);
    static final Version NEW = new Version(new New(), 2);

    private Practised() {}

    /** @param schema of the worker's state */
    record Version(Worker<?> worker, int schema) {}

    /** A version as it stands by: in a twin, and in the child's own bundle. */
    record Role(int schema, Relief twin, Relief own) {
        static Role of(Understudy child, Version version) {
            return new Role(
                    version.schema(),
                    child.relief(version.worker(), version.schema()),
                    child.relief(version.worker(), version.schema()));
        }
    }

    /** What the bundle of the version with that schema would say of it. */
    static BundleDeclaration declared(int schema) {
        return new BundleDeclaration(
                ID,
                new org.osgi.framework.Version(schema, 0, 0),
                false,
                Map.of(ID, new DeclaredChild(ID, schema, false, false, 0, false, false)),
                List.of(new MigrationStep(ID, OLD.schema(), NEW.schema(), true, Noting.class.getName())));
    }

    /** @param count of what it was told */
    record Count(long count) {}

    /** @param note that the older version did not have */
    record NotedCount(long count, String note) {}

    private static final class Old implements Worker<Count> {
        @Override
        public Count init(WorkerContext ctx) {
            return new Count(0);
        }

        @Override
        public Step<Count> handle(WorkerContext ctx, Count state, Object message) {
            return Step.next(new Count(state.count() + 1));
        }
    }

    private static final class New implements Worker<NotedCount> {
        @Override
        public NotedCount init(WorkerContext ctx) {
            return new NotedCount(0, "");
        }

        @Override
        public Step<NotedCount> handle(WorkerContext ctx, NotedCount state, Object message) {
            return Step.next(new NotedCount(state.count() + 1, state.note()));
        }
    }

    /** Between the two. */
    static final class Noting implements StateMigration {
        @Override
        public Map<String, Object> up(Map<String, Object> state) {
            state.put("note", "");
            return state;
        }

        @Override
        public Map<String, Object> down(Map<String, Object> state) {
            state.remove("note");
            return state;
        }
    }

    /** The migrations that its bundle would register. */
    static final class OwnMigrations implements Migrations {
        private final StateMigration noting = new Noting();

        @Override
        public StateMigration of(String className) {
            return noting;
        }

        @Override
        public boolean offers(Set<String> classNames) {
            return true;
        }

        @Override
        public void close() {
            // nothing is in use
        }
    }
}
