package io.armstrong.core;

import io.armstrong.api.AutoShutdown;
import io.armstrong.api.Backoff;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.ExitReason;
import io.armstrong.api.RestartType;
import io.armstrong.api.Strategy;
import io.armstrong.core.Account.Waits;
import io.armstrong.core.SupervisorEffect.Context;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** What follows when a child ends by itself: OTP's table (S30) and its restart algorithm (S40 to S4A). */
final class Restarts {
    static final ExitReason REACHED_MAX = ExitReason.Crashed.explicit("reached_max_restart_intensity");

    /** Why a restart is due, by restart type and strategy: nearly every restart says one of these. */
    private static final String[][] CAUSES = Arrays.stream(RestartType.values())
            .map(type -> Arrays.stream(Strategy.values())
                    .map(strategy -> type.text() + " child, " + strategy.text())
                    .toArray(String[]::new))
            .toArray(String[][]::new);

    private Restarts() {}

    /** A running child ended by itself. */
    static void exited(SupervisorState state, ChildRecord child, ExitReason reason) {
        state.emit(new SupervisorEffect.Ended(child.id(), child.incarnation(), reason));
        RestartType type = child.spec().restart();
        boolean due = type == RestartType.PERMANENT || type == RestartType.TRANSIENT && reason.abnormal();
        if (due || reason.abnormal()) state.report(Context.CHILD_TERMINATED, child, reason);
        Trials.cutShort(state, child);
        if (due) {
            child.ended(reason, ChildStatus.RESTARTING);
            Policies.due(state, child, CAUSES[type.ordinal()][state.strategy().ordinal()]);
        } else {
            stayDown(state, child, reason);
        }
    }

    /** A child overran every deadline while it ran: nobody can restart it (design D9). */
    static void hung(SupervisorState state, ChildRecord child, ExitReason reason) {
        state.emit(new SupervisorEffect.Ended(child.id(), child.incarnation(), reason));
        state.report(Context.CHILD_TERMINATED, child, reason);
        Trials.cutShort(state, child);
        child.ended(reason, ChildStatus.HUNG);
        decided(
                state,
                child,
                "quarantine",
                Verdict.of("a hung child cannot be restarted"),
                "sup:restore " + child.id());
    }

    private static void stayDown(SupervisorState state, ChildRecord child, ExitReason reason) {
        boolean temporary = child.spec().restart() == RestartType.TEMPORARY;
        String rule = temporary ? "temporary child" : "transient child, " + reason.text() + " exit";
        boolean significant = child.spec().significant();
        Steps.rest(state, child, reason);
        boolean forgotten = state.child(child.id()) != child;
        decided(state, child, forgotten ? "forget" : "stay down", Verdict.of(rule), "nothing");
        if (significant && shutsDown(state)) {
            String auto = "auto_shutdown " + state.autoShutdown().text();
            decided(state, child, "shut down", Verdict.of(auto), "the supervisor ends");
            Endings.end(state, ExitReason.SHUTDOWN);
        }
    }

    /** OTP S80, S83: after a significant child ended by itself. */
    private static boolean shutsDown(SupervisorState state) {
        if (state.autoShutdown() != AutoShutdown.ALL_SIGNIFICANT)
            return state.autoShutdown() == AutoShutdown.ANY_SIGNIFICANT;
        for (ChildRecord other : state.children())
            if (other.spec().significant() && (other.hasProcess() || other.is(ChildStatus.RESTARTING))) return false;
        return true;
    }

    /**
     * The supervisor's own message came round: the child is tried again unless somebody changed its fate meanwhile. Its
     * budget pays first (design D7), then it is a crash like any other.
     */
    static void retry(SupervisorState state, String id) {
        ChildRecord child = state.child(id);
        if (child == null || !child.is(ChildStatus.RESTARTING) || child.waits(Waits.ANSWER, Waits.BACKOFF)) return;
        int budget = child.spec().recovery().startRetries();
        if (budget > 0 && child.account().payRetry(budget))
            attempt(state, child, Verdict.of("failed restart, paid by its budget of " + budget + " start retries"));
        else Policies.due(state, child, "failed restart, tried again");
    }

    /** Counts a restart and does it, or ends the supervisor (OTP S40, S53). */
    static void restart(SupervisorState state, ChildRecord child, Verdict verdict) {
        if (state.window().add(state.now)) attempt(state, child, verdict);
        else Escalations.escalate(state, child, verdict.and("more than " + state.intensity()), REACHED_MAX);
    }

    /** Tries it, after its backoff if it has one. */
    private static void attempt(SupervisorState state, ChildRecord child, Verdict verdict) {
        Backoff backoff = child.spec().recovery().backoff();
        String what = group(state, child) ? restarts(state, child) : "start ".concat(child.id());
        if (!backoff.on()) {
            decided(state, child, "restart", verdict, what);
            go(state, child);
            return;
        }
        Duration delay = child.account().nextDelay(backoff, state.chance());
        decided(state, child, "restart", verdict, what + " in " + delay.toMillis() + " ms");
        Policies.await(state, child, Waits.BACKOFF, delay);
    }

    private static String restarts(SupervisorState state, ChildRecord child) {
        int members = scope(state, child).size();
        return members == 1 ? "restart " + child.id() : "restart " + members + " children";
    }

    /** Its time has come: alone, or with whom the strategy says. */
    static void go(SupervisorState state, ChildRecord child) {
        if (group(state, child)) {
            state.plan = new GroupRestart(scope(state, child));
            state.plan.begin(state);
        } else {
            Steps.start(state, child);
        }
    }

    /** At boot those after it are not there yet: it is tried alone. */
    private static boolean group(SupervisorState state, ChildRecord child) {
        return !state.independent() && !(state.plan != null && state.plan.awaits(child));
    }

    /** Whom the strategy restarts together with that child, in start order; the child first under rest_for_one. */
    static List<ChildRecord> scope(SupervisorState state, ChildRecord child) {
        List<ChildRecord> all = state.inOrder();
        return state.strategy() == Strategy.ONE_FOR_ALL ? all : all.subList(all.indexOf(child), all.size());
    }

    /**
     * A start failed inside a restart: the child waits for another try, which is a message to self so that others are
     * heard first (OTP S47, S4A).
     *
     * @return false when it hangs instead: it is quarantined and nobody tries again
     */
    static boolean failed(SupervisorState state, ChildRecord child, ExitReason reason) {
        boolean hung = child.hung();
        child.ended(reason, hung ? ChildStatus.HUNG : ChildStatus.RESTARTING);
        state.report(Context.START_ERROR, child, reason);
        if (hung) return false;
        Account account = child.knownAccount();
        if (account != null) account.trials = 0;
        state.emit(new SupervisorEffect.SendSelf(new SupervisorEvent.RetryStart(child.id())));
        return true;
    }

    static void decided(SupervisorState state, ChildRecord child, String what, Verdict verdict, String next) {
        int count = state.window().used(state.now);
        state.emit(new SupervisorEffect.Decided(
                child.id(), what, verdict.rule(), verdict.policy(), verdict.restarts(), count, next));
    }
}
