package io.armstrong.core.breaker;

import io.armstrong.api.breaker.BreakerSpec;
import io.armstrong.api.breaker.BreakerState;

/** Calls pass; failures and slow calls are counted. */
record Closed(Ledger ledger, FailureCount counted, SlowCount slowness, boolean calm) implements Circuit {
    Closed(Ledger ledger) {
        this(ledger, FailureCount.NONE, SlowCount.NONE);
    }

    private Closed(Ledger ledger, FailureCount counted, SlowCount slowness) {
        this(ledger, counted, slowness, !ledger.spec().timesCalls() && heeds(ledger.spec(), counted));
    }

    /** Whether a success changes nothing about the failures. */
    private static boolean heeds(BreakerSpec spec, FailureCount counted) {
        return counted.count() == 0 || !spec.window().isZero();
    }

    @Override
    public BreakerState state() {
        return BreakerState.CLOSED;
    }

    @Override
    public int failures() {
        return counted.count();
    }

    @Override
    public int slow() {
        return slowness.slow();
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
    public Circuit succeeded(long permit, long took, long now) {
        return calm || late(permit) ? this : counting(counted.afterSuccess(spec()), took, now);
    }

    @Override
    public Circuit failed(long permit, long took, long now, String why) {
        if (late(permit)) return this;
        FailureCount more = counted.add(spec(), now);
        if (!more.reach(spec())) return counting(more, took, now);
        String span = spec().window().isZero()
                ? " in a row"
                : " within " + millis(spec().window().toNanos());
        return Open.of(ledger.turn(more.count() + " failures" + span + ", the last: " + why), now);
    }

    /** The answer of a trial that is over: it was decided without it. */
    private static boolean late(long permit) {
        return permit != BreakerCore.FREE;
    }

    private Circuit counting(FailureCount failures, long took, long now) {
        SlowCount slower = slowness.add(spec(), took);
        if (!slower.reach(spec())) return new Closed(ledger, failures, slower);
        return Open.of(
                ledger.turn(slower.slow() + " of the last " + spec().slowSample() + " calls took "
                        + millis(spec().slowAfter().toNanos()) + " or longer"),
                now);
    }

    static String millis(long nanos) {
        return nanos / 1_000_000 + " ms";
    }

    @Override
    public Circuit configured(BreakerSpec spec) {
        boolean sameKind = spec.window().isZero() == spec().window().isZero();
        boolean sameSample = spec.slowSample() == spec().slowSample();
        return new Closed(
                ledger.with(spec), sameKind ? counted : FailureCount.NONE, sameSample ? slowness : SlowCount.NONE);
    }
}
