package io.armstrong.testkit.simulator;

import io.armstrong.api.AutoShutdown;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.Intensity;
import io.armstrong.api.Strategy;
import io.armstrong.api.SupervisorSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the oracle of one supervisor's life knows, from what was called, told and announced alone. */
final class SupervisorFacts {
    final Chronicle chronicle;
    final SimulatedTime time;
    final String id;
    /** In start order. */
    final Map<String, Kid> kids = new LinkedHashMap<>();
    /** Those of the spec, as it was at the start. */
    final List<Kid> boot;

    /** What dynamic children are made of; of a static supervisor its first child. */
    final Kid template;

    Strategy strategy;
    Intensity intensity;
    AutoShutdown autoShutdown;
    boolean booted;
    /** Told to end, or told something that may end it: it may begin at any moment. */
    boolean toldToEnd;
    /** It ends: nothing starts any more. */
    boolean ending;

    boolean ended;
    /** It ended without stopping anybody (OTP S35). */
    boolean killed;
    /** The group restart under way. */
    @Nullable
    Group group;

    SupervisorFacts(Chronicle chronicle, SimulatedTime time, SupervisorSpec spec) {
        this.chronicle = chronicle;
        this.time = time;
        this.id = spec.id();
        this.strategy = spec.strategy();
        this.intensity = spec.intensity();
        this.autoShutdown = spec.autoShutdown();
        if (!simple()) for (ChildSpec child : spec.children()) kids.put(child.id(), new Kid(child.id(), child));
        this.boot = List.copyOf(kids.values());
        this.template = new Kid(spec.id(), spec.children().get(0));
    }

    boolean simple() {
        return strategy == Strategy.SIMPLE_ONE_FOR_ONE;
    }

    boolean independent() {
        return simple() || strategy == Strategy.ONE_FOR_ONE;
    }

    /** The invariant that a wrong step of a group breaks. */
    String groupRule() {
        return strategy == Strategy.ONE_FOR_ALL ? "I4" : "I5";
    }

    void line(String what, String whom, long number) {
        chronicle.line(id, what, whom, number);
    }

    /** @param rule the invariant that is broken */
    void broken(String rule, String text) {
        chronicle.violation(rule, id + ": " + text);
    }

    /** Whether the strategy restarts that kid together with the other. */
    boolean inScope(Kid kid, String of) {
        if (strategy == Strategy.ONE_FOR_ALL) return true;
        if (strategy != Strategy.REST_FOR_ONE) return false;
        List<String> order = List.copyOf(kids.keySet());
        return order.indexOf(kid.id) > order.indexOf(of);
    }

    /** A restart of that kid's scope was decided. */
    void beginGroup(Kid kid) {
        List<Kid> all = new ArrayList<>(kids.values());
        List<Kid> scope = strategy == Strategy.ONE_FOR_ALL ? all : all.subList(all.indexOf(kid), all.size());
        for (Kid member : scope) member.retryDue = false;
        group = new Group(scope.stream().filter(member -> !member.setAside()).toList());
        settleGroup();
    }

    void settleGroup() {
        if (group != null && group.done()) group = null;
    }

    /** A retry was called off: whoever waited for it stays down (OTP S4A). */
    void excuseAll(String excuse) {
        for (Kid kid : kids.values()) if (kid.open == 0 && kid.excuse.isEmpty()) kid.excuse = excuse;
    }

    /** OTP S107. */
    void change(SupervisorSpec spec) {
        strategy = spec.strategy();
        intensity = spec.intensity();
        autoShutdown = spec.autoShutdown();
        Map<String, Kid> old = new LinkedHashMap<>(kids);
        kids.clear();
        for (ChildSpec child : spec.children()) {
            Kid kept = old.remove(child.id());
            Kid kid = kept == null ? new Kid(child.id(), child) : kept;
            kid.become(child);
            kids.put(child.id(), kid);
        }
        kids.putAll(old);
    }
}
