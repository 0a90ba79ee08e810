package io.armstrong.upgrade.itest;

import static org.awaitility.Awaitility.await;

import io.armstrong.api.Supervision;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Calls a counter again and again from several lanes, each with one call under way, until told to stop. */
final class Load implements AutoCloseable {
    private static final int LANES = 8;

    private final Supervision supervision;
    private final String id;
    private final ExecutorService pool = Executors.newFixedThreadPool(2);
    private final AtomicInteger running = new AtomicInteger(LANES);
    private volatile boolean stopped;
    final AtomicLong acknowledged = new AtomicLong();
    final AtomicLong longestNanos = new AtomicLong();
    final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    Load(Supervision supervision, String id) {
        this.supervision = supervision;
        this.id = id;
        for (int lane = 0; lane < LANES; lane++) pool.execute(this::next);
    }

    private void next() {
        if (stopped) {
            running.decrementAndGet();
            return;
        }
        long sent = System.nanoTime();
        supervision
                .callWords(id, List.of("add", "1"), Duration.ofSeconds(30))
                .whenCompleteAsync(
                        (reply, failure) -> {
                            if (failure == null) acknowledged.incrementAndGet();
                            else failures.add(failure);
                            longestNanos.accumulateAndGet(System.nanoTime() - sent, Math::max);
                            next();
                        },
                        pool);
    }

    /** Waits until so many more calls were answered. */
    void more(long calls) {
        long from = acknowledged.get();
        await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.get() >= from + calls || !failures.isEmpty());
    }

    /** Ends when every call has its answer. */
    void stop() {
        stopped = true;
        await().atMost(Duration.ofSeconds(60)).until(() -> running.get() == 0);
    }

    @Override
    public void close() {
        stopped = true;
        pool.shutdown();
    }
}
