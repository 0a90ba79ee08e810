package io.armstrong.testkit.simulator;

import io.armstrong.process.Checkpoints;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What survives a power cut: the upgrade log and the checkpoints, a forced record at a time (design section 4). */
final class SimDisk implements Checkpoints {
    /** How late a record may be forced. */
    private static final int LATE_MILLIS = 20;

    private final SimulatedTime time;
    private final Chance chance;
    private final Map<String, Kept> kept = new HashMap<>();
    private long records;

    /** What is kept of one child. */
    private static final class Kept {
        /** Of the newest state that was forced. */
        long record;

        @Nullable
        Map<String, Object> state;

        /** The version that boots; committed by the log. */
        int version = 1;
    }

    SimDisk(SimulatedTime time, Chance chance) {
        this.time = time;
        this.chance = chance;
    }

    private Kept of(String child) {
        return kept.computeIfAbsent(child, name -> new Kept());
    }

    @Override
    public CompletionStage<Void> save(String child, int schema, Supplier<Map<String, Object>> data) {
        long record = ++records;
        Map<String, Object> state = data.get();
        CompletableFuture<Void> forced = new CompletableFuture<>();
        time.after(chance.upTo(LATE_MILLIS).toNanos(), () -> {
            force(child, record, state);
            forced.complete(null);
        });
        return forced;
    }

    /** A record of the log: what was to be saved before it is forced when it is. */
    CompletionStage<Void> begin() {
        CompletableFuture<Void> forced = new CompletableFuture<>();
        time.after(Duration.ofMillis(LATE_MILLIS).toNanos(), () -> forced.complete(null));
        return forced;
    }

    private void force(String child, long record, Map<String, Object> state) {
        Kept mine = of(child);
        if (mine.record > record) return;
        mine.record = record;
        mine.state = state;
    }

    /** The log's COMMIT: the version, and the state with it where the child is durable, in one record. */
    void commit(String child, int version, @Nullable Map<String, Object> state) {
        of(child).version = version;
        if (state != null) force(child, ++records, state);
    }

    @Override
    public Optional<Map<String, Object>> last(String child, int schema) {
        return state(child).map(state -> VersionedWorker.migrated(state, schema));
    }

    /** The newest state that would be there after a power cut. */
    Optional<Map<String, Object>> state(String child) {
        return Optional.ofNullable(of(child).state);
    }

    /** The version that would boot after a power cut. */
    int version(String child) {
        return of(child).version;
    }
}
