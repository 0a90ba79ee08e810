package io.armstrong.testkit.simulator;

import io.armstrong.api.AutoShutdown;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.Intensity;
import io.armstrong.api.Strategy;
import io.armstrong.api.SupervisorSpec;
import java.util.ArrayList;
import java.util.HashMap;
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
    /** By the one whose start failed: whom its group had not come to. */
    private final Map<Kid, List<Kid>> halted = new HashMap<>();

    /** Whom the others were to meet, and when. */
    private @Nullable Kid met;

    private long metAt;

    private @Nullable Kid beaten;
    private List<Kid> rivals = List.of();
    /** A group whose time has come and every step of which until now an order explains too: it may be under way. */
    private @Nullable Group shadow;

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

    /** A start of a group failed: whoever the group had not come to waits for that one and for nobody else. */
    void halt(Kid failed, List<Kid> rest) {
        halted.put(failed, List.copyOf(rest));
    }

    /** It starts, and its group with it. */
    void unhalt(Kid kid) {
        halted.remove(kid);
    }

    /** One is left out: the rest of its group, which waited for it, goes on without it. */
    void passBy(Kid kid) {
        List<Kid> rest = halted.remove(kid);
        if (rest == null || independent()) return;
        passedBy.clear();
        for (Kid other : rest) if (other.idle()) passedBy.add(other);
    }

    /** Its restart was called off: whoever waited for it stays down (OTP S4A). */
    void callOff(Kid kid) {
        List<Kid> rest = halted.remove(kid);
        if (rest == null) return;
        for (Kid other : rest)
            if (other.open == 0 && other.excuse.isEmpty()) other.excuse = "the retry of " + kid.id + " was called off";
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
        rivals = List.of();
        shadow = null;
        group = groupOf(scope);
        settleGroup();
    }

    private static Group groupOf(List<Kid> scope) {
        return new Group(scope.stream().filter(member -> !member.setAside()).toList());
    }

    /** Those that start after it. */
    List<Kid> after(Kid kid) {
        List<Kid> all = new ArrayList<>(kids.values());
        return all.subList(all.indexOf(kid) + 1, all.size());
    }

    private List<Kid> scope(Kid kid) {
        List<Kid> all = new ArrayList<>(kids.values());
        return strategy == Strategy.ONE_FOR_ALL ? all : all.subList(all.indexOf(kid), all.size());
    }

    /** A group may wait for its backoff: a step of a member is its beginning, once its time has come. */
    void wakeGroup(Kid step, boolean start) {
        if (ending || independent()) return;
        if (shadow != null && accepts(shadow, step, start)) {
            becomeGroup(shadow);
            return;
        }
        List<Kid> may = new ArrayList<>();
        for (Kid kid : dueFirst()) if (accepts(groupOf(scope(kid)), step, start)) may.add(kid);
        if (may.isEmpty()) return;
        beginGroup(may.get(0));
        beaten = may.get(0);
        rivals = may.subList(1, may.size());
    }

    private static boolean accepts(Group some, Kid step, boolean start) {
        return (start ? some.whyNotStart(step) : some.wrongStop(step)).isEmpty();
    }

    private void becomeGroup(Group some) {
        for (Kid kid : kids.values()) if (some.has(kid)) kid.calm();
        passedBy.clear();
        shadow = null;
        group = some;
    }

    /** Whose backoff was over first: delays are told in whole milliseconds, so it may be one of several. */
    private List<Kid> dueFirst() {
        long first = time.nanos();
        for (Kid kid : kids.values()) if (kid.groupDue) first = Math.min(first, kid.groupDueAt);
        List<Kid> due = new ArrayList<>();
        for (Kid kid : kids.values())
            if (kid.groupDue && kid.groupDueAt <= time.nanos() && kid.groupDueAt < first + Kid.TOLD) due.add(kid);
        return due;
    }

    /** Whether a group that is due may have taken the end of that one as it is (OTP S46). */
    boolean mayTake(Kid ended) {
        if (independent()) return false;
        for (Kid kid : dueFirst()) if (kid != ended && scope(kid).contains(ended)) return true;
        return false;
    }

    /** An order explains that step, but it may as well be one of a group whose backoff is over. */
    void mayBeGroup(Kid step, boolean start) {
        if (ending || independent() || group != null) return;
        Group may = shadow;
        if (may == null)
            for (Kid kid : dueFirst()) if (accepts(groupOf(scope(kid)), step, start)) may = groupOf(scope(kid));
        if (may == null) return;
        String wrong = start ? may.wrongStart(step) : may.wrongStop(step);
        shadow = wrong.isEmpty() && !may.done() ? may : null;
    }

    /** An order was answered, which none is while a group is under way. */
    void noShadow() {
        shadow = null;
    }

    /** Whether its supervisor still takes it as there. */
    private boolean has(Kid kid) {
        return kid.open != 0 || kid.endUnheard || kid.failUnheard == time.nanos();
    }

    /** Several were due in the same millisecond: it may be another one's group. @return whether there is one */
    boolean switchToRival() {
        Kid first = beaten;
        if (rivals.isEmpty() || first == null) return false;
        List<Kid> left = rivals.subList(1, rivals.size());
        beginGroup(rivals.get(0));
        first.groupDue = true;
        rivals = left;
        return true;
    }

    /** A child is back alone: the others of its scope that run meet it once (design D4, D5). */
    void beginOthers(Kid kid) {
        if (independent()) return;
        List<Kid> others = new ArrayList<>();
        List<Kid> perhaps = new ArrayList<>();
        for (Kid other : kids.values()) {
            if (other == kid || !inScope(other, kid.id)) continue;
            if (has(other)) others.add(other);
            if (other.open == 0 && !other.endUnheard) perhaps.add(other);
        }
        group = new Group(others, perhaps);
        met = kid;
        metAt = time.nanos();
        settleGroup();
    }

    /** Whether that one ended as the others were to meet a child that is back, so that its supervisor may not know yet. */
    boolean meets(Kid kid) {
        return met != null && metAt == time.nanos() && kid.open == 0 && kid != met && inScope(kid, met.id);
    }

    void settleGroup() {
        if (group != null && group.done()) group = null;
    }

    /** Nobody needs another reason to be down. */
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
