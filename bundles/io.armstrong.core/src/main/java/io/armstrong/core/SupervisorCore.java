package io.armstrong.core;

import io.armstrong.api.ChildStatus;
import io.armstrong.api.ExitReason;
import io.armstrong.core.SupervisorState.Phase;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The whole policy of a supervisor: OTP's (S1 to S84), with the departures of design sections 4 and 6.
 *
 * <p>No clock, no thread, no I/O: the same events at the same times give the same effects. One event costs what it changes,
 * however many children there are.
 */
public final class SupervisorCore {
    private SupervisorCore() {}

    /**
     * Decides one event.
     *
     * @param state changed in place
     * @param event what happened or is wanted
     * @param now monotonic nanoseconds
     * @return what to do, in this order; good until the next event of that state is decided
     */
    public static List<SupervisorEffect> decide(SupervisorState state, SupervisorEvent event, long now) {
        state.begin(now);
        if (state.phase() == Phase.ENDED) refuse(state, event);
        else if (event instanceof SupervisorEvent.OfChild e) ofChild(state, e);
        else if (waits(state, event)) state.deferred.add(event);
        else handle(state, event);
        catchUp(state);
        return state.effects();
    }

    /**
     * Ends a supervisor that is killed: nothing is stopped, whoever waits for an answer gets noproc (OTP S35, S70).
     *
     * @return answers only; good until the next event of that state is decided
     */
    public static List<SupervisorEffect> kill(SupervisorState state) {
        state.begin(state.now);
        if (state.plan != null) state.plan.cutShort(state);
        Endings.close(state);
        return state.effects();
    }

    private static void refuse(SupervisorState state, SupervisorEvent event) {
        if (event instanceof SupervisorEvent.Order order) Endings.refuse(state, order.token());
    }

    /** What waited for a plan is handled in its old order as soon as nothing is in its way. */
    private static void catchUp(SupervisorState state) {
        while (!state.deferred.isEmpty()) {
            SupervisorEvent next = state.deferred.peek();
            if (waits(state, next)) return;
            state.deferred.remove();
            if (next instanceof SupervisorEvent.OfChild e) endedBefore(state, e);
            else handle(state, next);
        }
    }

    /** An exit that waited: of a child forgotten meanwhile it says nothing about another one of its name (invariant I15). */
    private static void endedBefore(SupervisorState state, SupervisorEvent.OfChild event) {
        ChildRecord child = state.child(event.id());
        if (child != null && child.dead() != null) ended(state, event);
    }

    /** OTP's blocking supervisor without a blocked thread (design section 4). */
    private static boolean waits(SupervisorState state, SupervisorEvent event) {
        boolean hold = event instanceof SupervisorEvent.Hold || event instanceof SupervisorEvent.HoldDown;
        if (hold && state.plan instanceof HoldPlan) return state.starting() > 0;
        if (event instanceof SupervisorEvent.Order) return state.plan != null || state.starting() > 0;
        if (event instanceof SupervisorEvent.RetryStart e) return waits(state, e.id());
        if (event instanceof SupervisorEvent.OfTicket e) return waits(state, e.id());
        if (event instanceof SupervisorEvent.TrialCall) return state.plan != null; // it may need a plan of its own
        if (event instanceof SupervisorEvent.OfChild e) return waits(state, e);
        return false;
    }

    private static boolean waits(SupervisorState state, SupervisorEvent.OfChild event) {
        Plan plan = state.plan;
        ChildRecord child = state.child(event.id());
        if (plan == null || child == null || !child.isNow(event.incarnation())) return false;
        return !onItsOwn(state) || plan.holds(child);
    }

    /** News for a child that has no step under way: unless the plan waits for just that. */
    private static boolean waits(SupervisorState state, String id) {
        Plan plan = state.plan;
        ChildRecord child = state.child(id);
        if (plan == null || child == null || plan.awaits(child)) return false;
        return !onItsOwn(state) || plan.holds(child);
    }

    private static boolean onItsOwn(SupervisorState state) {
        return state.independent() && state.phase() != Phase.ENDING;
    }

    private static void handle(SupervisorState state, SupervisorEvent event) {
        if (event instanceof SupervisorEvent.Order order) Orders.handle(state, order);
        else if (event instanceof SupervisorEvent.RetryStart retry) Restarts.retry(state, retry.id());
        else if (event instanceof SupervisorEvent.OfTicket news) Policies.told(state, news);
        else if (event instanceof SupervisorEvent.TrialCall call) Trials.called(state, call);
        else if (event instanceof SupervisorEvent.ParentExited exit) Endings.end(state, exit.reason());
        else if (event instanceof SupervisorEvent.Released released) release(state, released.hold());
        else if (event instanceof SupervisorEvent.Boot) boot(state);
    }

