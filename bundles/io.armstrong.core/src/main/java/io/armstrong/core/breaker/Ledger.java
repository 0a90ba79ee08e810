package io.armstrong.core.breaker;

import io.armstrong.api.breaker.BreakerSpec;

/**
 * What a breaker carries from state to state.
 *
 * @param spec its limits
 * @param issued permits given out on trial so far: the next one is one more, so that a late answer hits no other trial
 * @param transitions made so far
 * @param why of the last transition, one sentence; empty before the first
 */
record Ledger(BreakerSpec spec, long issued, long transitions, String why) {
    Ledger with(BreakerSpec other) {
        return new Ledger(other, issued, transitions, why);
    }

    Ledger issue() {
        return new Ledger(spec, issued + 1, transitions, why);
    }

    /** One transition later. */
    Ledger turn(String reason) {
        return new Ledger(spec, issued, transitions + 1, reason);
    }
}
