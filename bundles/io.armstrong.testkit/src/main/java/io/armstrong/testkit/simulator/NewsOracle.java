package io.armstrong.testkit.simulator;

/** Keeps the facts true to what children tell; of an incarnation that is over it believes nothing (invariant I15). */
final class NewsOracle {
    private final SupervisorFacts facts;

    NewsOracle(SupervisorFacts facts) {
        this.facts = facts;
    }

    void started(String child, long incarnation) {
        Kid kid = facts.kids.get(child);
        if (kid == null || kid.open != incarnation) return;
        kid.up = true;
        kid.hung = false;
        facts.settleGroup();
    }

    /** A start that is over without a child that runs. @param ignored OTP's ignore: it counts as done */
    void noStart(String child, long incarnation, boolean ignored) {
        Kid kid = facts.kids.get(child);
        if (kid == null || kid.open != incarnation) return;
        boolean stopped = kid.stopping;
        kid.over();
        if (ignored) {
            kid.hung = false;
            kid.excuse = "its start was ignored";
        }
        if (!stopped) startOver(kid, ignored);
        facts.settleGroup();
    }

    private void startOver(Kid kid, boolean ignored) {
        boolean restart = facts.group != null && facts.group.has(kid);
        if (restart && !ignored && !kid.hung) facts.group = null;
        if (!ignored && !facts.booted && kid.newest == 1) facts.ending = true;
    }

    void hung(String child, long incarnation) {
        Kid kid = facts.kids.get(child);
        if (kid == null || kid.open != incarnation) return;
        kid.hung = true;
        kid.excuse = "it hangs";
        boolean wasUp = kid.up;
        boolean stopped = kid.stopping;
        kid.over();
        if (!wasUp && !stopped && !facts.booted && kid.newest == 1) facts.ending = true;
        facts.settleGroup();
    }

    void ended(String child, long incarnation) {
        Kid kid = facts.kids.get(child);
        if (kid == null || kid.open != incarnation) return;
        kid.endUnheard = !kid.stopping;
        kid.over();
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
