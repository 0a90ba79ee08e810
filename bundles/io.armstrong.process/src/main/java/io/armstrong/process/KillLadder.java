package io.armstrong.process;

import io.armstrong.api.ExitReason;
import java.util.List;

/**
 * How an incarnation is ended that does not end by itself (design D9): interrupt, second deadline, and then its thread is given
 * up, fenced and replaced. Every rung is climbed by a timer; none waits.
 */
final class KillLadder {
    /** How long a callback has run when the dispatcher's watch first tells of it. */
    static final long SEEN_AFTER = 50_000_000;

    private KillLadder() {}

    /** Interrupts that callback, and gives it up if it has not come back by the second deadline. */
    static void interrupt(Incarnation in, int callback, ExitReason why) {
        if (in.interrupt(callback, why)) later(in, () -> fence(in));
    }

    /** Ends an incarnation wherever it is: between two messages at once, in a callback by the ladder. Never tells the worker. */
    static void kill(Incarnation in, ExitReason why) {
        if (in.process().inside() != in) return;
        int callback = in.inCallback();
        if (callback == 0 || !in.interrupt(callback, why))
            in.process().put(Order.urgent(() -> in.end(why, false, null, null)));
        later(in, () -> {
            fence(in);
            kill(in, why); // a callback may have begun just when we looked
        });
    }

    private static void fence(Incarnation in) {
        ExitReason why = in.fence();
        if (why == null) return;
        List<String> stack = in.brandRunner(in.id());
        in.process().takeOver(() -> in.lost(why, stack));
    }

    private static void later(Incarnation in, Runnable rung) {
        WorkerSettings settings = in.process().settings();
        settings.system().timers().after(Nanos.of(settings.secondDeadline()), rung);
    }
}
