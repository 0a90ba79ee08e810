package io.armstrong.testkit.simulator;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.ExitReason;
import io.armstrong.api.RestartType;
import io.armstrong.api.Shutdown;

/** A child as the oracle knows it, from what was called and told alone. */
final class Kid {
    final String id;
    RestartType restart;
    Shutdown shutdown;
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
    /** Why it may be down; empty: it must be up in the end (invariant I25). */
    String excuse = "was never started";

    Kid(String id, ChildSpec spec) {
        this.id = id;
        this.restart = spec.restart();
        this.shutdown = spec.shutdown();
        this.significant = spec.significant();
    }

    void become(ChildSpec spec) {
        restart = spec.restart();
        shutdown = spec.shutdown();
        significant = spec.significant();
    }

    boolean setAside() {
        return isolated || hung;
    }

    /** Design D2, OTP S30. */
    boolean restartDue(ExitReason reason) {
        return restart == RestartType.PERMANENT || restart == RestartType.TRANSIENT && reason.abnormal();
    }

    void begin(long incarnation) {
        open = incarnation;
        newest = incarnation;
        endUnheard = false;
        excuse = "";
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