    private static void boot(SupervisorState state) {
        if (state.phase() != Phase.NEW) return;
        state.enter(Phase.BOOTING);
        state.plan = new BootPlan(state.inOrder());
        state.plan.begin(state);
    }

    private static void release(SupervisorState state, long hold) {
        if (state.plan instanceof HoldPlan plan) plan.release(state, hold);
    }

    /** News of a child: of an earlier incarnation it changes nothing (invariant I15). */
    private static void ofChild(SupervisorState state, SupervisorEvent.OfChild event) {
        ChildRecord child = state.child(event.id());
        if (child == null || !child.isNow(event.incarnation())) return;
        if (child.is(ChildStatus.STOPPING)) whileStopping(state, child, event);
        else if (child.is(ChildStatus.STARTING)) whileStarting(state, child, event);
        else whileUp(state, child, event);
    }

    /** Whatever ends it is the end of its stop; that it came up just before is no longer of interest. */
    private static void whileStopping(SupervisorState state, ChildRecord child, SupervisorEvent.OfChild event) {
        if (event instanceof SupervisorEvent.ChildStarted || event instanceof SupervisorEvent.ChildWaiting) return;
        if (event instanceof SupervisorEvent.ChildHung) child.hung(true);
        if (state.plan != null && state.plan.awaits(child)) state.plan.stopped(state, child, reason(event));
    }

    private static void whileStarting(SupervisorState state, ChildRecord child, SupervisorEvent.OfChild event) {
        Plan plan = state.plan != null && state.plan.awaits(child) ? state.plan : null;
        if (event instanceof SupervisorEvent.ChildStarted) {
            Steps.up(state, child);
            if (plan != null) plan.started(state, child);
        } else if (event instanceof SupervisorEvent.ChildWaiting waiting) {
            Steps.waiting(state, child, waiting.missing());
            if (plan != null) plan.started(state, child);
        } else if (event instanceof SupervisorEvent.ChildIgnored) {
            ignored(state, child, plan);
        } else if (event instanceof SupervisorEvent.ChildIsolated) {
            ignored(state, child, plan);
            if (state.child(child.id()) == child) child.become(ChildStatus.ISOLATED);
        } else {
            if (event instanceof SupervisorEvent.ChildHung) child.hung(true);
            if (plan != null) plan.failed(state, child, reason(event));
            else Restarts.failed(state, child, reason(event));
        }
    }

    /** A restart that says ignore counts as done; a dynamic child is then forgotten (OTP S49, S135). */
    private static void ignored(SupervisorState state, ChildRecord child, @Nullable Plan plan) {
        if (plan != null) {
            plan.ignored(state, child);
            return;
        }
        child.become(ChildStatus.DOWN);
        if (state.simple()) state.remove(child);
    }

    private static boolean comesUp(SupervisorEvent.OfChild event) {
        return event instanceof SupervisorEvent.ChildStarted
                || event instanceof SupervisorEvent.ChildWaiting
                || event instanceof SupervisorEvent.ChildIgnored
                || event instanceof SupervisorEvent.ChildIsolated;
    }

    /** Whatever says that it is gone is its exit, asked for by its supervisor or not. */
    private static void whileUp(SupervisorState state, ChildRecord child, SupervisorEvent.OfChild event) {
        if (child.is(ChildStatus.WAITING) && child.dead() == null) arrived(state, child, event);
        if (comesUp(event)) return;
        if (child.dead() != null) return;
        if (state.phase() == Phase.ENDING) {
            child.dead(reason(event));
        } else if (waits(state, event)) {
            child.dead(reason(event));
            state.deferred.add(event);
        } else {
            ended(state, event);
        }
    }

    /** What a child waited for came, or it waits for something else. */
    private static void arrived(SupervisorState state, ChildRecord child, SupervisorEvent.OfChild event) {
        if (event instanceof SupervisorEvent.ChildStarted) Steps.up(state, child);
        else if (event instanceof SupervisorEvent.ChildWaiting other) Steps.waiting(state, child, other.missing());
    }

    /** A running child ended by itself and its turn has come; unless a plan took care of it meanwhile. */
    private static void ended(SupervisorState state, SupervisorEvent.OfChild event) {
        ChildRecord child = state.child(event.id());
        if (child == null || !child.isNow(event.incarnation()) || !child.running()) return;
        if (event instanceof SupervisorEvent.ChildHung) Restarts.hung(state, child, reason(event));
        else Restarts.exited(state, child, reason(event));
    }

    private static ExitReason reason(SupervisorEvent.OfChild event) {
        if (event instanceof SupervisorEvent.ChildExited e) return e.reason();
        if (event instanceof SupervisorEvent.ChildStopped e) return e.reason();
        if (event instanceof SupervisorEvent.ChildStartFailed e) return e.reason();
        if (event instanceof SupervisorEvent.ChildHung e) return e.reason();
        return ExitReason.NORMAL;
    }
}
