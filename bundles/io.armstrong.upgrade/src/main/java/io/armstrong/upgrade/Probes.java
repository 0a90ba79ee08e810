package io.armstrong.upgrade;

import io.armstrong.api.spi.Instances.Instance;
import io.armstrong.api.upgrade.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Counts what came of calls to instances of both sides, by the bundle that answered: of calls with the words of the order, or without
 * words of those that others make.
 */
final class Probes {
    private static final Duration CALL = Duration.ofSeconds(5);
    /** For a whole round. */
    private static final Duration ROUND = Duration.ofSeconds(30);

    private final Ground ground;
    private final List<String> words;
    private final long each;
    /** By bundle. Guarded by itself. */
    private final Map<Long, Counted> sides = new HashMap<>();

    private static final class Counted {
        private long calls;
        private long errors;
        private long inRow;
        private String last = "";
        private final List<Long> times = new ArrayList<>(Collections.nCopies(Sample.BUCKETS, 0L));
    }

    /** @param each calls of one round on each side */
    Probes(Ground ground, List<String> words, long each) {
        this.ground = ground;
        this.words = words;
        this.each = each;
    }

    /** One round, on both sides in turns, so that a busy machine is busy for both. On a thread of its own: it waits for answers. */
    CompletionStage<Void> call(List<Instance> instances, long freshId, long besideId) {
        if (words.isEmpty()) return CompletableFuture.completedStage(null);
        List<Instance> fresh = on(instances, freshId);
        List<Instance> beside = on(instances, besideId);
        return DisposableThread.call("probes", ROUND, () -> {
                    for (int call = 0; call < each; call++) {
                        if (!fresh.isEmpty()) call(fresh.get(call % fresh.size()));
                        if (!beside.isEmpty()) call(beside.get(call % beside.size()));
                    }
                    return true;
                })
                .thenAccept(done -> {});
    }

    private static List<Instance> on(List<Instance> instances, long bundleId) {
        return instances.stream()
                .filter(instance -> instance.bundleId() == bundleId && instance.up())
                .toList();
    }

    private void call(Instance instance) throws InterruptedException {
        long began = ground.nanos().getAsLong();
        String failed = "";
        try {
            ground.supervision()
                    .callWords(instance.id(), words, CALL)
                    .toCompletableFuture()
                    .get(CALL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            failed = Refusal.sentence(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            failed = "no answer within " + CALL.toMillis() + " ms";
        } catch (RuntimeException e) {
            failed = Refusal.sentence(e);
        }
        count(instance.id(), instance.bundleId(), ground.nanos().getAsLong() - began, failed);
    }

    /** One that somebody else made. */
    void called(String instance, long bundleId, long nanos, boolean failed) {
        count(instance, bundleId, nanos, failed ? "crash or no answer" : "");
    }

    private void count(String instance, long bundleId, long nanos, String failed) {
        synchronized (sides) {
            Counted side = sides.computeIfAbsent(bundleId, id -> new Counted());
            int bucket = Sample.bucket(nanos);
            side.times.set(bucket, side.times.get(bucket) + 1);
            side.calls++;
            if (!failed.isEmpty()) side.errors++;
            side.inRow = failed.isEmpty() ? 0 : side.inRow + 1;
            side.last = failed.isEmpty() ? "" : instance + ": " + failed;
        }
    }

    Sample sample(long bundleId, String version) {
        synchronized (sides) {
            Counted side = sides.get(bundleId);
            return side == null
                    ? Sample.none(bundleId, version)
                    : new Sample(bundleId, version, side.calls, side.errors, side.times);
        }
    }

    /** What a gate says of that side: that nothing is answered any more. */
    String complaint(long bundleId) {
        synchronized (sides) {
            Counted side = sides.get(bundleId);
            return side == null || side.inRow < each ? "" : each + " calls in a row failed, the last on " + side.last;
        }
    }
}
