package io.armstrong.core.breaker;

import io.armstrong.api.breaker.BreakerSpec;
import io.armstrong.api.breaker.BreakerState;

/** Calls are turned away until that time. */
record Open(Ledger ledger, long until) implements Circuit {
    /** For the recovery time. */
    static Open of(Ledger ledger, long now) {
        return new Open(ledger, now + ledger.spec().recovery().toNanos());
    }

    @Override
    public BreakerState state() {
        return BreakerState.OPEN;
    }

    @Override
    public Circuit at(long now) {
        if (now - until < 0) return this;
        return HalfOpen.of(ledger.turn("its recovery time is over, "
                + (spec().trials() == 1 ? "one call passes" : spec().trials() + " calls pass") + " on trial"));
    }

    @Override
    public Answer ask(long now) {
        return new Answer(this, BreakerCore.REFUSED);
    }

    @Override
    public long changesIn(long now) {
        return Math.max(0, until - now);
    }

    @Override
    public Circuit configured(BreakerSpec spec) {
        return new Open(ledger.with(spec), until);
    }
}
