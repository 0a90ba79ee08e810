package io.armstrong.testkit.simulator;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.AutoShutdown;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Knows what a supervisor has to decide when a child ends by itself, and counts with it (invariants I6 to I9). */
final class DecisionOracle {
    private final SupervisorFacts facts;
    private final OrderOracle orders;
    private final List<Long> restarts = new ArrayList<>();
    private @Nullable Kid awaitsDecision;
    /** Whether what awaits a decision may have been taken by an order instead. */
    private boolean maybeTaken;

    private boolean escalated;

    DecisionOracle(SupervisorFacts facts, OrderOracle orders) {
        this.facts = facts;
        this.orders = orders;
    }

    void event(ArmstrongEvent event) {
        facts.line("says", event.getClass().getSimpleName(), 0);
        facts.chronicle.detail(event::sentence);
        if (event instanceof ArmstrongEvent.ChildExited e) exitHandled(e);
        else if (event instanceof ArmstrongEvent.Decided e) decided(e);
        else if (event instanceof ArmstrongEvent.Escalated) escalated();
        else if (event instanceof ArmstrongEvent.ChildStartFailed e) startFailed(e);
        else if (event instanceof ArmstrongEvent.StatusChanged e && e.reason().contains("abandoned"))
            facts.chronicle.named();
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
        awaitsDecision = restart ? kid : null;
        maybeTaken = facts.toldToEnd || orders.explainsStop(kid);
        if (restart || !kid.significant || !lastSignificant()) return;
        if (maybeTaken) facts.toldToEnd = true;
        else facts.ending = true;
    }

    private boolean lastSignificant() {
        if (facts.autoShutdown != AutoShutdown.ALL_SIGNIFICANT)
            return facts.autoShutdown == AutoShutdown.ANY_SIGNIFICANT;
        for (Kid other : facts.kids.values()) if ((other.significant || facts.simple()) && active(other)) return false;
        return true;
    }

    private static boolean active(Kid kid) {
        return kid.open != 0 || kid.endUnheard || kid.retryDue || kid.decided;
    }

    private void startFailed(ArmstrongEvent.ChildStartFailed failed) {
        Kid kid = facts.kids.get(failed.child());
        if (kid != null && (facts.booted || kid.newest > 1) && !kid.hung) kid.retryDue = true;
    }

    private void decided(ArmstrongEvent.Decided decision) {
        facts.chronicle.decision();
        Kid kid = facts.kids.get(decision.child());
        if (kid == null) return;
        switch (decision.decision()) {
            case "restart" -> restart(kid);
            case "escalate" -> mayEscalate(kid);
            case "shut down" -> {
                if (!facts.ending && !facts.toldToEnd) facts.broken("I6", "shuts down over " + kid);
            }
            default -> {
                if (awaitsDecision == kid)
                    facts.broken("I6", kid + " is due and not restarted: " + decision.decision());
            }
        }
        awaitsDecision = null;
    }

    private void restart(Kid kid) {
        if (awaitsDecision != kid && !kid.retryDue) facts.broken("I6", kid + " is restarted and not due");
        kid.retryDue = false;
        restarts.add(facts.time.nanos());
        int count = inWindow();
        if (count > facts.intensity.max()) facts.broken("I7", "restart " + count + " within " + facts.intensity);
        if (facts.independent()) kid.decided = true;
        else facts.beginGroup(kid);
    }

    private int inWindow() {
        long from = facts.time.nanos() - facts.intensity.period().toNanos();
        int count = 0;
        for (long restart : restarts) if (restart >= from) count++;
        return count;
    }

    private void mayEscalate(Kid kid) {
        if (awaitsDecision != kid && !kid.retryDue)
            facts.broken("I9", "escalates over " + kid + " without a restart due");
        if (inWindow() < facts.intensity.max())
            facts.broken("I7", "escalates after " + inWindow() + " within " + facts.intensity);
        facts.ending = true;
    }

    private void escalated() {
        if (escalated) facts.broken("I9", "escalates twice");
        escalated = true;
        facts.ending = true;
    }

    void atRest() {
        if (awaitsDecision != null && !maybeTaken)
            facts.broken("I6", awaitsDecision + " is due and nothing was decided");
    }
}
