package io.armstrong.testkit.simulator;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.AutoShutdown;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Intensity;
import io.armstrong.api.RestartType;
import io.armstrong.api.Strategy;
import io.armstrong.api.SupervisorSpec;
import io.armstrong.core.OrderResult;
import io.armstrong.core.SupervisorEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The oracle of one supervisor's life: knows the rules (invariants I1 to I10), not the core. It is told every call on a child,
 * everything children tell, every order with its answer and every announcement, and says what breaks a rule.
 */
final class SupervisorModel {
    private final Chronicle chronicle;
    private final SimulatedTime time;
    private final String id;
    private final Map<String, Kid> kids = new LinkedHashMap<>();
    private final Map<Object, SupervisorEvent.Order> pending = new LinkedHashMap<>();
    private final List<Long> restarts = new ArrayList<>();
    private Strategy strategy;
    private Intensity intensity;
    private AutoShutdown autoShutdown;
    private final List<Kid> boot;
    private int bootOrder;
    private boolean booted;
    private boolean toldToEnd;
    private boolean ending;
    private boolean escalated;
    private boolean ended;
    private boolean toldToBeKilled;
    private boolean killed;
    private @Nullable Group group;
    private @Nullable Kid awaitsDecision;
    /** Whether what awaits a decision may have been taken by an order instead. */
    private boolean maybeTaken;

    SupervisorModel(Chronicle chronicle, SimulatedTime time, SupervisorSpec spec) {
        this.chronicle = chronicle;
        this.time = time;
        this.id = spec.id();
        this.strategy = spec.strategy();
        this.intensity = spec.intensity();
        this.autoShutdown = spec.autoShutdown();
        if (!simple()) for (ChildSpec child : spec.children()) kids.put(child.id(), new Kid(child.id(), child));
        this.boot = List.copyOf(kids.values());
    }

    boolean over() {
        return ended;
    }

    private boolean simple() {
        return strategy == Strategy.SIMPLE_ONE_FOR_ONE;
    }

    private boolean independent() {
        return simple() || strategy == Strategy.ONE_FOR_ONE;
    }

    private void check(boolean holds, String rule, String text) {
        if (!holds) chronicle.violation(rule, id + ": " + text);
    }

    // ---- calls on children ----

    void startCalled(String child, ChildSpec spec, long incarnation) {
        chronicle.line(id + " start " + child + "#" + incarnation);
        Kid kid = kids.computeIfAbsent(child, name -> new Kid(name, spec));
        check(kid.open == 0, "I1", child + "#" + incarnation + " starts while #" + kid.open + " is not over");
        check(incarnation > kid.newest, "I15", child + "#" + incarnation + " after #" + kid.newest);
        check(!ending && !killed, "I7", child + " starts while the supervisor ends");
        explainStart(kid);
        kid.open = incarnation;
        kid.newest = incarnation;
        kid.endUnheard = false;
    }

    private void explainStart(Kid kid) {
        if (kid.decided) {
            kid.decided = false;
        } else if (group != null && group.has(kid)) {
            String wrong = group.wrongStart(kid);
            check(wrong.isEmpty(), strategy == Strategy.ONE_FOR_ALL ? "I4" : "I5", "start of " + kid + " " + wrong);
        } else if (!booted && kid.newest == 0) {
            bootStart(kid);
        } else {
            orderedStart(kid);
        }
    }

    private void bootStart(Kid kid) {
        int at = boot.indexOf(kid);
        check(at == bootOrder, "I2", kid.id + " starts out of order");
        for (Kid before : boot.subList(0, Math.max(0, at)))
            check(before.newest > 1 || before.up || before.open == 0, "I2", kid.id + " before " + before);
        bootOrder++;
    }

    private void orderedStart(Kid kid) {
        kid.retryDue = false;
        for (SupervisorEvent.Order order : pending.values()) if (explainsStart(order, kid)) return;
        check(!kid.isolated, "I10", kid + " is isolated and starts");
        check(!kid.hung, "I10", kid + " is hung and starts");
        check(kid.restart != RestartType.TEMPORARY, "I6", kid + " is temporary and starts again");
        check(false, independent() ? "I3" : "I5", kid + " starts without a reason");
    }

