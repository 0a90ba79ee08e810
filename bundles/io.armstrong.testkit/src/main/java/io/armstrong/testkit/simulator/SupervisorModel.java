package io.armstrong.testkit.simulator;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.ExitReason;
import io.armstrong.api.RestartType;
import io.armstrong.api.SupervisorSpec;
import io.armstrong.core.OrderResult;
import io.armstrong.core.SupervisorEvent;
import java.util.List;

/**
 * The oracle of one supervisor's life: knows the rules (invariants I1 to I10), not the core. It is told every call on a child,
 * everything children tell, every order with its answer and every announcement, and says what breaks a rule.
 */
final class SupervisorModel {
    private final SupervisorFacts facts;
    private final OrderOracle orders;
    private final DecisionOracle decisions;
    private int bootOrder;
    private boolean toldToBeKilled;
    private boolean killed;

    SupervisorModel(Chronicle chronicle, SimulatedTime time, SupervisorSpec spec) {
        facts = new SupervisorFacts(chronicle, time, spec);
        orders = new OrderOracle(facts);
        decisions = new DecisionOracle(facts, orders);
    }

    boolean over() {
        return facts.ended;
    }

    void ordered(Object key, SupervisorEvent.Order order) {
        orders.ordered(key, order);
    }

    void answered(Object key, OrderResult result) {
        orders.answered(key, result);
    }

    void held(List<String> ids) {
        orders.held(ids);
    }

    void released() {
        orders.released();
    }

    void event(ArmstrongEvent event) {
        decisions.event(event);
    }

    void toldToEnd() {
        facts.toldToEnd = true;
    }

    // ---- calls on children ----

    void startCalled(String child, ChildSpec spec, long incarnation) {
        facts.line("start " + child + "#" + incarnation);
        Kid kid = facts.kids.computeIfAbsent(child, name -> new Kid(name, spec));
        facts.check(kid.open == 0, "I1", child + "#" + incarnation + " starts while #" + kid.open + " is not over");
        facts.check(incarnation > kid.newest, "I15", child + "#" + incarnation + " after #" + kid.newest);
        facts.check(!facts.ending && !killed, "I7", child + " starts while the supervisor ends");
        explainStart(kid);
        kid.open = incarnation;
        kid.newest = incarnation;
        kid.endUnheard = false;
    }

    private void explainStart(Kid kid) {
        if (kid.decided) {
            kid.decided = false;
        } else if (facts.group != null && facts.group.has(kid)) {
            String wrong = facts.group.wrongStart(kid);
            facts.check(wrong.isEmpty(), facts.groupRule(), "start of " + kid + " " + wrong);
        } else if (!facts.booted && kid.newest == 0) {
            bootStart(kid);
        } else {
            orderedStart(kid);
        }
    }

    private void bootStart(Kid kid) {
        int at = facts.boot.indexOf(kid);
        facts.check(at == bootOrder, "I2", kid.id + " starts out of order");
        for (Kid before : facts.boot.subList(0, Math.max(0, at)))
            facts.check(before.newest > 1 || before.up || before.open == 0, "I2", kid.id + " before " + before);
        bootOrder++;
    }

    private void orderedStart(Kid kid) {
        kid.retryDue = false;
        if (orders.explainsStart(kid)) return;
        facts.check(!kid.isolated, "I10", kid + " is isolated and starts");
        facts.check(!kid.hung, "I10", kid + " is hung and starts");
        facts.check(kid.restart != RestartType.TEMPORARY, "I6", kid + " is temporary and starts again");
        facts.check(false, facts.independent() ? "I3" : "I5", kid + " starts without a reason");
    }

    void stopCalled(String child, long incarnation) {
        facts.line("stop " + child + "#" + incarnation);
        Kid kid = facts.kids.get(child);
        if (killed || kid == null) return;
        if (!facts.simple())
            for (Kid other : facts.kids.values())
                facts.check(
                        other == kid || !other.stopping, "I2", kid + " told to stop while " + other + " still stops");
        kid.stopping = kid.open == incarnation;
        explainStop(kid);
    }

