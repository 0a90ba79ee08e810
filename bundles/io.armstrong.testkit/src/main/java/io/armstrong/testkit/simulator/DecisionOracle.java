package io.armstrong.testkit.simulator;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.AutoShutdown;
import io.armstrong.api.ChildStatus;
import java.util.ArrayList;
import java.util.List;

/** Knows what a supervisor has to decide when a child ends by itself, and counts with it (invariants I6 to I9). */
final class DecisionOracle {
    private final SupervisorFacts facts;
    private final OrderOracle orders;
    private final PolicyOracle policies;
    private final List<Long> restarts = new ArrayList<>();
    private boolean escalated;

    DecisionOracle(SupervisorFacts facts, OrderOracle orders) {
        this.facts = facts;
        this.orders = orders;
        this.policies = new PolicyOracle(facts);
    }

    void event(ArmstrongEvent event) {
        facts.line("says", event.getClass().getSimpleName(), 0);
        facts.chronicle.detail(event::sentence);
        if (event instanceof ArmstrongEvent.ChildExited e) exitHandled(e);
        else if (event instanceof ArmstrongEvent.Decided e) decided(e);
        else if (event instanceof ArmstrongEvent.Escalated) escalated();
        else if (event instanceof ArmstrongEvent.ChildStartFailed e) startFailed(e);
        else if (event instanceof ArmstrongEvent.StatusChanged e) statusChanged(e);
    }

    private void statusChanged(ArmstrongEvent.StatusChanged event) {
        if (event.reason().contains("abandoned")) facts.chronicle.named();
        Kid kid = facts.kids.get(event.child());
        if (kid != null && event.status() == ChildStatus.OPEN) kid.openedAt = facts.time.nanos();
    }

    boolean escalatedOnce() {
        return escalated;
    }

    /** An end by itself that the supervisor has come to: it must decide, and rightly. */
    private void exitHandled(ArmstrongEvent.ChildExited exit) {
        Kid kid = facts.kids.get(exit.child());
        if (kid == null || !kid.endUnheard || kid.newest != exit.incarnation()) return;
        kid.endUnheard = false;
        if (facts.ending) return;
        if (!facts.toldToEnd && orders.holds(kid)) facts.broken("I17", kid + " is held and its end is handled");
        if (facts.group != null) return;
        boolean restart = kid.restartDue(exit.reason()) && !kid.hung;
        if (!restart) kid.excuse = "it ended and is not restarted";
        kid.due = restart;
        kid.dueSince = facts.time.nanos();
        kid.maybeTaken = facts.toldToEnd || orders.explainsStop(kid) || facts.mayTake(kid) || facts.meets(kid);
        if (!kid.maybeTaken) kid.onTrial = false;
        if (restart || !kid.significant || !lastSignificant()) return;
        if (facts.meets(kid)) kid.mayShutDown = true;
        else if (kid.maybeTaken) facts.toldToEnd = true;
        else facts.ending = true;
    }

    private boolean lastSignificant() {
        if (facts.autoShutdown != AutoShutdown.ALL_SIGNIFICANT)
            return facts.autoShutdown == AutoShutdown.ANY_SIGNIFICANT;
        for (Kid other : facts.kids.values()) if ((other.significant || facts.simple()) && active(other)) return false;
        return true;
    }

    private static boolean active(Kid kid) {
        return kid.open != 0 || kid.endUnheard || kid.retryDue || kid.due || kid.decided || kid.groupDue;
    }

    private void startFailed(ArmstrongEvent.ChildStartFailed failed) {
        Kid kid = facts.kids.get(failed.child());
        if (kid == null) return;
        kid.failUnheard = -1;
        if (facts.ending || kid.hung) return;
        kid.onTrial = false;
        kid.retryDue = true;
    }

    private void decided(ArmstrongEvent.Decided decision) {
        facts.chronicle.decision();
        Kid kid = facts.kids.get(decision.child());
        if (kid == null) return;
        switch (decision.decision()) {
            case "restart" -> restart(kid, decision);
            case "escalate" -> escalate(kid, decision);
            case "isolate" -> isolate(kid, decision);
            case "circuit_break" -> open(kid, decision);
            case "trial" -> beginTrial(kid);
            case "close breaker" -> close(kid);
            case "shut down" -> {
                if (kid.mayShutDown) facts.ending = true;
                if (!facts.ending && !facts.toldToEnd) facts.broken("I6", "shuts down over " + kid);
            }
            default -> {
                if (kid.due) facts.broken("I6", kid + " is due and not restarted: " + decision.decision());
            }
        }
        kid.due = false;
    }

    private void mustBeDue(Kid kid, String what) {
        if (!kid.due && !kid.retryDue) facts.broken("I6", what + " of " + kid + ", which is not due");
    }

