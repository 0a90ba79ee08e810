package io.armstrong.process;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.ParkSpec;
import io.armstrong.api.breaker.BreakerChange;
import io.armstrong.api.breaker.BreakerSpec;
import java.util.function.Consumer;

/**
 * How calls to a child are let in while something is wrong with it.
 *
 * @param breaker its breaker; {@link BreakerSpec#NONE}: none
 * @param parking what becomes of calls while nothing is up inside
 * @param hearer told each transition of the breaker once, in order, on whichever thread: it must not block
 */
public record CallRules(BreakerSpec breaker, ParkSpec parking, Consumer<BreakerChange> hearer) {
    /** No breaker; calls are parked. */
    public static final CallRules DEFAULT = new CallRules(BreakerSpec.NONE, ParkSpec.DEFAULT, change -> {});

    /** Those of that spec. */
    public CallRules withSpec(ChildSpec spec) {
        return new CallRules(spec.breakerInForce(), spec.parking(), hearer);
    }

    /** The same, its transitions told there. */
    public CallRules withHearer(Consumer<BreakerChange> value) {
        return new CallRules(breaker, parking, value);
    }
}
