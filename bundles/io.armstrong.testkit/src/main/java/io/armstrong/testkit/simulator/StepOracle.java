package io.armstrong.testkit.simulator;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.RestartType;
import java.util.List;

/** Asks of every start and stop a supervisor orders why it does that now (invariants I1 to I7, I10, I15). */
final class StepOracle {
    private final SupervisorFacts facts;
    private final OrderOracle orders;
    private int bootOrder;

    StepOracle(SupervisorFacts facts, OrderOracle orders) {
        this.facts = facts;
        this.orders = orders;
    }

    Kid startCalled(String child, ChildSpec spec, long incarnation) {
        facts.line("start", child, incarnation);
        Kid kid = facts.kids.computeIfAbsent(child, name -> new Kid(name, spec));
        if (kid.open != 0)
            facts.broken("I1", child + "#" + incarnation + " starts while #" + kid.open + " is not over");
        if (incarnation <= kid.newest) facts.broken("I15", child + "#" + incarnation + " after #" + kid.newest);
        if (orders.holds(kid)) facts.broken("I17", kid + " starts in the hand of an upgrade");
        if (facts.ending || facts.killed) facts.broken("I7", child + " starts while the supervisor ends");
        explainStart(kid);
        facts.unhalt(kid);
        kid.begin(incarnation);
        return kid;
    }

    private void explainStart(Kid kid) {
        if (facts.group == null && !kid.decided && !orders.explainsStart(kid)) facts.wakeGroup(kid, true);
        if (kid.decided) {
            kid.decided = false;
        } else if (facts.group != null && facts.group.has(kid)) {
            String wrong = facts.group.wrongStart(kid);
            if (!wrong.isEmpty() && facts.switchToRival()) wrong = facts.group.wrongStart(kid);
            if (!wrong.isEmpty()) facts.broken(facts.groupRule(), "start of " + kid + " " + wrong);
            kid.calm();
        } else if (!facts.booted && kid.newest == 0) {
            bootStart(kid);
        } else {
            orderedStart(kid);
        }
    }

    private void bootStart(Kid kid) {
        int at = facts.boot.indexOf(kid);
        if (at != bootOrder) facts.broken("I2", kid.id + " starts out of order");
        for (Kid before : facts.boot.subList(0, Math.max(0, at)))
            if (before.newest <= 1 && !before.up && before.open != 0) facts.broken("I2", kid.id + " before " + before);
        bootOrder++;
    }

    private void orderedStart(Kid kid) {
        facts.mayBeGroup(kid, true);
        kid.calm();
        if (orders.name(kid)) kid.noTrialPerhaps();
        if (orders.explainsStart(kid) || facts.goesOn(kid) || facts.meets(kid) || kid.mayComeBack) return;
        if (kid.isolated) facts.broken("I10", kid + " is isolated and starts");
        if (kid.hung) facts.broken("I10", kid + " is hung and starts");
        if (kid.tripped) facts.broken("I11", kid + " is open and starts");
        if (kid.restart == RestartType.TEMPORARY) facts.broken("I6", kid + " is temporary and starts again");
        facts.broken(facts.independent() ? "I3" : "I5", kid + " starts without a reason");
    }

    void stopCalled(String child, long incarnation) {
        facts.line("stop", child, incarnation);
        Kid kid = facts.kids.get(child);
        if (facts.killed || kid == null) return;
        if (!facts.simple())
            for (Kid other : facts.kids.values())
                if (other != kid && other.stopping)
                    facts.broken("I2", kid + " told to stop while " + other + " still stops");
        if (kid.wantedIsolated && kid.newest == incarnation) kid.unheardOf();
        kid.stopping = kid.open == incarnation;
        explainStop(kid);
    }

    private void explainStop(Kid kid) {
        if (kid.tripped) return;
        if (!facts.ending && orders.explainsStop(kid)) {
            facts.mayBeGroup(kid, false);
            return;
        }
        if (facts.group == null && facts.meets(kid)) {
            kid.mayComeBack = true;
            return;
        }
        if (facts.group == null) facts.wakeGroup(kid, false);
        if (!facts.ending && facts.group != null && facts.group.has(kid)) {
            String wrong = facts.group.wrongStop(kid);
            if (!wrong.isEmpty() && !facts.toldToEnd) facts.broken(facts.groupRule(), "stop of " + kid + " " + wrong);
            if (wrong.isEmpty() || !facts.toldToEnd) return;
        }
        if (!facts.ending && !facts.toldToEnd) facts.broken("I3", kid + " is stopped without a reason");
        facts.ending = true;
        if (!facts.simple()) checkReverse(kid);
    }

    private void checkReverse(Kid kid) {
        List<Kid> all = List.copyOf(facts.kids.values());
        for (Kid later : all.subList(all.indexOf(kid) + 1, all.size()))
            if (later.open != 0) facts.broken("I2", kid + " told to stop before the later " + later);
    }
}
