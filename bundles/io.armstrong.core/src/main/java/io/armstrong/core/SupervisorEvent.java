package io.armstrong.core;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.EscalationAction;
import io.armstrong.api.ExitReason;
import io.armstrong.api.SupervisorSpec;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Something a supervisor is told. Past tense: it happened; {@link Order}: somebody wants it. */
public sealed interface SupervisorEvent {
    /** Start the children of the spec, once. */
    record Boot() implements SupervisorEvent {}

    /** The parent's exit, or the owner's order to end: children are stopped, then the supervisor exits with it (OTP S34). */
    record ParentExited(ExitReason reason) implements SupervisorEvent {}

    /** The supervisor's own message to try a failed restart again (OTP S47); nothing unless the child is restarting. */
    record RetryStart(String id) implements SupervisorEvent {}

    /** The end of a hold. */
    record Released(long hold) implements SupervisorEvent {}

    /** What became of one incarnation. Of an earlier incarnation it changes nothing. */
    sealed interface OfChild extends SupervisorEvent {
        String id();

        long incarnation();
    }

    /** Its start is done. */
    record ChildStarted(String id, long incarnation) implements OfChild {}

    /**
     * Its start has come as far as it can: something that it needs is not there yet. The plan goes on without it; ChildStarted
     * follows when it came. Of a child that runs it changes nothing.
     *
     * @param missing what it waits for, in words
     */
    record ChildWaiting(String id, long incarnation, String missing) implements OfChild {}

    /** Its start said that it does not want to run: OTP's {@code ignore} (S11). */
    record ChildIgnored(String id, long incarnation) implements OfChild {}

    /** Its start found that it is wanted isolated: it is now, and counts as ignored otherwise (design D5, D15). */
    record ChildIsolated(String id, long incarnation) implements OfChild {}

    /** Its start failed. */
    record ChildStartFailed(String id, long incarnation, ExitReason reason) implements OfChild {}

    /** The answer to {@link SupervisorEffect.StopChild}: it is gone, with its real reason. */
    record ChildStopped(String id, long incarnation, ExitReason reason) implements OfChild {}

    /** It ended by itself. */
    record ChildExited(String id, long incarnation, ExitReason reason) implements OfChild {}

    /** It overran every deadline and cannot be touched: it stays where it is, fenced (design D9). */
    record ChildHung(String id, long incarnation, ExitReason reason) implements OfChild {}

    /** News for a child that waits for it. Unless it still waits under that ticket it changes nothing. */
    sealed interface OfTicket extends SupervisorEvent {
        String id();

        long ticket();
    }

    /** The answer to {@link SupervisorEffect.AskPolicy}. */
    record PolicyAnswered(String id, long ticket, EscalationAction action) implements OfTicket {}

    /** That policy cannot answer: it threw, or it is not there. The tier's default decides. */
    record PolicyFailed(String id, long ticket, String cause) implements OfTicket {}

    /** The time of {@link SupervisorEffect.WakeAfter} is over. */
    record TimerFired(String id, long ticket) implements OfTicket {}

    /** The end of one call that was let through to a child on trial (design D4). @param success whether a reply came */
    record TrialCall(String id, long incarnation, boolean success) implements SupervisorEvent {}

    /** A request that is answered by exactly one {@link SupervisorEffect.Reply} with its token. */
    sealed interface Order extends SupervisorEvent {
        long token();
    }

    /** OTP S71: a new static child, appended last. */
    record StartNew(long token, ChildSpec spec) implements Order {}

    /**
     * A child that its bundle or a configuration declares, new in a running tree: as {@link StartNew}, but a start that fails is a
     * crash like any other (feature R1) and not the caller's alone: nobody stands by to try again.
     */
    record Declare(long token, ChildSpec spec) implements Order {}

    /** OTP S78: a new child from the template. @param id unique among the dynamic children */
    record StartDynamic(long token, String id, @Nullable Object argument) implements Order {}

    /**
     * OTP S72. @param ended whether the asker knows that the instance he means has ended: then a simple_one_for_one
     * supervisor answers ok though it does not know it (S78)
     */
    record Terminate(long token, String id, boolean ended) implements Order {}

    /** OTP S73. */
    record Restart(long token, String id) implements Order {}

    /** OTP S74. */
    record Delete(long token, String id) implements Order {}

    /** OTP S75. */
    record GetSpec(long token, String id) implements Order {}

    /** OTP S76. */
    record WhichChildren(long token) implements Order {}

    /** OTP S77. @param dead children known to be dead though the notice of it was not handled yet */
    record CountChildren(long token, Set<String> dead) implements Order {
        public CountChildren {
            dead = Set.copyOf(dead);
        }
    }

    /** OTP S107: flags and specs are replaced, processes stay. */
    record ChangeSpecs(long token, SupervisorSpec spec) implements Order {}

    /** Stop one child and keep it down until {@link Restore} (design D5). */
    record Isolate(long token, String id) implements Order {}

    /** Bring a child back that is isolated or hung; then the others of its scope restart once, counted nowhere (D5). */
    record Restore(long token, String id) implements Order {}

    /** Stop and start one child by hand; siblings stay; not counted. */
    record Recycle(long token, String id) implements Order {}

    /**
     * Give a child away as it is, to a supervisor that takes it by {@link Adopt} (feature E4): it is known here no more, and nothing
     * is stopped. Refused while it is under way from one status to another, or set aside.
     */
    record Surrender(long token, String id) implements Order {}

    /** Take a child that another supervisor surrendered, appended last; refused like {@link StartNew}. */
    record Adopt(long token, ChildSpec spec, ChildRecord child) implements Order {}

    /** Keep these running children in the hand until {@link Released} with this token: an upgrade's plan. */
    record Hold(long token, List<String> ids) implements Order {
        public Hold {
            ids = List.copyOf(ids);
        }
    }

    /** Keep these children down until {@link Released} with this token: the plan of an upgrade of a bundle nobody runs in. */
    record HoldDown(long token, List<String> ids) implements Order {
        public HoldDown {
            ids = List.copyOf(ids);
        }
    }
}
