package io.armstrong.bench;

import io.armstrong.bench.product.ProductBench;
import io.armstrong.process.warm.WarmUp;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** What a runtime has behind it soon after it booted: its warm-up, unless that is switched off. */
final class AsBooted {
    private AsBooted() {}

    /** Returns when it is over; at once where each of these benches boots a runtime of its own. */
    static void await(List<String> benches) throws InterruptedException, ExecutionException {
        if ("off".equals(System.getProperty("armstrong.warmup")) || ProductBench.NAMES.containsAll(benches)) return;
        CompletableFuture<Duration> warm = new CompletableFuture<>();
        WarmUp.begin((where, thrown) -> warm.completeExceptionally(thrown), warm::complete);
        warm.get();
    }
}
