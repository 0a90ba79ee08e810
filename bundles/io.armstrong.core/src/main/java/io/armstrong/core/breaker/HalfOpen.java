package io.armstrong.core.breaker;

import io.armstrong.api.breaker.BreakerSpec;
import io.armstrong.api.breaker.BreakerState;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls pass on trial, in all no more than the spec says: one failure opens it again, that many successes close it. A trial that
 * is given back leaves its place to another.
 *
 * @param out trials that are not answered, oldest first
 */
record HalfOpen(Ledger ledger, List<Trial> out, int succeeded) implements Circuit {
    /** @param deadline monotonic time at which it counts as failed */
    record Trial(long permit, long deadline) {}

    static HalfOpen of(Ledger ledger) {
        return new HalfOpen(ledger, List.of(), 0);
    }

    @Override
    public BreakerState state() {
        return BreakerState.HALF_OPEN;
    }

    @Override
    public boolean calm() {
        return false;
    }

    @Override
    public int succeeded() {
        return succeeded;
    }

    @Override
    public int trialsOut() {
        return out.size();
    }

    @Override
    public Circuit at(long now) {
        for (Trial trial : out)
            if (now - trial.deadline() >= 0)
                return Open.of(
                        ledger.turn("a call on trial was not answered within "
                                + Closed.millis(spec().permit().toNanos())),
                        now);
        return this;
    }

    @Override
    public Answer ask(long now) {
        if (out.size() + succeeded >= spec().trials()) return new Answer(this, BreakerCore.REFUSED);
        Ledger next = ledger.issue();
        List<Trial> more = new ArrayList<>(out);
        more.add(new Trial(next.issued(), now + spec().permit().toNanos()));
        return new Answer(new HalfOpen(next, List.copyOf(more), succeeded), next.issued());
    }

    @Override
    public Circuit succeeded(long permit, long took, long now) {
        if (!holds(permit)) return this;
        if (SlowCount.slow(spec(), took))
            return Open.of(ledger.turn("a call on trial took " + Closed.millis(took)), now);
        int so = succeeded + 1;
        if (so >= spec().trials())
            return new Closed(ledger.turn(so == 1 ? "the trial succeeded" : so + " trials succeeded"));
        return new HalfOpen(ledger, without(permit), so);
    }

    @Override
    public Circuit failed(long permit, long took, long now, String why) {
        return holds(permit) ? Open.of(ledger.turn("a call on trial failed: " + why), now) : this;
    }

    @Override
    public Circuit returned(long permit) {
        return holds(permit) ? new HalfOpen(ledger, without(permit), succeeded) : this;
    }

    private boolean holds(long permit) {
        return out.stream().anyMatch(trial -> trial.permit() == permit);
    }

    private List<Trial> without(long permit) {
        return out.stream().filter(trial -> trial.permit() != permit).toList();
    }

    @Override
    public long changesIn(long now) {
        return out.stream()
                .mapToLong(trial -> Math.max(0, trial.deadline() - now))
                .min()
                .orElse(-1);
    }

    @Override
    public Circuit configured(BreakerSpec spec) {
        if (succeeded >= spec.trials()) return new Closed(ledger.with(spec).turn(succeeded + " trials succeeded"));
        return new HalfOpen(ledger.with(spec), out, succeeded);
    }
}
