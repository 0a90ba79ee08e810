package io.armstrong.core;

import io.armstrong.api.ChildStatus;
import io.armstrong.api.breaker.BreakerSpec;
import io.armstrong.core.Account.Waits;

/** The crash side of a child's breaker: kept down, started on trial alone, closed or opened again (design D4). */
final class Trials {
    private Trials() {}

    /** It stays down until the recovery time is over. */
    static void open(SupervisorState state, ChildRecord child, Verdict verdict) {
        child.become(ChildStatus.OPEN);
        Restarts.decided(
                state,
                child,
                "circuit_break",
                verdict,
                "trial in " + limits(child).recovery().toMillis() + " ms");
        opened(state, child, verdict.rule());
        Escalations.passedBy(state, child);
    }

    /** It is open now, for the recovery time. */
    static void opened(SupervisorState state, ChildRecord child, String why) {
        state.emit(new SupervisorEffect.StatusChanged(child.id(), ChildStatus.OPEN, why));
        Policies.await(state, child, Waits.RECOVERY, limits(child).recovery());
    }

    /** Half-open: started alone, not counted in the supervisor's intensity. */
    static void begin(SupervisorState state, ChildRecord child) {
        child.account().trials = limits(child).trials();
        Restarts.decided(
                state, child, "trial", Verdict.of("the recovery time is over"), "start " + child.id() + " on trial");
        Steps.start(state, child);
    }

    /** A child on trial came up. */
    static void up(SupervisorState state, ChildRecord child) {
        Account account = child.knownAccount();
        if (account == null || account.trials == 0) return;
        Policies.await(state, child, Waits.TRIAL, limits(child).recovery());
        state.emit(new SupervisorEffect.TrialBegun(child.id(), child.incarnation(), account.trials));
    }

    /** A call that was let through has ended. */
    static void called(SupervisorState state, SupervisorEvent.TrialCall call) {
        ChildRecord child = state.child(call.id());
        if (child == null || !child.isNow(call.incarnation()) || !child.onTrial()) return;
        if (!call.success()) openAgain(state, child);
        else if (--child.account().trials == 0) close(state, child, "the trial calls succeeded");
    }

    private static void openAgain(SupervisorState state, ChildRecord child) {
        cutShort(state, child);
        Restarts.decided(state, child, "circuit_break", Verdict.of("a call on trial failed"), "stop " + child.id());
        state.plan = new ReopenPlan(child);
        state.plan.begin(state);
    }

    /** The breaker closes, and the others of the scope meet the child as it is now: once, counted nowhere. */
    static void close(SupervisorState state, ChildRecord child, String rule) {
        child.account().trials = 0;
        state.changed(child);
        state.emit(new SupervisorEffect.TrialEnded(child.id(), child.incarnation(), true));
        Restarts.decided(state, child, "close breaker", Verdict.of(rule), "nothing: it is up");
        state.emit(new SupervisorEffect.StatusChanged(child.id(), ChildStatus.UP, "its breaker closed"));
        if (state.independent()) return; // a plan may be under way, of which this is no part
        state.plan = new OthersRestart(OthersRestart.NOBODY, child);
        state.plan.begin(state);
    }

    /** Its trial, if it was on one, is over without having closed anything. */
    static void cutShort(SupervisorState state, ChildRecord child) {
        Account account = child.knownAccount();
        if (account == null || account.trials == 0) return;
        account.trials = 0;
        state.emit(new SupervisorEffect.TrialEnded(child.id(), child.incarnation(), false));
    }

    private static BreakerSpec limits(ChildRecord child) {
        return child.spec().breakerInForce();
    }
}
