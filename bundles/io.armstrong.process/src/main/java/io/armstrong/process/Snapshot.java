package io.armstrong.process;

import java.util.List;
import java.util.Map;

/**
 * The state of a worker as data, taken between two messages.
 *
 * @param schema the number of its shape
 * @param data maps, lists and scalars only; immutable
 * @param unsteady places that differ when the same state is taken once more: the worker's own {@code snapshot} is no function of it
 */
public record Snapshot(long incarnation, int schema, Map<String, Object> data, List<String> unsteady) {
    public Snapshot {
        unsteady = List.copyOf(unsteady);
    }

    /** Taken once. */
    public Snapshot(long incarnation, int schema, Map<String, Object> data) {
        this(incarnation, schema, data, List.of());
    }
}
