package io.armstrong.testkit.simulator;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.ExitReason;
import io.armstrong.api.RestartType;

/** A child as the oracle knows it, from what was called and told alone. */
final class Kid {
    final String id;
    RestartType restart;
    boolean significant;
    /** The incarnation that was started and has not been told to be over; 0: none. */
    long open;
    /** The newest incarnation ever started. */
    long newest;

    boolean up;
    boolean stopping;
    boolean isolated;
    boolean hung;
    /** A restart of it alone was decided and not begun. */
    boolean decided;
    /** Its start failed inside a restart: another try is due. */
    boolean retryDue;
    /** Told to have ended by itself, and its supervisor has not come to it. */
    boolean endUnheard;

    Kid(String id, ChildSpec spec) {
        this.id = id;
        this.restart = spec.restart();
        this.significant = spec.significant();
    }

    boolean setAside() {
        return isolated || hung;
    }

    /** Design D2, OTP S30. */
    boolean restartDue(ExitReason reason) {
        return restart == RestartType.PERMANENT || restart == RestartType.TRANSIENT && reason.abnormal();
    }

    void over() {
        open = 0;
        up = false;
        stopping = false;
    }

    @Override
    public String toString() {
        return id + "#" + newest;
    }
}
