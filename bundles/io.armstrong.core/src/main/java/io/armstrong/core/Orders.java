package io.armstrong.core;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.Strategy;
import io.armstrong.core.OrderResult.Error;
import io.armstrong.core.OrderResult.Refused;
import io.armstrong.core.spec.SpecReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a supervisor can be asked (OTP S70 to S78; design D5): refused, answered at once, or made a plan. */
final class Orders {
    private Orders() {}

    static void handle(SupervisorState state, SupervisorEvent.Order order) {
        OrderResult answer = decide(state, order);
        if (answer != null) state.emit(new SupervisorEffect.Reply(order.token(), answer));
    }

    /** The answer, or null when a plan was begun that will give it. */
    private static @Nullable OrderResult decide(SupervisorState state, SupervisorEvent.Order order) {
        if (order instanceof SupervisorEvent.StartNew o)
            return startNew(state, o.spec(), child -> new StartOrder(o.token(), child));
        if (order instanceof SupervisorEvent.Declare o)
            return startNew(state, o.spec(), child -> new DeclareOrder(o.token(), child));
        if (order instanceof SupervisorEvent.StartDynamic o) return startDynamic(state, o);
        if (order instanceof SupervisorEvent.Terminate o) return terminate(state, o);
        if (order instanceof SupervisorEvent.Restart o) return restart(state, o);
        if (order instanceof SupervisorEvent.Delete o) return delete(state, o.id());
        if (order instanceof SupervisorEvent.Isolate o) return isolate(state, o);
        if (order instanceof SupervisorEvent.Restore o) return restore(state, o);
        if (order instanceof SupervisorEvent.Recycle o) return recycle(state, o);
        if (order instanceof SupervisorEvent.Surrender o) return Moves.surrender(state, o.id());
        if (order instanceof SupervisorEvent.Adopt o) return Moves.adopt(state, o);
        if (order instanceof SupervisorEvent.Hold o) return hold(state, o.token(), o.ids(), Orders::whyNotUp);
        if (order instanceof SupervisorEvent.HoldDown o)
            return hold(state, o.token(), o.ids(), child -> whyNotDown(state, child));
        return Questions.answer(state, order);
    }

    private static @Nullable OrderResult startNew(
            SupervisorState state, ChildSpec spec, Function<ChildRecord, StartOrder> plan) {
        if (state.simple()) return new Refused(Error.SIMPLE_ONE_FOR_ONE);
        if (SpecReader.wrongCombination(state.autoShutdown(), spec) != null) return new Refused(Error.BAD_COMBINATION);
        ChildRecord known = state.child(spec.id());
        if (known != null) return new Refused(known.running() ? Error.ALREADY_STARTED : Error.ALREADY_PRESENT);
        return begin(state, plan.apply(unsaved(state, state.child(spec))));
    }

    private static @Nullable OrderResult startDynamic(SupervisorState state, SupervisorEvent.StartDynamic o) {
        if (!state.simple()) return new Refused(Error.NOT_FOUND);
        ChildRecord known = state.child(o.id());
        if (known != null) return new Refused(known.running() ? Error.ALREADY_STARTED : Error.ALREADY_PRESENT);
        if (state.size() >= state.spec().maxChildren()) return new Refused(Error.MAX_CHILDREN);
        return begin(state, new StartOrder(o.token(), unsaved(state, state.child(o.id(), o.argument()))));
    }

    private static ChildRecord unsaved(SupervisorState state, ChildRecord child) {
        child.unsaved(true);
        state.add(child);
        return child;
    }

    private static @Nullable OrderResult terminate(SupervisorState state, SupervisorEvent.Terminate o) {
        ChildRecord child = state.child(o.id());
        if (child != null) return begin(state, new StopOrder(o.token(), child, ChildStatus.DOWN));
        if (!state.simple()) return new Refused(Error.NOT_FOUND);
        if (o.id().equals(state.template().id())) return new Refused(Error.SIMPLE_ONE_FOR_ONE);
        return o.ended() ? OrderResult.DONE : new Refused(Error.NOT_FOUND);
    }

