package io.armstrong.examples.pqchain.metrics;

import io.armstrong.examples.pqchain.api.MetricsCall.Count;
import io.armstrong.examples.pqchain.api.MetricsCall.Kind;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The state of metrics.
 *
 * @param counters by name, at most {@link #MAX_NAMES}; further names count as {@link #OTHER}
 * @param buckets by kind
 * @param dropped by kind
 */
public record Totals(Map<String, Long> counters, Map<String, TokenBucket> buckets, Map<String, Long> dropped) {
    static final int MAX_NAMES = 1000;
    static final String OTHER = "other";

    static Totals none(Duration now) {
        Map<String, TokenBucket> buckets = new TreeMap<>();
        for (Kind kind : Kind.values()) buckets.put(kind.name(), TokenBucket.full(perSecond(kind), now));
        return new Totals(Map.of(), buckets, Map.of());
    }

    /** The totals after one more thing happened. */
    Totals counted(Count count, Duration now) {
        String kind = count.kind().name();
        Optional<TokenBucket> taken = buckets.getOrDefault(kind, TokenBucket.full(perSecond(count.kind()), now))
                .take(now);
        if (taken.isEmpty()) return new Totals(counters, buckets, added(dropped, kind, 1));
        boolean known = counters.containsKey(count.name()) || counters.size() < MAX_NAMES;
        Map<String, TokenBucket> left = new TreeMap<>(buckets);
        left.put(kind, taken.get());
        return new Totals(added(counters, known ? count.name() : OTHER, count.by()), left, dropped);
    }

    private static Map<String, Long> added(Map<String, Long> to, String name, long by) {
        Map<String, Long> more = new TreeMap<>(to);
        more.merge(name, by, Long::sum);
        return more;
    }

    private static long perSecond(Kind kind) {
        return switch (kind) {
            case STATUS -> 0;
            case ARTIFACT -> 100;
            case DEBUG -> 10;
        };
    }
}
