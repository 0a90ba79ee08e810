package io.armstrong.core;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Shutdown;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the supervisor's process must do now, in the order given. */
public sealed interface SupervisorEffect {
    /** Begin to start; answered by ChildStarted, ChildWaiting, ChildIgnored, ChildStartFailed or ChildHung. */
    record StartChild(
            String id,
            long incarnation,
            ChildSpec spec,
            @Nullable Object argument) implements SupervisorEffect {}

    /** Begin to stop; answered by ChildStopped or ChildHung, also when it was still starting or is dead already. */
    record StopChild(String id, long incarnation, Shutdown shutdown, ExitReason reason) implements SupervisorEffect {}

    /** Stop these at the same time with one common deadline (OTP S29); each is answered as by {@link StopChild}. */
    record StopAll(List<Target> children, Shutdown shutdown, ExitReason reason) implements SupervisorEffect {
        public StopAll {
            children = List.copyOf(children);
        }
    }

    /** One of many. */
    record Target(String id, long incarnation) {}

    /** The child's spec is gone: nothing will be asked of it again. */
    record Forget(String id) implements SupervisorEffect {}

    /** The child is another supervisor's from now on, as it is: nothing of it is stopped (feature E4). */
    record HandedOver(String id) implements SupervisorEffect {}

    /** Put this at the end of the supervisor's own mailbox. */
    record SendSelf(SupervisorEvent event) implements SupervisorEffect {}

    /**
     * Ask that policy on a thread of its own; answered by PolicyAnswered or PolicyFailed with the ticket, unless TimerFired with
     * it comes first (design section 4).
     *
     * @param policy the name of a service
     * @param restarts of the child in its own window
     * @param limit how long it may take
     */
    record AskPolicy(
            String policy, String child, long incarnation, ExitReason reason, int restarts, Duration limit, long ticket)
            implements SupervisorEffect {}

    /** Tell TimerFired with that ticket after that time; one that nobody waits for any more changes nothing. */
    record WakeAfter(String child, long ticket, Duration after) implements SupervisorEffect {}

    /** A policy could not be asked, threw or was late: the tier's default decided (feature E2). */
    record PolicyFailed(String child, String policy, String cause) implements SupervisorEffect {}

    /**
     * A child is up on trial: its breaker is half-open. Answered by one TrialCall for each call let through.
     *
     * @param calls successes that close it
     */
    record TrialBegun(String child, long incarnation, int calls) implements SupervisorEffect {}

    /** The trial is over: closed, or the child is down again. */
    record TrialEnded(String child, long incarnation, boolean closed) implements SupervisorEffect {}

    /** The answer to an order. */
    record Reply(long token, OrderResult result) implements SupervisorEffect {}

    /** The hold is over without having been released: the supervisor ends. */
    record HoldBroken(long hold) implements SupervisorEffect {}

    /** A supervisor report, exactly where OTP writes one (S120). @param count children it speaks of: 1, or more where folded */
    record Report(Context context, String child, long incarnation, int count, ExitReason reason)
            implements SupervisorEffect {}

    /** What a {@link Report} is about. */
    enum Context {
        CHILD_TERMINATED,
        START_ERROR,
        SHUTDOWN_ERROR,
        /** Intensity reached. */
        SHUTDOWN
    }

    /** OTP's progress report (S121): a child of a static supervisor is up. */
    record Progress(String child, long incarnation) implements SupervisorEffect {}

    /** An incarnation ended, by itself or by order, whether or not OTP reports it. */
    record Ended(String child, long incarnation, ExitReason reason) implements SupervisorEffect {}

    /** A child's status was changed by an order, or by what a policy answered. */
    record StatusChanged(String child, ChildStatus status, String reason) implements SupervisorEffect {}

    /**
     * Why something happens: for {@code why}.
     *
     * @param policy that answered; empty where none was asked
     * @param restarts of the child in its own window, when it was asked
     * @param count restarts in the supervisor's window, this one included
     */
    record Decided(String child, String decision, String rule, String policy, int restarts, int count, String next)
            implements SupervisorEffect {}

    /** Every child of the spec was started: the supervisor's own start is done. */
    record Booted() implements SupervisorEffect {}

    /** All children are stopped; the supervisor exits with this. Before {@link Booted} its start failed. The last effect ever. */
    record Exit(ExitReason reason) implements SupervisorEffect {}
}
