package io.armstrong.upgrade;

import io.armstrong.api.SupervisionException;
import io.armstrong.api.spi.Holds.Snapshot;
import io.armstrong.api.upgrade.StateMigration;
import io.armstrong.core.upgrade.MigrationPath;
import io.armstrong.core.upgrade.MigrationStep;
import io.armstrong.core.upgrade.PlainState;
import java.util.Map;
import java.util.function.Function;

/**
 * Walks states along their paths. Each step sees a copy of its own, is asked twice and must say the same twice; what it
 * says must be plain data of bearable size (design D11, invariant I20).
 *
 * @param services by class name
 * @param maxState largest state, see {@link PlainState}
 */
record MigrationRun(Function<String, StateMigration> services, long maxState) {
    /** The state at the end of the steps; a last step by the worker itself is not walked here. */
    Snapshot walk(MigrationPath path, Snapshot state) {
        Map<String, Object> data = state.data();
        for (MigrationStep step : path.steps()) data = step(path, step, data);
        return new Snapshot(path.reached(), data);
    }

    private Map<String, Object> step(MigrationPath path, MigrationStep step, Map<String, Object> data) {
        String name = "migration " + (path.down() ? step.to() + " -> " + step.from() : step.text()) + " of "
                + path.child() + " (" + step.className() + ")";
        try {
            StateMigration service = services.apply(step.className());
            Map<String, Object> once = once(service, path, data);
            if (once.equals(once(service, path, data))) return once;
        } catch (SupervisionException e) {
            throw e;
        } catch (IllegalArgumentException | UnsupportedOperationException e) {
            throw Refusal.of(name + " failed: " + Refusal.sentence(e), "mend it");
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            throw Refusal.of(name + " threw " + Refusal.sentence(e), "mend it");
        }
        throw Refusal.of(name + " is not pure: the same state gave two different ones", "mend it");
    }

    @SuppressWarnings("NullAway") // a foreign migration may well give back null
    private Map<String, Object> once(StateMigration service, MigrationPath path, Map<String, Object> data) {
        Map<String, Object> own = PlainState.workingCopy(path.child(), data, maxState);
        Map<String, Object> result = path.down() ? service.down(own) : service.up(own);
        if (result == null) throw new IllegalArgumentException("gave back null");
        return PlainState.copy(path.child(), result, maxState);
    }
}
