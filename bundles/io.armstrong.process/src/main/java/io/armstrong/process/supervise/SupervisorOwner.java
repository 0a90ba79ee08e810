package io.armstrong.process.supervise;

import io.armstrong.api.ExitReason;

/** Whoever started a supervisor: its parent, or the owner of the root. Called on the supervisor's turn. */
public interface SupervisorOwner {
    /** Every child of its spec was started. */
    void booted();

    /** Whether an escalation leaves the supervisor running, and the child it is about failed (design D6: {@code degrade}). */
    default boolean degrades() {
        return false;
    }

    /** Its start failed, and its children are stopped. The last word. */
    void startFailed(ExitReason reason);

    /** It has ended, and its children are stopped; killed, they are not. The last word. */
    void exited(ExitReason reason);
}
