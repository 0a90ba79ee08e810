package io.armstrong.core.breaker;

import io.armstrong.api.breaker.BreakerSpec;
import io.armstrong.api.breaker.BreakerState;
import java.time.Duration;

/** A breaker on the bench: one circuit, and time that passes when the test says so. */
final class Bench {
    Circuit circuit;
    long now = Long.MAX_VALUE - Duration.ofMinutes(1).toNanos(); // monotonic time may wrap around under way

    Bench(BreakerSpec spec) {
        circuit = Circuit.of(spec);
    }

    BreakerState state() {
        return circuit.state();
    }

    long ask() {
        return tell(new BreakerEvent.Asked());
    }

    void succeed(long permit) {
        tell(new BreakerEvent.Succeeded(permit, 0));
    }

    void fail(long permit) {
        tell(new BreakerEvent.Failed(permit, 0, "boom"));
    }

    void failInARow(int times) {
        for (int i = 0; i < times; i++) fail(ask());
    }

    void take(Duration took) {
        tell(new BreakerEvent.Succeeded(ask(), took.toNanos()));
    }

    void pass(Duration time) {
        now += time.toNanos();
        tell(new BreakerEvent.TimePassed());
    }

    long tell(BreakerEvent event) {
        Circuit.Answer answer = BreakerCore.decide(circuit, event, now);
        circuit = answer.next();
        return answer.permit();
    }
}
