package io.armstrong.core;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.ChildType;
import io.armstrong.api.Strategy;
import io.armstrong.core.OrderResult.Error;
import io.armstrong.core.OrderResult.Refused;
import io.armstrong.core.OrderResult.Row;
import io.armstrong.core.OrderResult.State;
import io.armstrong.core.spec.SpecReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The orders that are answered at once: what there is (OTP S75 to S77), and what there shall be (S107). */
final class Questions {
    private Questions() {}

    static OrderResult answer(SupervisorState state, SupervisorEvent.Order order) {
        if (order instanceof SupervisorEvent.GetSpec o) return spec(state, o.id());
        if (order instanceof SupervisorEvent.CountChildren o) return counts(state, o.dead());
        if (order instanceof SupervisorEvent.ChangeSpecs o) return change(state, o);
        return rows(state);
    }

    private static OrderResult spec(SupervisorState state, String id) {
        ChildRecord child = state.child(id);
        if (child != null) return new OrderResult.Spec(child.spec());
        if (state.simple() && state.template().id().equals(id)) return new OrderResult.Spec(state.template());
        return new Refused(Error.NOT_FOUND);
    }

    private static OrderResult rows(SupervisorState state) {
        List<Row> rows = new ArrayList<>(state.size());
        for (ChildRecord child : state.children()) rows.add(row(child));
        Collections.reverse(rows);
        return new OrderResult.Children(rows);
    }

    private static Row row(ChildRecord child) {
        ChildType type = child.spec().type();
        if (child.running()) return new Row(child.id(), State.RUNNING, child.incarnation(), type);
        return new Row(child.id(), child.is(ChildStatus.RESTARTING) ? State.RESTARTING : State.STOPPED, 0, type);
    }

    /** Of dynamic children none is looked at: their number is enough (OTP S78). */
    private static OrderResult counts(SupervisorState state, Set<String> dead) {
        if (state.simple()) {
            boolean worker = state.template().type() == ChildType.WORKER;
            int size = state.size();
            int active = size - state.restarting();
            return new OrderResult.Counts(1, active, worker ? 0 : size, worker ? size : 0);
        }
        int active = 0;
        int supervisors = 0;
        for (ChildRecord child : state.children()) {
            if (child.running() && child.dead() == null && !dead.contains(child.id())) active++;
            if (child.spec().type() == ChildType.SUPERVISOR) supervisors++;
        }
        return new OrderResult.Counts(state.size(), active, supervisors, state.size() - supervisors);
    }

    /**
     * OTP S107: the order of the new specs is the start order; what they do not name stays, alive, at the end; what they add
     * is not started. A change between simple_one_for_one and the rest is refused: their children have nothing in common.
     */
    private static OrderResult change(SupervisorState state, SupervisorEvent.ChangeSpecs o) {
        boolean simple = state.simple();
        if (simple != (o.spec().strategy() == Strategy.SIMPLE_ONE_FOR_ONE))
            return new Refused(Error.SIMPLE_ONE_FOR_ONE);
        for (ChildSpec spec : o.spec().children())
            if (SpecReader.wrongCombination(o.spec().autoShutdown(), spec) != null)
                return new Refused(Error.BAD_COMBINATION);
        Map<String, ChildRecord> order = new LinkedHashMap<>();
        if (!simple) for (ChildSpec spec : o.spec().children()) order.put(spec.id(), renewed(state, spec));
        for (ChildRecord old : state.inOrder()) order.putIfAbsent(old.id(), old);
        state.replace(o.spec(), order);
        return OrderResult.DONE;
    }

    private static ChildRecord renewed(SupervisorState state, ChildSpec spec) {
        ChildRecord known = state.child(spec.id());
        if (known == null) return state.child(spec);
        known.spec(spec);
        return known;
    }
}
