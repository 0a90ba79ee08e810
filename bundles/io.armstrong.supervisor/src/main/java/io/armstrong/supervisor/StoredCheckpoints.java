package io.armstrong.supervisor;

import io.armstrong.api.spi.Store;
import io.armstrong.process.Checkpoints;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Checkpoints of durable children in the store (design D15). */
final class StoredCheckpoints implements Checkpoints {
    private final Store store;

    StoredCheckpoints(Store store) {
        this.store = store;
    }

    @Override
    public CompletionStage<Void> save(String childId, int schema, Supplier<Map<String, Object>> data) {
        return store.checkpoint(childId, schema, data);
    }

    @Override
    public Optional<Map<String, Object>> last(String childId, int schema) {
        return store.lastCheckpoint(childId).map(checkpoint -> {
            if (checkpoint.schema() == schema) return checkpoint.data();
            throw new IllegalStateException("the checkpoint of " + childId + " has schema " + checkpoint.schema()
                    + ", its worker " + schema + ": upgrade it with a migration between the two");
        });
    }
}