    private boolean explainsStart(SupervisorEvent.Order order, Kid kid) {
        if (order instanceof SupervisorEvent.StartNew o) return o.spec().id().equals(kid.id);
        if (order instanceof SupervisorEvent.StartDynamic o) return o.id().equals(kid.id);
        if (order instanceof SupervisorEvent.Restart o) return o.id().equals(kid.id) && !kid.setAside();
        if (order instanceof SupervisorEvent.Recycle o) return o.id().equals(kid.id) && !kid.setAside();
        if (order instanceof SupervisorEvent.Restore o)
            return o.id().equals(kid.id) || !kid.setAside() && inScope(kid, o.id());
        return false;
    }

    private boolean explainsStop(SupervisorEvent.Order order, Kid kid) {
        if (order instanceof SupervisorEvent.Terminate o) return o.id().equals(kid.id);
        if (order instanceof SupervisorEvent.Isolate o) return o.id().equals(kid.id);
        if (order instanceof SupervisorEvent.Recycle o) return o.id().equals(kid.id);
        return order instanceof SupervisorEvent.Restore o && inScope(kid, o.id());
    }

    private boolean inScope(Kid kid, String of) {
        if (strategy == Strategy.ONE_FOR_ALL) return true;
        List<String> order = List.copyOf(kids.keySet());
        return strategy == Strategy.REST_FOR_ONE && order.indexOf(kid.id) > order.indexOf(of);
    }

    void stopCalled(String child, long incarnation) {
        chronicle.line(id + " stop " + child + "#" + incarnation);
        Kid kid = kids.get(child);
        if (killed || kid == null) return;
        if (!simple())
            for (Kid other : kids.values())
                check(other == kid || !other.stopping, "I2", kid + " told to stop while " + other + " still stops");
        kid.stopping = kid.open == incarnation;
        explainStop(kid);
    }

    private void explainStop(Kid kid) {
        for (SupervisorEvent.Order order : pending.values()) if (!ending && explainsStop(order, kid)) return;
        if (!ending && group != null && group.has(kid)) {
            String wrong = group.wrongStop(kid);
            if (wrong.isEmpty() || !toldToEnd) {
                check(wrong.isEmpty(), strategy == Strategy.ONE_FOR_ALL ? "I4" : "I5", "stop of " + kid + " " + wrong);
                return;
            }
        }
        check(ending || toldToEnd, "I3", kid + " is stopped without a reason");
        ending = true;
        if (!simple()) checkReverse(kid);
    }

    private void checkReverse(Kid kid) {
        List<Kid> all = List.copyOf(kids.values());
        for (Kid later : all.subList(all.indexOf(kid) + 1, all.size()))
            check(later.open == 0, "I2", kid + " told to stop before the later " + later);
    }

    void abandonCalled(String child, long incarnation) {
        chronicle.line(id + " abandon " + child + "#" + incarnation);
        chronicle.abandoned();
        Kid kid = kids.get(child);
        if (kid == null || kid.open != incarnation) return;
        if (!kid.up && !kid.stopping) startOver(kid, false);
        kid.over();
    }

    void forgotten(String child) {
        chronicle.line(id + " forget " + child);
        Kid kid = kids.get(child);
        if (kid == null || ending || killed) return;
        check(kid.open == 0, "I10", kid + " is forgotten while it runs");
        kids.remove(child);
    }

    // ---- what children tell ----

    void toldStarted(String child, long incarnation) {
        Kid kid = kids.get(child);
        if (kid == null || kid.open != incarnation) return;
        kid.up = true;
        kid.hung = false;
        settleGroup();
    }

    /** A start that is over without a child that runs. @param ignored OTP's ignore: it counts as done */
    void toldNoStart(String child, long incarnation, boolean ignored) {
        Kid kid = kids.get(child);
        if (kid == null || kid.open != incarnation) return;
        boolean stopped = kid.stopping;
        kid.over();
        if (ignored) kid.hung = false;
        if (!stopped) startOver(kid, ignored);
        settleGroup();
    }