    private void restart(Kid kid, ArmstrongEvent.Decided decision) {
        mustBeDue(kid, "restart");
        boolean paid = decision.policy().isEmpty() && kid.retryDue && kid.retried < kid.budget();
        if (paid) kid.retried++;
        else count(kid, decision);
        kid.calm();
        kid.onTrial = false;
        kid.perhapsOnTrial = false;
        if (kid.hasBackoff()) kid.groupDueAt = facts.time.nanos() + delay(decision.next());
        if (facts.independent() || facts.inBoot(kid)) kid.decided = true;
        else if (kid.hasBackoff()) kid.groupDue = true;
        else facts.beginGroup(kid);
    }

    /** In nanoseconds, of what ends with the delay that is promised in milliseconds. */
    private static long delay(String next) {
        String[] words = next.split(" ");
        return Long.parseLong(words[words.length - 2]) * 1_000_000;
    }

    private void count(Kid kid, ArmstrongEvent.Decided decision) {
        policies.check(kid, decision, inWindow());
        restarts.add(facts.time.nanos());
        int count = inWindow();
        if (count > facts.intensity.max()) facts.broken("I7", "restart " + count + " within " + facts.intensity);
    }

    private int inWindow() {
        long from = facts.time.nanos() - facts.intensity.period().toNanos();
        int count = 0;
        for (long restart : restarts) if (restart >= from) count++;
        return count;
    }

    private void isolate(Kid kid, ArmstrongEvent.Decided decision) {
        mustBeDue(kid, "isolation");
        policies.check(kid, decision, inWindow());
        kid.calm();
        kid.isolated = true;
        kid.excuse = "its policy isolated it";
        facts.passBy(kid);
    }

    /** By its policy after a crash, or by a failed call while it was on trial (design D4). */
    private void open(Kid kid, ArmstrongEvent.Decided decision) {
        boolean crashed = kid.open == 0 && !kid.endUnheard;
        if (crashed) mustBeDue(kid, "opening");
        else if (!kid.mayBeOnTrial()) facts.broken("I11", kid + " is opened while it runs, and was not on trial");
        if (crashed) policies.check(kid, decision, inWindow());
        kid.calm();
        kid.onTrial = false;
        kid.perhapsOnTrial = false;
        kid.tripped = true;
        kid.openedAt = facts.time.nanos();
        kid.excuse = "its breaker is open";
        if (crashed) facts.passBy(kid);
    }

    private void beginTrial(Kid kid) {
        if (!kid.tripped) facts.broken("I11", kid + " is tried and was not open");
        long open = facts.time.nanos() - kid.openedAt;
        if (open < kid.spec.breakerInForce().recovery().toNanos())
            facts.broken("I11", kid + " is tried after " + open / 1_000_000 + " ms");
        kid.tripped = false;
        kid.decided = true;
        kid.onTrial = true;
    }

    private void close(Kid kid) {
        if (!kid.mayBeOnTrial()) facts.broken("I11", "the breaker of " + kid + " closes and was not half-open");
        kid.onTrial = false;
        kid.perhapsOnTrial = false;
        facts.beginOthers(kid);
    }

    private void escalate(Kid kid, ArmstrongEvent.Decided decision) {
        mustBeDue(kid, "escalation");
        policies.check(kid, decision, inWindow());
        facts.ending = true;
    }

    private void escalated() {
        if (escalated) facts.broken("I9", "escalates twice");
        escalated = true;
        facts.ending = true;
    }

    /** When nothing is under way, whoever waited for a time that is over has been tried again (invariants I8, I11). */
    void onTime() {
        if (!facts.booted || facts.ending || facts.toldToEnd || facts.killed || facts.group != null) return;
        if (orders.waits()) return;
        for (Kid kid : facts.kids.values()) if (kid.stopping || kid.open != 0 && !kid.up) return;
        for (Kid kid : facts.kids.values()) onTime(kid, facts.time.nanos() - Kid.TOLD);
    }

    private void onTime(Kid kid, long now) {
        if ((kid.decided || kid.groupDue) && kid.hasBackoff() && kid.groupDueAt <= now)
            facts.broken("I8", kid + " waits for a restart since " + (now - kid.groupDueAt) / 1_000_000 + " ms");
        long recovery = kid.spec.breakerInForce().recovery().toNanos();
        if (kid.tripped && !kid.hung && kid.openedAt + recovery <= now)
            facts.broken("I11", kid + " is open and its recovery time is over");
        if (kid.due && !kid.maybeTaken && !kid.tripped && kid.dueSince + kid.policyDeadline() <= now)
            facts.broken("I8", kid + " is due and nothing was decided in its policy's deadline");
    }

    void atRest() {
        for (Kid kid : facts.kids.values())
            if (kid.due && !kid.maybeTaken) facts.broken("I6", kid + " is due and nothing was decided");
    }
}
