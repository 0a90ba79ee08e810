package io.armstrong.bench.inside;

import io.armstrong.api.worker.Ref;
import io.armstrong.api.worker.Registry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A worker in a bundle of its own crashes, and the bundle is stopped and started: Declarative Services read its components
 * anew each time. The next call waits in the mailbox; the client blocks nowhere.
 */
final class WorkerRestart {
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final int WARM = 2_000;
    private static final int MEASURED = 3_000;

    private final Ref counter;
    private final int warm;
    private final long[] nanos;
    private final CompletableFuture<Long> end = new CompletableFuture<>();
    private int round;
    private long began;
    private long crashed;

    private WorkerRestart(Ref counter, int divisor) {
        this.counter = counter;
        this.warm = Math.max(1, WARM / divisor);
        this.nanos = new long[Math.max(1, MEASURED / divisor)];
    }

    static List<Found> run(Services services, int divisor) throws Exception {
        Ref counter = services.get(Registry.class).whereis("counter").orElseThrow();
        return new WorkerRestart(counter, divisor).run();
    }

    private List<Found> run() throws Exception {
        crash();
        long ended = end.get(5, TimeUnit.MINUTES);
        double perSecond = nanos.length * 1e9 / (ended - began);
        return List.of(new Found(
                "bundle_restart_worker",
                nanos.length,
                perSecond,
                "restarts/s",
                nanos,
                "one worker component, depth bundle, stop and start transient, the call waits in the mailbox"));
    }

    /** Each is another message: what crashed three incarnations would not be handled again. */
    private void crash() {
        if (round == warm) began = System.nanoTime();
        crashed = System.nanoTime();
        counter.cast(List.of("crash", (long) round));
        counter.call(List.of("add", 1L), DEADLINE).whenComplete(this::answered);
    }

    private void answered(Object count, Throwable failure) {
        long now = System.nanoTime();
        if (failure != null || !Long.valueOf(1).equals(count)) {
            end.completeExceptionally(new IllegalStateException("after a restart: " + count, failure));
            return;
        }
        if (round >= warm) nanos[round - warm] = now - crashed;
        if (++round == warm + nanos.length) end.complete(now);
        else crash();
    }
}
