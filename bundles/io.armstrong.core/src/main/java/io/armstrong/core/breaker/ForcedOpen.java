package io.armstrong.core.breaker;

import io.armstrong.api.breaker.BreakerSpec;
import io.armstrong.api.breaker.BreakerState;

/** Calls are turned away until somebody says otherwise. */
record ForcedOpen(Ledger ledger) implements Circuit {
    @Override
    public BreakerState state() {
        return BreakerState.FORCED_OPEN;
    }

    @Override
    public Answer ask(long now) {
        return new Answer(this, BreakerCore.REFUSED);
    }

    @Override
    public Circuit configured(BreakerSpec spec) {
        return new ForcedOpen(ledger.with(spec));
    }
}
