package io.armstrong.core.health;

import io.armstrong.api.Guards;

/**
 * What a child may allocate within a period (feature H5). Periods follow each other without overlap: what is allocated across the
 * border of two may be up to twice the bytes before it trips. Not thread-safe.
 */
public final class Allowance {
    private final Guards guards;
    private long begun;
    private long base;

    /** @param now monotonic nanoseconds; @param allocated bytes allocated so far */
    public Allowance(Guards guards, long now, long allocated) {
        this.guards = guards;
        this.begun = now;
        this.base = allocated;
    }

    /** Bytes allocated in the present period, which ends after this look when it is over. */
    public long used(long now, long allocated) {
        if (allocated < base) base = allocated; // threads that were not ours to count have ended
        long used = allocated - base;
        if (now - begun >= guards.memoryPeriod().toNanos()) {
            begun = now;
            base = allocated;
        }
        return used;
    }
}
