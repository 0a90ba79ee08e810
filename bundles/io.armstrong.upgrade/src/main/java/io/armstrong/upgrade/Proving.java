package io.armstrong.upgrade;

import io.armstrong.api.Supervision;
import io.armstrong.api.upgrade.Receipt;
import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.Upgrades.Load;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Calls a child at a steady rate, as any client would, and keeps book of every call until its answer. */
final class Proving implements AutoCloseable {
    /** Longer than the hold of an upgrade may last. */
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final Supervision supervision;
    private final LongSupplier nanos;
    private final String child;
    private final Load load;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "armstrong-proving");
        thread.setDaemon(true);
        return thread;
    });
    private final LongAdder answered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder byNew = new LongAdder();
    private final LongAdder twice = new LongAdder();
    private final AtomicLong longest = new AtomicLong();
    private final Set<Long> replies = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private final AtomicLong open = new AtomicLong(1);
    /** When the new version took over; 0 before. */
    private volatile long handedOver;
    /** Of the clock's thread. */
    private long sent;

    private long began;

    Proving(Supervision supervision, LongSupplier nanos, String child, Load load) {
        this.supervision = supervision;
        this.nanos = nanos;
        this.child = child;
        this.load = load;
    }

    /** Told by the walk when messages go on in the new version. */
    void handedOver(long at) {
        if (handedOver == 0) handedOver = at;
    }

    /** Calls, upgrades, calls on, and counts. */
    CompletionStage<Receipt> around(java.util.function.Supplier<CompletionStage<Walked>> upgrade) {
        return count().thenCompose(first -> {
            began = nanos.getAsLong();
            clock.scheduleAtFixedRate(this::send, 0, 1, TimeUnit.MILLISECONDS);
            return later().thenCompose(warm -> upgrade.get())
                    .thenCompose(walked -> later().thenApply(on -> walked))
                    .thenCompose(walked -> rest().thenApply(done -> walked))
                    .thenCompose(walked -> count().thenApply(last -> receipt(walked, first, last)));
        });
    }

    /** What came of the upgrade. */
    record Walked(UpgradeReport report, java.util.List<Long> holds) {}

    private CompletionStage<Void> later() {
        return CompletableFuture.runAsync(
                () -> {}, CompletableFuture.delayedExecutor(load.lead().toMillis(), TimeUnit.MILLISECONDS, clock));
    }

    /** As many as are due by now: a late tick makes up for it. */
    private void send() {
        long due = (nanos.getAsLong() - began) / 1_000_000 * load.perSecond() / 1_000 + 1;
        for (; sent < due; sent++) call();
    }

    private void call() {
        open.incrementAndGet();
        long at = nanos.getAsLong();
        supervision
                .callWords(child, load.words(), DEADLINE)
                .whenComplete((reply, failure) -> answered(at, reply, failure));
    }

    private void answered(long at, @Nullable Object reply, @Nullable Throwable failure) {
        long now = nanos.getAsLong();
        longest.accumulateAndGet(now - at, Math::max);
        if (failure != null) failed.increment();
        else answered.increment();
        if (failure == null && handedOver != 0 && now >= handedOver) byNew.increment();
        if (reply instanceof Number count && !replies.add(count.longValue())) twice.increment();
        close(open.decrementAndGet());
    }

    private void close(long left) {
        if (left == 0) drained.complete(null);
    }

    /** No more calls; done when each has its answer. */
    private CompletionStage<Void> rest() {
        clock.shutdown();
        close(open.decrementAndGet());
        return drained;
    }

    /** One more call, to read the count. */
    private CompletionStage<Optional<Long>> count() {
        return supervision
                .callWords(child, load.words(), DEADLINE)
                .thenApply(
                        reply -> reply instanceof Number number ? Optional.of(number.longValue()) : Optional.empty());
    }

    private Receipt receipt(Walked walked, Optional<Long> first, Optional<Long> last) {
        // The last call counts itself: a number that has not grown since is no count of calls.
        boolean counted = first.isPresent() && last.isPresent() && last.get() > first.get();
        long all = answered.sum();
        long inWorker = counted ? last.get() - first.get() - 1 : -1;
        return new Receipt(
                walked.report(),
                all + failed.sum(),
                all - byNew.sum(),
                byNew.sum(),
                failed.sum(),
                counted ? Math.max(0, all - inWorker) : -1,
                counted ? Math.max(twice.sum(), inWorker - all - failed.sum()) : -1,
                longest.get() / 1_000,
                walked.holds(),
                counted
                        ? "the worker counted " + inWorker + " calls, the client's log has " + all + " answers"
                        : "the replies to " + String.join(" ", load.words()) + " are no count");
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