    private static @Nullable OrderResult restart(SupervisorState state, SupervisorEvent.Restart o) {
        if (state.simple()) return new Refused(Error.SIMPLE_ONE_FOR_ONE);
        ChildRecord child = state.child(o.id());
        Error error = whyNotStopped(child);
        if (error != null || child == null) return new Refused(error == null ? Error.NOT_FOUND : error);
        return begin(state, new StartOrder(o.token(), child));
    }

    private static OrderResult delete(SupervisorState state, String id) {
        if (state.simple()) return new Refused(Error.SIMPLE_ONE_FOR_ONE);
        ChildRecord child = state.child(id);
        if (child == null) return new Refused(Error.NOT_FOUND);
        if (!child.setAside()) {
            Error error = whyNotStopped(child);
            if (error != null) return new Refused(error);
        }
        state.remove(child);
        state.emit(new SupervisorEffect.StatusChanged(id, ChildStatus.DOWN, "removed"));
        return OrderResult.DONE;
    }

    private static @Nullable Error whyNotStopped(@Nullable ChildRecord child) {
        if (child == null) return Error.NOT_FOUND;
        if (child.is(ChildStatus.RESTARTING)) return Error.RESTARTING;
        if (child.setAside()) return Error.SET_ASIDE;
        return child.hasProcess() ? Error.RUNNING : null;
    }

    private static @Nullable OrderResult isolate(SupervisorState state, SupervisorEvent.Isolate o) {
        ChildRecord child = state.child(o.id());
        if (child == null) return new Refused(Error.NOT_FOUND);
        if (state.strategy() == Strategy.ONE_FOR_ALL) return new Refused(Error.ONE_FOR_ALL);
        return begin(state, new StopOrder(o.token(), child, ChildStatus.ISOLATED));
    }

    private static @Nullable OrderResult restore(SupervisorState state, SupervisorEvent.Restore o) {
        ChildRecord child = state.child(o.id());
        if (child == null) return new Refused(Error.NOT_FOUND);
        if (!child.setAside() && !child.is(ChildStatus.FAILED)) return new Refused(Error.NOT_SET_ASIDE);
        return begin(state, new RestoreOrder(o.token(), child));
    }

    private static @Nullable OrderResult recycle(SupervisorState state, SupervisorEvent.Recycle o) {
        ChildRecord child = state.child(o.id());
        if (child == null) return new Refused(Error.NOT_FOUND);
        if (child.setAside()) return new Refused(Error.SET_ASIDE);
        // Its group waits for its restart: to start it alone would leave the others down for good.
        if (child.is(ChildStatus.RESTARTING) && !state.independent()) return new Refused(Error.RESTARTING);
        return begin(state, new RecycleOrder(o.token(), child));
    }

    private static @Nullable OrderResult hold(
            SupervisorState state, long token, List<String> ids, Function<ChildRecord, @Nullable Error> why) {
        List<ChildRecord> held = new ArrayList<>();
        for (String id : ids) {
            ChildRecord child = state.child(id);
            Error error = child == null ? Error.NOT_FOUND : why.apply(child);
            if (child == null || error != null) return new Refused(error == null ? Error.NOT_FOUND : error);
            held.add(child);
        }
        if (!(state.plan instanceof HoldPlan others)) return begin(state, new HoldPlan(token, held));
        others.join(state, token, held);
        return null;
    }

    private static @Nullable Error whyNotUp(ChildRecord child) {
        return child.is(ChildStatus.UP) && child.dead() == null ? null : Error.NOT_RUNNING;
    }

    /** Whoever is down, set aside or given up; not who hangs, nor who is in a hand already. */
    private static @Nullable Error whyNotDown(SupervisorState state, ChildRecord child) {
        if (state.plan instanceof HoldPlan others && others.holds(child)) return Error.RESTARTING;
        return switch (child.status()) {
            case DOWN, ISOLATED, OPEN, FAILED -> null;
            case HUNG -> Error.SET_ASIDE;
            case RESTARTING -> Error.RESTARTING;
            default -> Error.RUNNING;
        };
    }

    private static @Nullable OrderResult begin(SupervisorState state, Plan plan) {
        state.plan = plan;
        plan.begin(state);
        return null;
    }
}
