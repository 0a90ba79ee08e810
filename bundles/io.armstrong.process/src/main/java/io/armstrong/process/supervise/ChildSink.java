package io.armstrong.process.supervise;

import io.armstrong.api.ExitReason;

/** Where one incarnation of a child tells its supervisor what became of it. From any thread; after its end it changes nothing. */
public interface ChildSink {
    /** The incarnation that tells here; 0: whichever does. */
    default long teller() {
        return 0;
    }

    /** The start is done. */
    void started();

    /**
     * Something that it needs is not there yet: its start deadline stands still, its supervisor goes on; {@code started} follows when
     * that came, or one of the ends. May be told again with other words.
     */
    default void waiting(String missing) {}

    /** It does not want to run (OTP S11: ignore). */
    void ignored();

    /** It is wanted isolated and does not run until it is restored (design D5, D15); where nobody can tell, it is ignored. */
    default void isolated() {
        ignored();
    }

    /** The start failed. */
    void startFailed(ExitReason reason);

    /** It is gone because it was told to, with the reason it really had. */
    void stopped(ExitReason reason);

    /** A call that was let through to it on trial has ended (design D4). @param success whether a reply came */
    default void trialCall(boolean success) {}

    /** It ended by itself. */
    void exited(ExitReason reason);

    /** It overran every deadline and cannot be touched: it stays quarantined until it is restored by hand (design D9). */
    void hung(ExitReason reason);
}
