package io.armstrong.upgrade;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;

/** Sees the hand-overs of one upgrade. */
final class Witness {
    /** Nobody looks. */
    static final Witness NONE = new Witness(at -> {});

    private final List<Long> holds = new CopyOnWriteArrayList<>();
    private final LongConsumer handOver;

    /** @param handOver told at each end of a hold, monotonic nanoseconds */
    Witness(LongConsumer handOver) {
        this.handOver = handOver;
    }

    void held(long micros, long releasedAtNanos) {
        if (this == NONE) return;
        holds.add(micros);
        handOver.accept(releasedAtNanos);
    }

    /** How long messages were held, each time, in microseconds. */
    List<Long> holds() {
        return List.copyOf(holds);
    }
}
