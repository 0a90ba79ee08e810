package io.armstrong.api.upgrade;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What calls of one side of a rollout came to, tagged with the revision that answered them (feature U9).
 *
 * @param bundleId the bundle that answered
 * @param version of that bundle
 * @param calls that were answered or failed
 * @param errors those that failed: unchecked exceptions of a service; of an instance failed probes, or calls that failed by its fault
 * @param times how many calls fell into each {@linkplain #bucket bucket} of time, from the fastest on; {@link #BUCKETS} of them
 */
public record Sample(long bundleId, String version, long calls, long errors, List<Long> times) {
    /** Buckets of time: four to each doubling, from 1 microsecond to a minute. The last holds what took longer. */
    public static final int BUCKETS = 104;

    private static final int MICRO_BITS = 10;
    private static final int LAST_EXPONENT = BUCKETS / 4;

    public Sample {
        if (calls < 0 || errors < 0 || errors > calls)
            throw new IllegalArgumentException(errors + " errors of " + calls + " calls: must be 0 to all of them");
        if (times.size() != BUCKETS) throw new IllegalArgumentException(times.size() + " buckets: must be " + BUCKETS);
        times = List.copyOf(times);
    }

    /** Nothing yet. */
    public static Sample none(long bundleId, String version) {
        return new Sample(bundleId, version, 0, 0, Collections.nCopies(BUCKETS, 0L));
    }

    /** The bucket of a call that took so long. */
    public static int bucket(long nanos) {
        long units = Math.max(0, nanos) >> MICRO_BITS;
        if (units < 4) return (int) units;
        int exponent = 63 - Long.numberOfLeadingZeros(units);
        if (exponent > LAST_EXPONENT) return BUCKETS - 1;
        return (exponent - 1) * 4 + (int) ((units >> (exponent - 2)) & 3);
    }

    /** The time below which the calls of that bucket stayed, in nanoseconds. */
    public static long upperNanos(int bucket) {
        if (bucket < 4) return (bucket + 1L) << MICRO_BITS;
        return (5L + bucket % 4) << (bucket / 4 - 1 + MICRO_BITS);
    }

    /** The time within which that share of the calls was done, in nanoseconds; 0 when there were none. @param share above 0, to 1 */
    public long quantileNanos(double share) {
        long wanted = (long)
                Math.ceil(share * times.stream().mapToLong(Long::longValue).sum());
        long seen = 0;
        for (int bucket = 0; bucket < BUCKETS && wanted > 0; bucket++) {
            seen += times.get(bucket);
            if (seen >= wanted) return upperNanos(bucket);
        }
        return 0;
    }

    /** What came since that earlier sample of the same side. */
    public Sample since(Sample before) {
        List<Long> fresh = new ArrayList<>(BUCKETS);
        for (int bucket = 0; bucket < BUCKETS; bucket++)
            fresh.add(Math.max(0, times.get(bucket) - before.times.get(bucket)));
        long more = Math.max(0, calls - before.calls);
        return new Sample(bundleId, version, more, Math.min(more, Math.max(0, errors - before.errors)), fresh);
    }
}
