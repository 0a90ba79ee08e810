package io.armstrong.process;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Where durable children keep their state (design D15). */
public interface Checkpoints {
    /**
     * Takes a state in; completes, on any thread, when this one or a newer one of that child is on disk, and fails otherwise.
     *
     * @param data makes the data; asked once, on any thread: the state is immutable
     */
    CompletionStage<Void> save(String childId, int schema, Supplier<Map<String, Object>> data);

    /**
     * The newest state on disk, migrated to that schema; empty when there is none.
     *
     * @throws RuntimeException when it cannot be read or a migration step is missing, saying which: the start fails with it
     */
    Optional<Map<String, Object>> last(String childId, int schema);
}
