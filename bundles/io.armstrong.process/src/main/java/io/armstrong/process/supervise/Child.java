package io.armstrong.process.supervise;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Shutdown;
import org.jspecify.annotations.Nullable;

/**
 * The hand of a supervisor on one child: it lives as long as the child's spec does, through all incarnations.
 *
 * <p>Called on the supervisor's turn: every method begins something and returns at once; what came of it is told to the sink
 * of the incarnation, at any later time and on any thread. At most one incarnation is begun at a time, except that one which
 * was abandoned may still be alive somewhere.
 */
public interface Child {
    /**
     * Begins a start. Told: started, waiting, ignored, startFailed or hung; later exited once, when it ends by itself.
     *
     * @param spec as it is now
     * @param incarnation counts attempts from 1
     * @param argument what a dynamic child was given; null for a static one
     */
    void start(ChildSpec spec, long incarnation, @Nullable Object argument, ChildSink sink);

    /**
     * Begins a stop of that incarnation, which may still be starting or be dead already. Told: stopped, with the reason it
     * really had, or hung. The deadline is the supervisor's: it calls {@link #kill} when it is over.
     *
     * @param how brutal_kill: as {@link #kill}, the terminate callback is not run
     * @param why what the child is told
     */
    void stop(long incarnation, Shutdown how, ExitReason why);

    /** Ends that incarnation without asking it, as far as anybody can. Told: stopped with {@code killed}; startFailed while it was starting. */
    void kill(long incarnation);

    /** Whether that incarnation is alive at this moment, as far as is known without waiting. */
    boolean alive(long incarnation);

    /** The supervisor takes that incarnation as gone though it never said so: what it still does is nobody's. */
    default void abandon(long incarnation) {}

    /** It is kept down for its recovery time (design D4): calls fail fast with the time to retry. */
    default void opened(String why) {}

    /** It came up and is on no trial: whatever kept it down is over. */
    default void cameUp() {}

    /**
     * That incarnation is up on trial: its breaker is half-open (design D4). Tell {@link ChildSink#trialCall} how each call
     * that was let through ended.
     *
     * @param calls successes that close it
     */
    default void trialBegun(long incarnation, int calls) {}

    /** The trial of that incarnation is over: closed, or the child is down or about to be. */
    default void trialEnded(long incarnation, boolean closed) {}

    /** How many running children an end of it stops, itself where it is none. */
    default int reach() {
        return 1;
    }

    /** The spec is gone, or the supervisor is: nothing will be asked again. */
    default void forget() {}
}
