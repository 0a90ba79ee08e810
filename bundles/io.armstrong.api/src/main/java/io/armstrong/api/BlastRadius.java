package io.armstrong.api;

import java.util.Set;

/**
 * What an escalation may not stop (feature E5). One that would is refused: the child it began with is left {@code failed},
 * everything else runs on, and an alarm says so. It holds for the supervisor's intensity too. Off by default.
 *
 * @param children running children that one escalation may stop at most; 0: any number
 * @param spared tiers of which an escalation by a child of a less important tier stops nobody
 */
public record BlastRadius(int children, Set<Tier> spared) {
    /** No limit. */
    public static final BlastRadius UNLIMITED = new BlastRadius(0, Set.of());

    public BlastRadius {
        if (children < 0) throw new IllegalArgumentException("blast radius " + children + ": must be 0 or more");
        spared = Set.copyOf(spared);
    }
}
