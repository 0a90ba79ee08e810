package io.armstrong.core;

import io.armstrong.api.ExitReason;

/**
 * A list of stops and starts under way: while there is one, orders wait (design section 4).
 *
 * <p>Each step ends with a completion of the child it waits for; the plan then takes the next, and takes itself out of the
 * state when it is through.
 */
abstract class Plan {
    /** Takes the first step. */
    abstract void begin(SupervisorState state);

    /** Whether a completion of that child is this plan's business. */
    abstract boolean awaits(ChildRecord child);

    /** The awaited start is done: the child is up, or waits for what it needs. */
    void started(SupervisorState state, ChildRecord child) {}

    /** The awaited start said ignore. */
    void ignored(SupervisorState state, ChildRecord child) {}

    /** The awaited start failed. */
    void failed(SupervisorState state, ChildRecord child, ExitReason reason) {}

    /** The awaited child is gone. */
    void stopped(SupervisorState state, ChildRecord child, ExitReason reason) {}

    /** The awaited child is left down for now: the plan goes on without it. */
    void passedBy(SupervisorState state) {}

    /** Whether that child is in somebody's hand, so that its exits wait. */
    boolean holds(ChildRecord child) {
        return false;
    }

    /** The supervisor ends instead: whoever waits for this plan will be told. */
    void cutShort(SupervisorState state) {}
}
