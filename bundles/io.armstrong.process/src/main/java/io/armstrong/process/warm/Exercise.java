package io.armstrong.process.warm;

import io.armstrong.api.worker.Ref;

/**
 * What is done with a team, round after round: some crash, one after the other by turns; all that start anew are called when they are
 * back, or where nobody crashes all are called.
 *
 * @param team who takes part
 * @param crash how many are told to crash in a round
 * @param called how many are called in a round
 * @param rounds of it
 */
record Exercise(Ref[] team, int crash, int called, int rounds) {
    /** Whether only those come back that crashed. */
    boolean each() {
        return crash == called;
    }

    Ref member(int i) {
        return team[i % team.length];
    }

    @Override
    public String toString() {
        return crash + " of " + team.length + " crash, " + rounds + " rounds";
    }
}
