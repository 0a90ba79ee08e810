package io.armstrong.face;

import io.armstrong.api.upgrade.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/** What the calls of one side came to. Callers rarely share what they write: each thread has a stripe, of which there are 16. */
final class Counts {
    private static final int STRIPES = 16;
    /** Failed calls stand behind the buckets; a stripe is a whole number of cache lines. */
    private static final int ERRORS = Sample.BUCKETS;

    private static final int STRIPE = (Sample.BUCKETS / 8 + 2) * 8;

    private final AtomicLongArray cells = new AtomicLongArray(STRIPES * STRIPE);

    /** The stripe of this thread. */
    static int stripe() {
        return (int) Thread.currentThread().getId() & (STRIPES - 1);
    }

    static int stripes() {
        return STRIPES;
    }

    void add(long nanos, boolean failed) {
        int base = stripe() * STRIPE;
        cells.incrementAndGet(base + Sample.bucket(nanos));
        if (failed) cells.incrementAndGet(base + ERRORS);
    }

    Sample sample(long bundleId, String version) {
        List<Long> times = new ArrayList<>(Sample.BUCKETS);
        long errors = sum(ERRORS);
        for (int bucket = 0; bucket < Sample.BUCKETS; bucket++) times.add(sum(bucket));
        long calls = times.stream().mapToLong(Long::longValue).sum();
        return new Sample(bundleId, version, calls, Math.min(calls, errors), times);
    }

    private long sum(int cell) {
        long sum = 0;
        for (int stripe = 0; stripe < STRIPES; stripe++) sum += cells.get(stripe * STRIPE + cell);
        return sum;
    }
}
