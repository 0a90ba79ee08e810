package io.armstrong.supervisor.child;

import io.armstrong.core.rollout.Share;

/** How many instances of a template there are, how many of them run the code of another bundle, and where the next one goes (invariant I22). */
final class Newcomers {
    private long bundleId = -1;
    private int percent;
    private long all;
    private long away;

    /** From now on so many percent may go to that bundle. */
    synchronized void share(long otherId, int upTo) {
        bundleId = otherId;
        percent = upTo;
    }

    /** One more. @return the other bundle it goes to; -1: its own */
    synchronized long came() {
        boolean goes = bundleId >= 0 && Share.takesNewcomer(percent, away, all);
        all++;
        if (!goes) return -1;
        away++;
        return bundleId;
    }

    /** One fewer. */
    synchronized void left(boolean wasAway) {
        all--;
        if (wasAway) away--;
    }

    /** One changed its code. */
    synchronized void moved(boolean isAway) {
        away += isAway ? 1 : -1;
    }
}
