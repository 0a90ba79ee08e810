package io.armstrong.core;

import io.armstrong.api.ChildStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Children in the hand of upgrades: until they are released their exits and every order wait; the others' exits wait too
 * unless the strategy makes them nobody else's business (design section 4). Who is down stays down: a start by hand, after a
 * backoff or on trial waits too.
 *
 * <p>Another hold joins the one under way instead of waiting for it: a change set holds several bundles together, and two
 * upgrades of different children are none of each other's business.
 */
final class HoldPlan extends Plan {
    /** By the token of its order. */
    private final Map<Long, List<ChildRecord>> held = new LinkedHashMap<>();

    HoldPlan(long token, List<ChildRecord> children) {
        held.put(token, children);
    }

    @Override
    void begin(SupervisorState state) {
        held.forEach((token, children) -> take(state, token, children));
    }

    /** One more hold. */
    void join(SupervisorState state, long token, List<ChildRecord> children) {
        held.put(token, children);
        take(state, token, children);
    }

    private static void take(SupervisorState state, long token, List<ChildRecord> children) {
        for (ChildRecord child : children) if (child.is(ChildStatus.UP)) child.become(ChildStatus.UPGRADING);
        state.emit(new SupervisorEffect.Reply(token, OrderResult.DONE));
    }

    @Override
    boolean awaits(ChildRecord child) {
        return false;
    }

    @Override
    boolean holds(ChildRecord child) {
        return held.values().stream().anyMatch(children -> children.contains(child));
    }

    /** Lets them go on, if it is a hold of these that is meant; the plan is through with the last. */
    void release(SupervisorState state, long hold) {
        List<ChildRecord> children = held.remove(hold);
        if (children == null) return;
        if (held.isEmpty()) state.plan = null;
        for (ChildRecord child : children) if (child.is(ChildStatus.UPGRADING)) child.become(ChildStatus.UP);
    }

    @Override
    void cutShort(SupervisorState state) {
        held.keySet().forEach(token -> state.emit(new SupervisorEffect.HoldBroken(token)));
    }
}
