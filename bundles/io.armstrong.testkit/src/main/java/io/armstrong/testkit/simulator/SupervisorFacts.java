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
    String policy;
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

    private final List<Kid> passedBy = new ArrayList<>();

    private @Nullable Kid beaten;
    private @Nullable Kid rival;

    SupervisorFacts(Chronicle chronicle, SimulatedTime time, SupervisorSpec spec) {
        this.chronicle = chronicle;
        this.time = time;
        this.id = spec.id();
        this.strategy = spec.strategy();
        this.policy = spec.policy();
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

    String policyOf(Kid kid) {
        String own = kid.spec.recovery().policy();
        return own.isEmpty() ? policy : own;
    }

    /** Its own limit (design D2), halved each time it was restored (row E3); null: none. */
    @Nullable
    Intensity limitOf(Kid kid) {
        Intensity own = kid.spec.recovery().limit();
        if (own == null && !policyOf(kid).equals(SupervisorSpec.OTP)) own = intensity;
        if (own == null || own.max() == 0) return own;
        return new Intensity(Math.max(1, own.max() >> kid.halvings), own.period());
    }

    /** Whether its first start is the supervisor's boot, which does not go on before it. */
    boolean inBoot(Kid kid) {
        return !booted && !kid.everUp && boot.contains(kid);
    }

    /** Whether a start that fails there ends the supervisor (OTP S12) instead of being a crash. */
    boolean bootDependsOn(Kid kid) {
        return inBoot(kid) && policyOf(kid).equals(SupervisorSpec.OTP) && kid.retried >= kid.budget();
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

    /** One is left out: the rest of its group, which waited for it, goes on without it. */
    void passBy(Kid kid) {
        if (independent() || !booted) return;
        passedBy.clear();
        for (Kid other : scope(kid)) if (other.idle()) passedBy.add(other);
        if (strategy == Strategy.ONE_FOR_ALL) passedBy.removeIf(other -> !inScope(other, kid.id));
    }

    /** Whether that start is of such a rest. */
    boolean goesOn(Kid kid) {
        return passedBy.remove(kid);
    }

    /** A restart of that kid's scope was decided. */
    void beginGroup(Kid kid) {
        List<Kid> scope = scope(kid);
        for (Kid member : scope) member.calm();
        passedBy.clear();
        rival = null;
        group = groupOf(scope);
        settleGroup();
    }

    private static Group groupOf(List<Kid> scope) {
        return new Group(scope.stream().filter(member -> !member.setAside()).toList());
    }

    private List<Kid> scope(Kid kid) {
        List<Kid> all = new ArrayList<>(kids.values());
        return strategy == Strategy.ONE_FOR_ALL ? all : all.subList(all.indexOf(kid), all.size());
    }

    /** A group may wait for its backoff: a step of a member is its beginning. */
    void wakeGroup(Kid step, boolean start) {
        if (ending || independent()) return;
        Kid first = null;
        for (Kid kid : kids.values())
            if (kid.groupDue && (first == null || kid.groupDueAt < first.groupDueAt)) first = kid;
        if (first == null) return;
        Group one = groupOf(scope(first));
        if (!(start ? one.whyNotStart(step) : one.wrongStop(step)).isEmpty()) return;
        Kid other = null;
        for (Kid kid : kids.values())
            if (kid != first && kid.groupDue && kid.groupDueAt == first.groupDueAt) other = kid;
        beginGroup(first);
        beaten = first;
        rival = other;
    }

    /** Whether its supervisor still takes it as there. */
    private boolean has(Kid kid) {
        return kid.open != 0 || kid.endUnheard || kid.failUnheard == time.nanos();
    }

    /** Two were due in the same millisecond: it may be the other one's group. @return whether there is one */
    boolean switchToRival() {
        Kid other = rival;
        Kid first = beaten;
        if (other == null || first == null) return false;
        beginGroup(other);
        first.groupDue = true;
        return true;
    }

    /** A child is back alone: the others of its scope that run meet it once (design D4, D5). */
    void beginOthers(Kid kid) {
        if (independent()) return;
        List<Kid> others = new ArrayList<>();
        for (Kid other : kids.values()) if (other != kid && has(other) && inScope(other, kid.id)) others.add(other);
        group = new Group(others);
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
        policy = spec.policy();
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
        for (Kid kid : kids.values()) restrategize(kid);
    }

    /** Whoever waits for its backoff restarts as the strategy says when that is over. */
    private void restrategize(Kid kid) {
        if (!kid.decided && !kid.groupDue) return;
        kid.decided = independent();
        kid.groupDue = !independent();
    }
}
