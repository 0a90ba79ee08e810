package io.armstrong.testkit.simulator;

import io.armstrong.api.SupervisorSpec;

/** Keeps the facts true to what children tell; of an incarnation that is over it believes nothing (invariant I15). */
final class NewsOracle {
    private final SupervisorFacts facts;
    private final OrderOracle orders;

    NewsOracle(SupervisorFacts facts, OrderOracle orders) {
        this.facts = facts;
        this.orders = orders;
    }

    void started(String child, long incarnation) {
        Kid kid = facts.kids.get(child);
        if (kid == null || kid.open != incarnation) return;
        kid.up = true;
        kid.everUp = true;
        kid.retried = 0;
        kid.hung = false;
        facts.settleGroup();
    }

    /** A start that is over without a child that runs. @param ignored OTP's ignore: it counts as done */
    void noStart(String child, long incarnation, boolean ignored) {
        Kid kid = facts.kids.get(child);
        if (kid == null || kid.open != incarnation) return;
        boolean stopped = kid.stopping;
        kid.over();
        kid.failUnheard = facts.time.nanos();
        if (ignored) {
            kid.hung = false;
            kid.excuse = "its start was ignored";
        }
        if (!stopped) startOver(kid, ignored);
        facts.settleGroup();
    }

    /** It is wanted isolated: as ignored, and it stays so. */
    void isolated(String child, long incarnation) {
        Kid kid = facts.kids.get(child);
        if (kid == null || kid.open != incarnation) return;
        boolean stopped = kid.stopping;
        noStart(child, incarnation, true);
        if (stopped || facts.simple()) return;
        kid.isolated = true;
        kid.wantedIsolated = true;
        kid.excuse = "it is wanted isolated";
    }

    private void startOver(Kid kid, boolean ignored) {
        if (!ignored && !kid.hung) halt(kid);
        if (!ignored && facts.bootDependsOn(kid)) facts.ending = true;
    }

    /** A group restart ends with a start that fails; so does the one of an order, of which it is not known whom it came to. */
    private void halt(Kid failed) {
        Group group = facts.group;
        if (group != null && group.began(failed)) {
            facts.halt(failed, group.rest());
            facts.group = null;
        } else if (orders.restores(failed)) {
            facts.halt(failed, facts.after(failed));
        }
    }

    void hung(String child, long incarnation) {
        Kid kid = facts.kids.get(child);
        if (kid == null || kid.open != incarnation) return;
        kid.hung = true;
        kid.excuse = "it hangs";
        boolean wasUp = kid.up;
        boolean stopped = kid.stopping;
        kid.over();
        boolean goesOn = facts.independent() && !facts.policyOf(kid).equals(SupervisorSpec.OTP);
        if (!wasUp && !stopped && facts.inBoot(kid) && !goesOn) facts.ending = true;
        facts.settleGroup();
    }

    void ended(String child, long incarnation) {
        Kid kid = facts.kids.get(child);
        if (kid == null || kid.open != incarnation) return;
        kid.endUnheard = !kid.stopping;
        kid.over();
        facts.settleGroup();
    }

    /** The supervisor takes it as gone. */
    void abandoned(String child, long incarnation) {
        facts.line("abandon", child, incarnation);
        facts.chronicle.abandoned();
        Kid kid = facts.kids.get(child);
        if (kid == null || kid.open != incarnation) return;
        if (!kid.up && !kid.stopping) startOver(kid, false);
        kid.over();
    }

    void forgotten(String child) {
        facts.line("forget", child, 0);
        Kid kid = facts.kids.get(child);
        if (kid == null || facts.ending || facts.killed) return;
        if (kid.open != 0) facts.broken("I10", kid + " is forgotten while it runs");
        facts.kids.remove(child);
    }
}