    private void startOver(Kid kid, boolean ignored) {
        boolean restart = group != null && group.has(kid);
        if (restart && !ignored && !kid.hung) group = null;
        if (!ignored && !booted && kid.newest == 1) ending = true;
    }

    void toldHung(String child, long incarnation) {
        Kid kid = kids.get(child);
        if (kid == null || kid.open != incarnation) return;
        kid.hung = true;
        boolean wasUp = kid.up;
        boolean stopped = kid.stopping;
        kid.over();
        if (!wasUp && !stopped && !booted && kid.newest == 1) ending = true;
        settleGroup();
    }

    void toldEnd(String child, long incarnation) {
        Kid kid = kids.get(child);
        if (kid == null || kid.open != incarnation) return;
        kid.endUnheard = !kid.stopping;
        kid.over();
    }

    private void settleGroup() {
        if (group != null && group.done()) group = null;
    }

    // ---- orders ----

    void ordered(Object key, SupervisorEvent.Order order) {
        chronicle.line(id + " order " + order);
        pending.put(key, order);
    }

    void toldToEnd() {
        toldToEnd = true;
    }

    void answered(Object key, OrderResult result) {
        SupervisorEvent.Order order = pending.remove(key);
        chronicle.line(id + " answer " + result);
        if (order instanceof SupervisorEvent.Isolate o && result instanceof OrderResult.Done) isolated(o.id());
        else if (order instanceof SupervisorEvent.Delete o && result instanceof OrderResult.Done) kids.remove(o.id());
        else if (order instanceof SupervisorEvent.Terminate o && result instanceof OrderResult.Done)
            down(kids.get(o.id()));
        else if (order instanceof SupervisorEvent.Restore o && !(result instanceof OrderResult.Refused))
            restored(o.id(), result instanceof OrderResult.StartFailed);
        else if (order instanceof SupervisorEvent.ChangeSpecs o && result instanceof OrderResult.Done) change(o.spec());
    }

    private Kid kid(String child) {
        return Objects.requireNonNull(kids.get(child), child);
    }

    private void isolated(String child) {
        down(kid(child));
        kid(child).isolated = true;
    }

    /** Whatever it waited for is called off. */
    private static void down(@Nullable Kid kid) {
        if (kid != null) kid.retryDue = false;
    }

    private void restored(String child, boolean failed) {
        Kid kid = kids.get(child);
        if (kid != null && !failed) kid.isolated = false;
    }

    private void change(SupervisorSpec spec) {
        strategy = spec.strategy();
        intensity = spec.intensity();
        autoShutdown = spec.autoShutdown();
        Map<String, Kid> old = new LinkedHashMap<>(kids);
        kids.clear();
        for (ChildSpec child : spec.children()) {
            Kid kid = old.remove(child.id());
            kids.put(child.id(), kid == null ? new Kid(child.id(), child) : kid);
            kid(child.id()).restart = child.restart();
            kid(child.id()).significant = child.significant();
        }
        kids.putAll(old);
    }

    // ---- announcements ----

    void event(ArmstrongEvent event) {
        chronicle.line(id + " says " + event.sentence());
        if (event instanceof ArmstrongEvent.ChildExited e) exitHandled(e);
        else if (event instanceof ArmstrongEvent.Decided e) decided(e);
        else if (event instanceof ArmstrongEvent.Escalated e) escalated(e);
        else if (event instanceof ArmstrongEvent.ChildStartFailed e) startFailed(e);
        else if (event instanceof ArmstrongEvent.StatusChanged e && e.reason().contains("abandoned")) chronicle.named();
    }

    /** An end by itself that the supervisor has come to: it must decide, and rightly (I6). */
    private void exitHandled(ArmstrongEvent.ChildExited exit) {
        Kid kid = kids.get(exit.child());
        if (kid == null || !kid.endUnheard || kid.newest != exit.incarnation()) return;
        kid.endUnheard = false;
        if (ending || group != null) return;
        boolean restart = kid.restartDue(exit.reason()) && !kid.hung;
        awaitsDecision = restart ? kid : null;
        maybeTaken = toldToEnd || takenByOrder(kid);
        if (restart || !kid.significant || !lastSignificant()) return;
        if (maybeTaken) toldToEnd = true;
        else ending = true;
    }

