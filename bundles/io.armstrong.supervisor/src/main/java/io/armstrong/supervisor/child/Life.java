package io.armstrong.supervisor.child;

import io.armstrong.api.ExitReason;
import io.armstrong.api.spi.Lifecycle;
import io.armstrong.process.supervise.ChildSink;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The life of a static child: which incarnation it is in, how far that got, and where that is told. Written on the child's serial
 * alone; what is volatile is looked at from any thread.
 */
final class Life {
    private final String id;
    private final Serial serial;
    private volatile Phase phase = Phase.DOWN;
    private volatile @Nullable ChildSink sink;
    private volatile long incarnation;
    /** Added to the supervisor's number: a new supervisor counts from 1 again, the process never does. */
    private volatile long base;

    private ExitReason last = ExitReason.SHUTDOWN;

    Life(String id, Serial serial) {
        this.id = id;
        this.serial = serial;
    }

    /** Its supervisor begins the next incarnation. */
    void begin(long number, ChildSink told) {
        if (number <= incarnation) base += incarnation;
        incarnation = number;
        sink = told;
    }

    /** Id of the child. */
    String id() {
        return id;
    }

    Serial serial() {
        return serial;
    }

    @Nullable
    ChildSink sink() {
        return sink;
    }

    /** Where the present incarnation tells what becomes of it. */
    ChildSink tell() {
        ChildSink told = sink;
        if (told == null) throw new IllegalStateException(id + " was never started");
        return told;
    }

    /** Counts starts since the runtime came up, through restarts of its supervisor too. */
    long number() {
        return base + incarnation;
    }

    /** The number that its supervisor gave the present incarnation; 0 before the first. */
    long incarnation() {
        return incarnation;
    }

    Phase phase() {
        return phase;
    }

    boolean is(Phase asked) {
        return phase == asked;
    }

    void reach(Phase next) {
        phase = next;
    }

    /** Why the last incarnation ended. */
    ExitReason last() {
        return last;
    }

    /** The present one ends, or ended, for that reason. */
    void ends(ExitReason why) {
        last = why;
    }

    /**
     * Goes on when that is done, unless another incarnation has begun meanwhile: a start that was given up may still be answered, and
     * a kill may come when the stop is over.
     */
    void then(
            CompletionStage<Lifecycle.Outcome> step,
            BiConsumer<Lifecycle.@Nullable Outcome, @Nullable Throwable> next) {
        long of = number();
        step.whenComplete((outcome, bug) -> serial.runHere(() -> {
            if (number() == of) next.accept(outcome, bug);
        }));
    }
}
