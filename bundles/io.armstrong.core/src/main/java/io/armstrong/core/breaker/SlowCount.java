package io.armstrong.core.breaker;

import io.armstrong.api.breaker.BreakerSpec;

/** The last calls, one bit each, set when it was slow; and how many there were, up to the sample. */
record SlowCount(long bits, int seen) {
    static final SlowCount NONE = new SlowCount(0, 0);

    SlowCount add(BreakerSpec spec, long took) {
        if (!spec.timesCalls()) return this;
        int sample = spec.slowSample();
        long bit = slow(spec, took) ? 1 : 0;
        return new SlowCount((bits << 1 | bit) & (-1L >>> (64 - sample)), Math.min(seen + 1, sample));
    }

    static boolean slow(BreakerSpec spec, long took) {
        return spec.timesCalls() && took >= spec.slowAfter().toNanos();
    }

    int slow() {
        return Long.bitCount(bits);
    }

    /** Whether they open the breaker. */
    boolean reach(BreakerSpec spec) {
        return spec.timesCalls() && seen >= spec.slowSample() && slow() * 100 >= spec.slowPercent() * spec.slowSample();
    }
}
