package io.armstrong.testkit.simulator;

import io.armstrong.api.ExitReason;
import io.armstrong.api.Shutdown;
import java.time.Duration;
import java.util.function.ToLongFunction;

/** Knows how a supervisor may end, how long that may take, and what must be true when nothing is under way (I7, I9, I12 to I14, I25). */
final class EndOracle {
    /** Invariant I13. */
    private static final long SLACK = Duration.ofMillis(250).toNanos();
    /** After a kill, until a child is abandoned. */
    private static final long SECOND_DEADLINE = Duration.ofMillis(1200).toNanos();

    static final long FOR_EVER = Long.MAX_VALUE;

    private final SupervisorFacts facts;
    private final OrderOracle orders;
    private final DecisionOracle decisions;
    /** How long a nested supervisor may take to end. */
    private final ToLongFunction<String> nested;

    private boolean toldToBeKilled;
    private long endsBy = FOR_EVER;

    EndOracle(SupervisorFacts facts, OrderOracle orders, DecisionOracle decisions, ToLongFunction<String> nested) {
        this.facts = facts;
        this.orders = orders;
        this.decisions = decisions;
        this.nested = nested;
    }

    void toldToEnd() {
        facts.toldToEnd = true;
        long bound = bound();
        if (bound != FOR_EVER && endsBy == FOR_EVER) endsBy = awake() + bound + SLACK;
    }

    /** Time during which deadlines can have been kept. */
    private long awake() {
        return facts.time.nanos() - facts.time.leapt();
    }

    /** One more child, started by an order that was given before it was told to end. */
    void startCalled(Kid kid) {
        if (endsBy == FOR_EVER) return;
        long more = bound(kid);
        endsBy = more == FOR_EVER ? FOR_EVER : endsBy + more;
    }

    /** The sum of the deadlines of its children, one after another (OTP S23); of dynamic ones one is all (S29). */
    long bound() {
        if (facts.simple()) return bound(facts.template);
        long sum = 0;
        for (Kid kid : facts.kids.values()) {
            long one = bound(kid);
            if (one == FOR_EVER) return FOR_EVER;
            sum += one;
        }
        return sum;
    }

    private long bound(Kid kid) {
        if (kid.shutdown instanceof Shutdown.Within within)
            return within.limit().toNanos() + SECOND_DEADLINE;
        if (kid.shutdown instanceof Shutdown.BrutalKill) return SECOND_DEADLINE;
        return nested.applyAsLong(kid.id);
    }

    /** From now on it may end with {@code killed} at any moment, its children told in no order (OTP S35). */
    void toldToBeKilled() {
        facts.line("to be killed", "", 0);
        toldToBeKilled = true;
    }

    void ended(ExitReason reason) {
        facts.line("ended", reason.text(), 0);
        if (facts.ended) facts.broken("I9", "ends twice");
        facts.ended = true;
        if (toldToBeKilled && reason instanceof ExitReason.Killed) {
            facts.killed = true;
            return;
        }
        long late = awake() - endsBy;
        if (endsBy != FOR_EVER && late > 0) facts.broken("I13", "ends " + late / 1_000_000 + " ms too late");
        if (decisions.escalatedOnce() && facts.booted && !(reason instanceof ExitReason.ShuttingDown))
            facts.broken("I7", "escalates with " + reason.text());
        for (Kid kid : facts.kids.values()) if (kid.open != 0) facts.broken("I12", "ended while " + kid + " runs");
    }

    /** Nothing is under way and nobody fails any more. */
    void atRest() {
        if (facts.ended) return;
        decisions.atRest();
        if (facts.group != null) facts.broken("I4", "the restart of " + facts.group + " was not finished");
        for (Kid kid : facts.kids.values()) atRest(kid);
        if (!orders.unanswered().isEmpty()) facts.broken("I14", "no answer to " + orders.unanswered());
    }

    private void atRest(Kid kid) {
        if (kid.decided || kid.retryDue || kid.groupDue)
            facts.broken("I8", kid + " waits for a restart that does not come");
        if (kid.open != 0 && !kid.up) facts.broken("I14", kid + " is neither up nor down");
        if (kid.open == 0 && kid.excuse.isEmpty()) facts.broken("I25", kid + " is down without a reason");
    }
}
