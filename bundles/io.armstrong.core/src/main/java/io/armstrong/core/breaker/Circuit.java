package io.armstrong.core.breaker;

import io.armstrong.api.breaker.BreakerSpec;
import io.armstrong.api.breaker.BreakerState;

/**
 * A breaker as it stands: one value for each state. {@link BreakerCore} moves it on.
 *
 * <p>Times are monotonic nanoseconds that somebody hands in; only their differences mean anything.
 */
public sealed interface Circuit permits Closed, Open, HalfOpen, ForcedOpen, Disabled {
    /** A new breaker: closed. */
    static Circuit of(BreakerSpec spec) {
        return new Closed(new Ledger(spec, 0, 0, ""));
    }

    Ledger ledger();

    BreakerState state();

    /** Its limits. */
    default BreakerSpec spec() {
        return ledger().spec();
    }

    /** Transitions made so far. */
    default long transitions() {
        return ledger().transitions();
    }

    /** Why of the last transition; empty before the first. */
    default String why() {
        return ledger().why();
    }

    /** Failures counted now. */
    default int failures() {
        return 0;
    }

    /** Slow calls among those looked back at. */
    default int slow() {
        return 0;
    }

    /** Trials that are not answered. */
    default int trialsOut() {
        return 0;
    }

    /** Trials that succeeded since it is half-open. */
    default int succeeded() {
        return 0;
    }

    /** Whether every call passes, uncounted or free. */
    default boolean passes() {
        return false;
    }

    /** Whether a success changes nothing: so it is with a closed one while nothing fails and calls are not timed. */
    default boolean calm() {
        return true;
    }

    /** What the passing of time makes of it. */
    default Circuit at(long now) {
        return this;
    }

    /** Somebody wants to call. {@link #at} was asked before. */
    Answer ask(long now);

    /** A permitted call succeeded. */
    default Circuit succeeded(long permit, long took, long now) {
        return this;
    }

    /** A permitted call failed. */
    default Circuit failed(long permit, long took, long now, String why) {
        return this;
    }

    /** A permit came back unused. */
    default Circuit returned(long permit) {
        return this;
    }

    /** The same with other limits; what was counted stays. */
    Circuit configured(BreakerSpec spec);

    /** When the passing of time changes it next, as nanoseconds from now; negative: never. */
    default long changesIn(long now) {
        return -1;
    }

    /**
     * What somebody who asked is told.
     *
     * @param next the breaker from now on
     * @param permit {@link BreakerCore#FREE}, the number of a trial, or {@link BreakerCore#REFUSED}
     */
    record Answer(Circuit next, long permit) {}
}
