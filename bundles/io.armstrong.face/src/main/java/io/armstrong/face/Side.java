package io.armstrong.face;

import io.armstrong.api.upgrade.Sample;

/**
 * One side of a split: the bundle that answers, and what its calls came to.
 *
 * @param tenure counts who is inside; of the child's own side it is not used: there the door's counts
 */
record Side(long bundleId, String version, Tenure tenure, Counts counts) {
    /** Nothing counted yet. Without a breaker: what a canary fails never counts against the child (invariant I22). */
    static Side of(long bundleId, String version, long incarnation) {
        return new Side(bundleId, version, new Tenure(bundleId, incarnation, null), new Counts());
    }

    Sample sample() {
        return counts.sample(bundleId, version);
    }
}
