package io.armstrong.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A durable child that checkpoints at every call keeps up, because calls share forces. */
class CheckpointStreamTest {
    private static final int CALLS = 5000;
    /** Calls whose replies wait for the disk. */
    private static final int IN_FLIGHT = 500;

    @TempDir
    Path temp;

    @Test
    void aThousandTransactionsAtEveryCall() throws Exception {
        List<Map<String, Object>> pool = new ArrayList<>(IntStream.range(0, 1000)
                .mapToObj(i -> Map.<String, Object>of("id", "tx" + i, "fee", i, "signature", "ab".repeat(100)))
                .toList());
        ExecutorService writer = Executors.newSingleThreadExecutor();
        ExecutorService acks = Executors.newSingleThreadExecutor();
        Semaphore inFlight = new Semaphore(IN_FLIGHT);
        FileStore.Run run = new FileStore.Run(writer, acks, warning -> {}, StoreLog.SIZE);
        try (FileStore store = FileStore.open(new NioDisk(), temp, run)) {
            CompletableFuture<?> last = CompletableFuture.completedFuture(null);
            for (int call = 0; call < CALLS; call++) {
                assertThat(inFlight.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
                List<Map<String, Object>> state = pool;
                int seen = call;
                last = store.checkpoint("mempool", 1, () -> Map.of("pending", state, "call", seen))
                        .whenComplete((nothing, failure) -> inFlight.release())
                        .toCompletableFuture();
            }
            last.get(60, TimeUnit.SECONDS);
            assertThat(store.lastCheckpoint("mempool").orElseThrow().data()).containsEntry("call", CALLS - 1);
        } finally {
            writer.shutdown();
            acks.shutdown();
        }
    }
}
