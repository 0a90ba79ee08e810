package io.armstrong.core;

import io.armstrong.api.AutoShutdown;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.ExitReason;
import io.armstrong.api.RestartType;
import io.armstrong.api.Strategy;
import io.armstrong.core.SupervisorEffect.Context;
import java.util.List;

/** What follows when a child ends by itself: OTP's table (S30) and its restart algorithm (S40 to S4A). */
final class Restarts {
    static final ExitReason REACHED_MAX = ExitReason.Crashed.explicit("reached_max_restart_intensity");

    private Restarts() {}

    /** A running child ended by itself. */
    static void exited(SupervisorState state, ChildRecord child, ExitReason reason) {
        state.emit(new SupervisorEffect.Ended(child.id(), child.incarnation(), reason));
        RestartType type = child.spec().restart();
        boolean due = type == RestartType.PERMANENT || type == RestartType.TRANSIENT && reason.abnormal();
        if (due || reason.abnormal()) state.report(Context.CHILD_TERMINATED, child, reason);
        if (due) {
            child.ended(reason, ChildStatus.RESTARTING);
            restart(state, child, type.text() + " child, " + state.strategy().text());
        } else {
            stayDown(state, child, reason);
        }
    }

    /** A child overran every deadline while it ran: nobody can restart it (design D9). */
    static void hung(SupervisorState state, ChildRecord child, ExitReason reason) {
        state.emit(new SupervisorEffect.Ended(child.id(), child.incarnation(), reason));
        state.report(Context.CHILD_TERMINATED, child, reason);
        child.ended(reason, ChildStatus.HUNG);
        decided(state, child, "quarantine", "a hung child cannot be restarted", "sup:restore " + child.id());
    }

    private static void stayDown(SupervisorState state, ChildRecord child, ExitReason reason) {
        boolean temporary = child.spec().restart() == RestartType.TEMPORARY;
        String rule = temporary ? "temporary child" : "transient child, " + reason.text() + " exit";
        boolean significant = child.spec().significant();
        Steps.rest(state, child, reason);
        boolean forgotten = state.child(child.id()) != child;
        decided(state, child, forgotten ? "forget" : "stay down", rule, "nothing");
        if (significant && shutsDown(state)) {
            decided(
                    state,
                    child,
                    "shut down",
                    "auto_shutdown " + state.autoShutdown().text(),
                    "the supervisor ends");
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

    /** The supervisor's own message came round: the child is tried again unless somebody changed its fate meanwhile. */
    static void retry(SupervisorState state, String id) {
        ChildRecord child = state.child(id);
        if (child != null && child.is(ChildStatus.RESTARTING)) restart(state, child, "failed restart, tried again");
    }

    /** Counts a restart and does it, or ends the supervisor (OTP S40, S53). */
    private static void restart(SupervisorState state, ChildRecord child, String rule) {
        if (!state.window().add(state.now)) {
            state.report(Context.SHUTDOWN, child, REACHED_MAX);
            decided(state, child, "escalate", "more than " + state.intensity(), state.id() + " ends");
            Steps.rest(state, child, lastExit(child));
            Endings.end(state, ExitReason.SHUTDOWN);
        } else if (state.independent()) {
            decided(state, child, "restart", rule, "start " + child.id());
            Steps.start(state, child);
        } else {
            List<ChildRecord> members = scope(state, child);
            String next = members.size() == 1 ? "restart " + child.id() : "restart " + members.size() + " children";
            decided(state, child, "restart", rule, next);
            state.plan = new GroupRestart(members);
            state.plan.begin(state);
        }
    }

    private static ExitReason lastExit(ChildRecord child) {
        ExitReason last = child.lastExit();
        return last == null ? ExitReason.KILLED : last;
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
        state.emit(new SupervisorEffect.SendSelf(new SupervisorEvent.RetryStart(child.id())));
        return true;
    }

    private static void decided(SupervisorState state, ChildRecord child, String what, String rule, String next) {
        int count = state.window().used(state.now);
        state.emit(new SupervisorEffect.Decided(child.id(), what, rule, count, next));
    }
}
