package io.armstrong.core.breaker;

import io.armstrong.api.breaker.BreakerSpec;
import io.armstrong.api.breaker.BreakerState;

/** Calls pass and nothing is counted until somebody says otherwise. */
record Disabled(Ledger ledger) implements Circuit {
    @Override
    public BreakerState state() {
        return BreakerState.DISABLED;
    }

    @Override
    public boolean passes() {
        return true;
    }

    @Override
    public Answer ask(long now) {
        return new Answer(this, BreakerCore.FREE);
    }

    @Override
    public Circuit configured(BreakerSpec spec) {
        return new Disabled(ledger.with(spec));
    }
}
