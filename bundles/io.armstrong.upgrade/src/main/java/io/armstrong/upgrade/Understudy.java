package io.armstrong.upgrade;

import io.armstrong.api.upgrade.StateMigration;
import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import io.armstrong.core.upgrade.MigrationStep;
import io.armstrong.process.WorkerCode;
import io.armstrong.upgrade.BundleDeclaration.DeclaredChild;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Version;

/** Nobody's child in its two versions, on which hand-overs are practised, and the migration between them. */
final class Understudy {
    static final String ID = "understudy";
    static final WorkerCode OLD = new WorkerCode(new Old(), 1);
    static final WorkerCode NEW = new WorkerCode(new New(), 2);

    private Understudy() {}

    /** What the bundle of that version would say of it. */
    static BundleDeclaration declared(WorkerCode version) {
        int schema = version.schema();
        return new BundleDeclaration(
                ID,
                new Version(schema, 0, 0),
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
}