    private void explainStop(Kid kid) {
        if (!facts.ending && orders.explainsStop(kid)) return;
        if (!facts.ending && facts.group != null && facts.group.has(kid)) {
            String wrong = facts.group.wrongStop(kid);
            if (wrong.isEmpty() || !facts.toldToEnd) {
                facts.check(wrong.isEmpty(), facts.groupRule(), "stop of " + kid + " " + wrong);
                return;
            }
        }
        facts.check(facts.ending || facts.toldToEnd, "I3", kid + " is stopped without a reason");
        facts.ending = true;
        if (!facts.simple()) checkReverse(kid);
    }

    private void checkReverse(Kid kid) {
        List<Kid> all = List.copyOf(facts.kids.values());
        for (Kid later : all.subList(all.indexOf(kid) + 1, all.size()))
            facts.check(later.open == 0, "I2", kid + " told to stop before the later " + later);
    }

    void abandonCalled(String child, long incarnation) {
        facts.line("abandon " + child + "#" + incarnation);
        facts.chronicle.abandoned();
        Kid kid = facts.kids.get(child);
        if (kid == null || kid.open != incarnation) return;
        if (!kid.up && !kid.stopping) startOver(kid, false);
        kid.over();
    }

    void forgotten(String child) {
        facts.line("forget " + child);
        Kid kid = facts.kids.get(child);
        if (kid == null || facts.ending || killed) return;
        facts.check(kid.open == 0, "I10", kid + " is forgotten while it runs");
        facts.kids.remove(child);
    }

    // ---- what children tell ----

    void toldStarted(String child, long incarnation) {
        Kid kid = facts.kids.get(child);
        if (kid == null || kid.open != incarnation) return;
        kid.up = true;
        kid.hung = false;
        facts.settleGroup();
    }

    /** A start that is over without a child that runs. @param ignored OTP's ignore: it counts as done */
    void toldNoStart(String child, long incarnation, boolean ignored) {
        Kid kid = facts.kids.get(child);
        if (kid == null || kid.open != incarnation) return;
        boolean stopped = kid.stopping;
        kid.over();
        if (ignored) kid.hung = false;
        if (!stopped) startOver(kid, ignored);
        facts.settleGroup();
    }

    private void startOver(Kid kid, boolean ignored) {
        boolean restart = facts.group != null && facts.group.has(kid);
        if (restart && !ignored && !kid.hung) facts.group = null;
        if (!ignored && !facts.booted && kid.newest == 1) facts.ending = true;
    }

    void toldHung(String child, long incarnation) {
        Kid kid = facts.kids.get(child);
        if (kid == null || kid.open != incarnation) return;
        kid.hung = true;
        boolean wasUp = kid.up;
        boolean stopped = kid.stopping;
        kid.over();
        if (!wasUp && !stopped && !facts.booted && kid.newest == 1) facts.ending = true;
        facts.settleGroup();
    }

    void toldEnd(String child, long incarnation) {
        Kid kid = facts.kids.get(child);
        if (kid == null || kid.open != incarnation) return;
        kid.endUnheard = !kid.stopping;
        kid.over();
    }

    void booted() {
        facts.booted = true;
    }

    /** From now on it may end with {@code killed} at any moment, its children told in no order (OTP S35). */
    void toldToBeKilled() {
        facts.line("to be killed");
        toldToBeKilled = true;
    }

    void ended(ExitReason reason) {
        facts.line("ended " + reason.text());
        facts.check(!facts.ended, "I9", "ends twice");
        facts.ended = true;
        if (toldToBeKilled && reason instanceof ExitReason.Killed) {
            killed = true;
            return;
        }
        if (decisions.escalatedOnce())
            facts.check(reason instanceof ExitReason.ShuttingDown, "I7", "escalates with " + reason.text());
        for (Kid kid : facts.kids.values()) facts.check(kid.open == 0, "I12", "ended while " + kid + " runs");
    }

    // ---- at rest ----

    /** Nothing is under way and nobody fails any more. */
    void atRest() {
        if (over()) return;
        decisions.atRest();
        facts.check(facts.group == null, "I4", "the restart of " + facts.group + " was not finished");
        for (Kid kid : facts.kids.values()) {
            facts.check(!kid.decided && !kid.retryDue, "I8", kid + " waits for a restart that does not come");
            facts.check(kid.open == 0 || kid.up, "I14", kid + " is neither up nor down");
        }
        facts.check(orders.unanswered().isEmpty(), "I14", "no answer to " + orders.unanswered());
    }
}
