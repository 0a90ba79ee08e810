package io.armstrong.core.breaker;

import io.armstrong.core.breaker.Circuit.Answer;

/**
 * What a breaker becomes (rows B1, B2, B4; invariant I11): closed to open only at the threshold, open to half-open only when the
 * recovery time is over, half-open to closed only by its trials. What was forced by hand is left by hand only.
 *
 * <p>Pure: the same circuit, event and time give the same answer.
 */
public final class BreakerCore {
    /** The permit of a call that is no trial. Trials are numbered from 1. */
    public static final long FREE = 0;
    /** No permit. */
    public static final long REFUSED = -1;

    private BreakerCore() {}

    /** @param now monotonic nanoseconds, not before those of earlier events */
    public static Answer decide(Circuit before, BreakerEvent event, long now) {
        Circuit circuit = before.at(now);
        if (event instanceof BreakerEvent.Asked) return circuit.ask(now);
        return new Answer(after(circuit, event, now), REFUSED);
    }

    private static Circuit after(Circuit circuit, BreakerEvent event, long now) {
        if (event instanceof BreakerEvent.Succeeded e) return circuit.succeeded(e.permit(), e.took(), now);
        if (event instanceof BreakerEvent.Failed e) return circuit.failed(e.permit(), e.took(), now, e.why());
        if (event instanceof BreakerEvent.Returned e) return circuit.returned(e.permit());
        if (event instanceof BreakerEvent.Configured e) return circuit.configured(e.spec());
        if (event instanceof BreakerEvent.Tripped e) return tripped(circuit, e.why(), now);
        if (event instanceof BreakerEvent.TrialBegun e) return onTrial(circuit, e.why());
        if (event instanceof BreakerEvent.TrialPassed e) return forced(circuit) ? circuit : closed(circuit, e.why());
        return byHand(circuit, event);
    }

    private static Circuit closed(Circuit circuit, String why) {
        return new Closed(
                circuit instanceof Closed ? circuit.ledger() : circuit.ledger().turn(why));
    }

    private static Circuit tripped(Circuit circuit, String why, long now) {
        if (forced(circuit)) return circuit;
        Ledger ledger =
                circuit instanceof Open ? circuit.ledger() : circuit.ledger().turn(why);
        return Open.of(ledger, now);
    }

    /** Half-open by time it may have let trials through already: they stay trials. */
    private static Circuit onTrial(Circuit circuit, String why) {
        if (forced(circuit) || circuit instanceof HalfOpen) return circuit;
        return HalfOpen.of(circuit.ledger().turn(why));
    }

    private static boolean forced(Circuit circuit) {
        return circuit instanceof ForcedOpen || circuit instanceof Disabled;
    }

    private static Circuit byHand(Circuit circuit, BreakerEvent event) {
        Ledger ledger = circuit.ledger();
        if (event instanceof BreakerEvent.ForcedShut e)
            return circuit instanceof ForcedOpen ? circuit : new ForcedOpen(ledger.turn(e.why()));
        if (event instanceof BreakerEvent.SwitchedOff e)
            return circuit instanceof Disabled ? circuit : new Disabled(ledger.turn(e.why()));
        if (event instanceof BreakerEvent.Reset e) return closed(circuit, e.why());
        if (event instanceof BreakerEvent.LeftToItself e)
            return forced(circuit) ? new Closed(ledger.turn(e.why())) : circuit;
        return circuit;
    }
}
