package io.armstrong.core;

import io.armstrong.api.ChildStatus;
import io.armstrong.core.OrderResult.Error;
import io.armstrong.core.OrderResult.Refused;
import io.armstrong.core.spec.SpecReader;

/** A child changes its supervisor while it runs (feature E4): its old one forgets it, its new one takes it as it is. */
final class Moves {
    private Moves() {}

    static OrderResult surrender(SupervisorState state, String id) {
        ChildRecord child = state.child(id);
        if (child == null) return new Refused(Error.NOT_FOUND);
        if (state.simple()) return new Refused(Error.SIMPLE_ONE_FOR_ONE);
        if (child.setAside()) return new Refused(Error.SET_ASIDE);
        if (child.is(ChildStatus.RESTARTING)) return new Refused(Error.RESTARTING);
        boolean calm = child.is(ChildStatus.UP) || child.is(ChildStatus.WAITING) || child.is(ChildStatus.DOWN);
        if (!calm || child.dead() != null) return new Refused(Error.NOT_RUNNING);
        Trials.cutShort(state, child);
        state.leave(child);
        state.emit(new SupervisorEffect.HandedOver(id));
        return new OrderResult.Surrendered(child);
    }

    static OrderResult adopt(SupervisorState state, SupervisorEvent.Adopt order) {
        if (state.simple()) return new Refused(Error.SIMPLE_ONE_FOR_ONE);
        if (SpecReader.wrongCombination(state.autoShutdown(), order.spec()) != null)
            return new Refused(Error.BAD_COMBINATION);
        ChildRecord known = state.child(order.spec().id());
        if (known != null) return new Refused(known.running() ? Error.ALREADY_STARTED : Error.ALREADY_PRESENT);
        ChildRecord child = order.child();
        child.adopted(state, order.spec());
        state.add(child);
        return new OrderResult.Started(child.id(), child.incarnation());
    }
}
