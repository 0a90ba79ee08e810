package io.armstrong.testkit.simulator;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.ExitReason;
import io.armstrong.api.RestartType;
import io.armstrong.api.Shutdown;

/** A child as the oracle knows it, from what was called and told alone. */
final class Kid {
    /** Delays are told in whole milliseconds: one may be over that much later, in nanoseconds. */
    static final long TOLD = 1_000_000;

    final String id;
    ChildSpec spec;
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
    /** Its newest start said that it is wanted isolated. */
    boolean wantedIsolated;

    boolean hung;
    /** Its breaker is open, since then. */
    boolean tripped;

    long openedAt;
    boolean onTrial;
    /** An order that would end its trial waits, and it is not known whether it was the one that started it. */
    boolean perhapsOnTrial;
    /** Whether any incarnation came up. */
    boolean everUp;
    /** Failed starts that its budget paid for since it was up. */
    int retried;
    /** How often it was brought back from isolation. */
    int halvings;
    /** It ended by itself, and what becomes of it is not decided yet. */
    boolean due;

    long dueSince;
    /** An order may have taken it out of that decision. */
    boolean maybeTaken;
    /** It is significant and ended by itself, unless the restart of others took it as it was. */
    boolean mayShutDown;
    /** A restart of it alone was decided and not begun. */
    boolean decided;
    /** A restart of its group was decided and waits for its backoff. */
    boolean groupDue;

    long groupDueAt;
    /** It was told to stop when its end was told already, so that the others of a child that is back could meet it. */
    boolean mayComeBack;
    /** Its start failed inside a restart: another try is due. */
    boolean retryDue;
    /** Told to have ended by itself, and its supervisor has not come to it. */
    boolean endUnheard;
    /** When it told that its start failed, if its supervisor has not come to it: that needs no time. */
    long failUnheard = -1;
    /** Why it may be down; empty: it must be up in the end (invariant I25). */
    String excuse = "was never started";

    Kid(String id, ChildSpec spec) {
        this.id = id;
        this.spec = spec;
        this.restart = spec.restart();
        this.shutdown = spec.shutdown();
        this.significant = spec.significant();
    }

    void become(ChildSpec other) {
        spec = other;
        restart = spec.restart();
        shutdown = spec.shutdown();
        significant = spec.significant();
    }

    String tier() {
        return spec.tier().text();
    }

    boolean hasBreaker() {
        return spec.breakerInForce().present();
    }

    int budget() {
        return spec.recovery().startRetries();
    }

    /** In nanoseconds, until its tier decides instead. */
    long policyDeadline() {
        return spec.recovery().policyDeadline().toNanos();
    }

    boolean hasBackoff() {
        return spec.recovery().backoff().on();
    }

    boolean setAside() {
        return isolated || hung || tripped;
    }

    /** Whether it is down and nothing is under way for it, as far as can be told. */
    boolean idle() {
        boolean waits = due && !maybeTaken || retryDue || decided || groupDue;
        return open == 0 && !waits && !setAside() && !endUnheard;
    }

    /** Whatever it waited for is over. */
    void calm() {
        due = false;
        decided = false;
        retryDue = false;
        groupDue = false;
    }

    /** Design D2, OTP S30. */
    boolean restartDue(ExitReason reason) {
        return restart == RestartType.PERMANENT || restart == RestartType.TRANSIENT && reason.abnormal();
    }

    boolean mayBeOnTrial() {
        return onTrial || perhapsOnTrial;
    }

    void noTrialPerhaps() {
        perhapsOnTrial |= onTrial;
        onTrial = false;
    }

    void begin(long incarnation) {
        open = incarnation;
        newest = incarnation;
        endUnheard = false;
        failUnheard = -1;
        mayComeBack = false;
        wantedIsolated = false;
        excuse = "";
    }

    /** Its supervisor stops it before it heard that it is wanted isolated. */
    void unheardOf() {
        wantedIsolated = false;
        isolated = false;
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
