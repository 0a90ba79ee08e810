package io.armstrong.api.worker;

import io.armstrong.api.ExitReason;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A callback module, as OTP's gen_server: a component without mutable fields; what changes is its state, a value the
 * runtime holds between messages.
 *
 * <p>One message at a time; whatever a callback throws is a crash of this incarnation. State is immutable plain data: a
 * record of scalars, strings, enums, lists, maps and further records. Callbacks must not block unless the worker says so
 * in {@link Supervised#blocking()}.
 *
 * @param <S> the state
 */
@ConsumerType
public interface Worker<S> {
    /** The first state of a new incarnation (OTP S93). A throw is a failed start. */
    S init(WorkerContext ctx) throws Exception;

    /** Handles one message and says what follows. A throw is a crash. */
    Step<S> handle(WorkerContext ctx, S state, Object message) throws Exception;

    /**
     * Told before an orderly end: stop, shutdown by the supervisor, crash of a handler (OTP S98). Not told on kill or when
     * a deadline was overrun. A throw replaces the exit reason.
     */
    default void terminate(WorkerContext ctx, S state, ExitReason reason) throws Exception {}

    /** Called by new code that took over a running state: open again what {@code init} opened. A throw fails the upgrade. */
    default void resumed(WorkerContext ctx, S state) throws Exception {}

    /** The message that these words of a person mean; default: the list itself. A throw is told to the person. */
    default Object parse(List<String> words) {
        return words;
    }

    /** State as data: maps, lists, scalars. Null, the default: the runtime takes the state record apart by component name. */
    default @Nullable Map<String, Object> snapshot(S state) {
        return null;
    }

    /** A state from what {@link #snapshot} gave; override both or none. Null, the default: the runtime builds the record by name. */
    default @Nullable S restore(Map<String, Object> data) {
        return null;
    }

    /**
     * State of an older schema as state of this one; asked only where no {@code StateMigration} covers the step and {@link
     * Supervised#upgradesFrom()} declares it (design D11). Pure: same data, same result.
     */
    default Map<String, Object> upgradeState(int fromSchema, Map<String, Object> state) {
        throw new IllegalStateException("no migration from schema " + fromSchema);
    }
}
