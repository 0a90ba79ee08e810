package io.armstrong.core.breaker;

import io.armstrong.api.breaker.BreakerSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Failures that count: in a row, or within the window, whose times are kept then, oldest first, at most as many as open the breaker.
 */
record FailureCount(int count, List<Long> times) {
    static final FailureCount NONE = new FailureCount(0, List.of());

    FailureCount add(BreakerSpec spec, long now) {
        if (spec.window().isZero()) return new FailureCount(count + 1, List.of());
        List<Long> within = new ArrayList<>(times.size() + 1);
        long window = spec.window().toNanos();
        for (long time : times) if (now - time < window) within.add(time);
        within.add(now);
        return new FailureCount(within.size(), List.copyOf(within));
    }

    /** What a success leaves of it. */
    FailureCount afterSuccess(BreakerSpec spec) {
        return spec.window().isZero() ? NONE : this;
    }

    /** Whether they open the breaker. */
    boolean reach(BreakerSpec spec) {
        return spec.present() && count >= spec.failures();
    }
}
