package io.armstrong.testkit.simulator;

import io.armstrong.core.OrderResult;
import io.armstrong.core.SupervisorEvent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Knows which orders wait for an answer, what they explain, and what their answers change (invariant I10). */
final class OrderOracle {
    private final SupervisorFacts facts;
    private final Map<Object, SupervisorEvent.Order> pending = new LinkedHashMap<>();
    private final Map<Object, List<String>> held = new LinkedHashMap<>();

    OrderOracle(SupervisorFacts facts) {
        this.facts = facts;
    }

    void ordered(Object key, SupervisorEvent.Order order) {
        facts.line("order", order.getClass().getSimpleName(), 0);
        facts.chronicle.detail(order::toString);
        pending.put(key, order);
    }

    Collection<SupervisorEvent.Order> unanswered() {
        return pending.values();
    }

    // ---- holds ----

    void held(Object hold, List<String> ids) {
        facts.line("holds", ids.toString(), 0);
        for (List<String> others : held.values())
            if (ids.stream().anyMatch(others::contains)) facts.broken("I14", ids + " are held by two hands");
        held.put(hold, ids);
    }

    void released(Object hold) {
        List<String> ids = held.remove(hold);
        if (ids != null) facts.line("lets go", ids.toString(), 0);
    }

    boolean holds(Kid kid) {
        for (List<String> ids : held.values()) if (ids.contains(kid.id)) return true;
        return false;
    }

    /** Whether an order is not answered, or a child held: then others wait. */
    boolean waits() {
        return !pending.isEmpty() || !held.isEmpty();
    }

    // ---- what is explained by an order ----

    boolean explainsStart(Kid kid) {
        for (SupervisorEvent.Order order : pending.values()) if (explainsStart(order, kid)) return true;
        return false;
    }

    /** Whether one is to start just that one. */
    boolean name(Kid kid) {
        for (SupervisorEvent.Order order : pending.values()) {
            if (order instanceof SupervisorEvent.Restart o && o.id().equals(kid.id)) return true;
            if (order instanceof SupervisorEvent.Recycle o && o.id().equals(kid.id)) return true;
            if (order instanceof SupervisorEvent.Restore o && o.id().equals(kid.id)) return true;
        }
        return false;
    }

    /** Whether one brings another child back, which that one is to meet. */
    boolean restores(Kid kid) {
        for (SupervisorEvent.Order order : pending.values())
            if (order instanceof SupervisorEvent.Restore o && !o.id().equals(kid.id) && facts.inScope(kid, o.id()))
                return true;
        return false;
    }

    boolean explainsStop(Kid kid) {
        for (SupervisorEvent.Order order : pending.values()) if (explainsStop(order, kid)) return true;
        return false;
    }

    private boolean explainsStart(SupervisorEvent.Order order, Kid kid) {
        if (order instanceof SupervisorEvent.StartNew o) return o.spec().id().equals(kid.id);
        if (order instanceof SupervisorEvent.StartDynamic o) return o.id().equals(kid.id);
        if (order instanceof SupervisorEvent.Restart o) return o.id().equals(kid.id) && !kid.setAside();
        if (order instanceof SupervisorEvent.Recycle o) return o.id().equals(kid.id) && !kid.setAside();
        if (order instanceof SupervisorEvent.Restore o)
            return o.id().equals(kid.id) || !kid.setAside() && facts.inScope(kid, o.id());
        return false;
    }

    private boolean explainsStop(SupervisorEvent.Order order, Kid kid) {
        if (order instanceof SupervisorEvent.Terminate o) return o.id().equals(kid.id);
        if (order instanceof SupervisorEvent.Isolate o) return o.id().equals(kid.id);
        if (order instanceof SupervisorEvent.Recycle o) return o.id().equals(kid.id);
        return order instanceof SupervisorEvent.Restore o && facts.inScope(kid, o.id());
    }

    // ---- what answers change ----

    void answered(Object key, OrderResult result) {
        SupervisorEvent.Order order = pending.remove(key);
        facts.noShadow();
        facts.line("answer", result.getClass().getSimpleName(), 0);
        facts.chronicle.detail(result::toString);
        boolean done = result instanceof OrderResult.Done;
        if (order instanceof SupervisorEvent.Isolate o && done) isolated(facts.kids.get(o.id()));
        else if (order instanceof SupervisorEvent.Delete o && done) facts.kids.remove(o.id());
        else if (order instanceof SupervisorEvent.Terminate o && done) down(facts.kids.get(o.id()));
        else if (order instanceof SupervisorEvent.ChangeSpecs o && done) changed(o);
        else if (order instanceof SupervisorEvent.Restore o) restored(facts.kids.get(o.id()), result);
        else if (order instanceof SupervisorEvent.Restart o) tried(facts.kids.get(o.id()), result);
        else if (order instanceof SupervisorEvent.Recycle o) tried(facts.kids.get(o.id()), result);
    }

    private void changed(SupervisorEvent.ChangeSpecs order) {
        facts.excuseAll("the strategy was changed");
        facts.change(order.spec());
    }

    /** Only that one is stopped: whoever waited for it goes on without it (design D5). */
    private void isolated(@Nullable Kid kid) {
        if (kid == null) return;
        kid.calm();
        kid.tripped = false;
        kid.excuse = "it was isolated by order";
        kid.isolated = true;
        facts.passBy(kid);
    }

    /** Whatever it waited for is called off. */
    private void down(@Nullable Kid kid) {
        if (kid == null) return;
        facts.callOff(kid);
        kid.calm();
        kid.tripped = false;
        kid.excuse = "it was stopped by order";
    }

    private static void restored(@Nullable Kid kid, OrderResult result) {
        boolean back = result instanceof OrderResult.Started || result instanceof OrderResult.Ignored;
        if (kid != null && back) {
            if (kid.isolated && result instanceof OrderResult.Started) kid.halvings++;
            kid.isolated = kid.wantedIsolated;
            kid.tripped = false;
        }
        tried(kid, result);
    }

    private static void tried(@Nullable Kid kid, OrderResult result) {
        if (kid == null) return;
        kid.failUnheard = -1;
        if (result instanceof OrderResult.StartFailed) kid.excuse = "the order to start it failed";
    }
}