    private boolean takenByOrder(Kid kid) {
        for (SupervisorEvent.Order order : pending.values()) if (explainsStop(order, kid)) return true;
        return false;
    }

    private boolean lastSignificant() {
        if (autoShutdown != AutoShutdown.ALL_SIGNIFICANT) return autoShutdown == AutoShutdown.ANY_SIGNIFICANT;
        for (Kid other : kids.values())
            if ((other.significant || simple())
                    && (other.open != 0 || other.endUnheard || other.retryDue || other.decided)) return false;
        return true;
    }

    private void startFailed(ArmstrongEvent.ChildStartFailed failed) {
        Kid kid = kids.get(failed.child());
        if (kid != null && (booted || kid.newest > 1) && !kid.hung) kid.retryDue = true;
    }

    private void decided(ArmstrongEvent.Decided decision) {
        Kid kid = kids.get(decision.child());
        if (kid == null) return;
        switch (decision.decision()) {
            case "restart" -> restart(kid);
            case "escalate" -> mayEscalate(kid);
            case "shut down" -> check(ending || toldToEnd, "S80", id + " shuts down over " + kid);
            default -> check(awaitsDecision != kid, "I6", kid + " is due and not restarted: " + decision.decision());
        }
        awaitsDecision = null;
    }

    private void restart(Kid kid) {
        check(awaitsDecision == kid || kid.retryDue, "I6", kid + " is restarted and not due");
        kid.retryDue = false;
        restarts.add(time.nanos());
        check(inWindow() <= intensity.max(), "I7", "restart " + inWindow() + " within " + intensity);
        if (independent()) {
            kid.decided = true;
            return;
        }
        List<Kid> all = new ArrayList<>(kids.values());
        List<Kid> scope = strategy == Strategy.ONE_FOR_ALL ? all : all.subList(all.indexOf(kid), all.size());
        for (Kid member : scope) member.retryDue = false;
        group = new Group(scope.stream().filter(member -> !member.setAside()).toList());
        settleGroup();
    }

    private long inWindow() {
        long from = time.nanos() - intensity.period().toNanos();
        return restarts.stream().filter(t -> t >= from).count();
    }

    private void mayEscalate(Kid kid) {
        check(awaitsDecision == kid || kid.retryDue, "I9", "escalates over " + kid + " without a restart due");
        check(inWindow() + 1 > intensity.max(), "I7", "escalates after " + inWindow() + " within " + intensity);
        ending = true;
    }

    private void escalated(ArmstrongEvent.Escalated event) {
        check(!escalated, "I9", "escalates twice");
        escalated = true;
        ending = true;
    }

    void booted() {
        booted = true;
    }

    /** From now on it may end with {@code killed} at any moment, its children told in no order (OTP S35). */
    void toldToBeKilled() {
        chronicle.line(id + " to be killed");
        toldToBeKilled = true;
    }

    void ended(ExitReason reason) {
        chronicle.line(id + " ended " + reason.text());
        check(!ended, "I9", "ends twice");
        ended = true;
        if (toldToBeKilled && reason instanceof ExitReason.Killed) {
            killed = true;
            return;
        }
        if (escalated) check(reason instanceof ExitReason.ShuttingDown, "I7", "escalates with " + reason.text());
        for (Kid kid : kids.values()) check(kid.open == 0, "I12", "ended while " + kid + " runs");
    }

    // ---- at rest ----

    /** Nothing is under way and nobody fails any more. */
    void atRest() {
        if (over()) return;
        check(awaitsDecision == null || maybeTaken, "I6", awaitsDecision + " is due and nothing was decided");
        check(group == null, "I4", "the restart of " + group + " was not finished");
        for (Kid kid : kids.values()) {
            check(!kid.decided && !kid.retryDue, "I8", kid + " waits for a restart that does not come");
            check(kid.open == 0 || kid.up, "I14", kid + " is neither up nor down");
        }
        check(pending.isEmpty(), "I14", "no answer to " + pending.values());
    }
}
