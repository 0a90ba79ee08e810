package io.armstrong.core;

import io.armstrong.api.ChildStatus;
import io.armstrong.api.EscalationAction;
import io.armstrong.api.Intensity;
import io.armstrong.api.Recovery;
import io.armstrong.api.Strategy;
import io.armstrong.api.SupervisorSpec;
import io.armstrong.core.Account.Waits;
import java.time.Duration;

/** A restart is due: which policy is asked, and what becomes of its answer (design D2, D3). */
final class Policies {
    private Policies() {}

    /**
     * Asks the policy of that child, which has just become restarting.
     *
     * @param cause the rule by which a restart is due
     */
    static void due(SupervisorState state, ChildRecord child, String cause) {
        String policy = state.policyOf(child);
        Intensity limit = state.limitOf(child);
        if (limit != null) child.account().owes = true;
        int restarts = child.ownRestarts(state.now);
        Ladder ladder = Ladder.named(policy, child.spec().tier());
        Verdict verdict = new Verdict(cause, policy, restarts);
        if (ladder == null) ask(state, child, verdict);
        else if (ladder.otp()) answered(state, child, verdict, EscalationAction.RESTART);
        else answered(state, child, verdict.and(says(ladder)), answer(ladder, child, restarts));
    }

    private static String says(Ladder ladder) {
        return ladder.name().equals(ladder.toString()) ? ladder.name() : ladder.name() + " is " + ladder;
    }

    /** A breaker that the child does not have cannot be opened: the next rung counts. */
    private static EscalationAction answer(Ladder ladder, ChildRecord child, int restarts) {
        boolean breaker = child.spec().breakerInForce().present();
        return ladder.answer(restarts, action -> breaker || action != EscalationAction.CIRCUIT_BREAK);
    }

    private static void ask(SupervisorState state, ChildRecord child, Verdict verdict) {
        Recovery recovery = child.spec().recovery();
        Account account = child.account();
        account.asked = verdict;
        await(state, child, Waits.ANSWER, recovery.policyDeadline());
        state.emit(new SupervisorEffect.AskPolicy(
                verdict.policy(),
                child.id(),
                child.incarnation(),
                Steps.lastExit(child),
                verdict.restarts(),
                recovery.policyDeadline(),
                account.ticket));
    }

    /** The child waits for that, at most that long; what it waited for before is void. */
    static void await(SupervisorState state, ChildRecord child, Waits what, Duration limit) {
        Account account = child.account();
        account.waits = what;
        account.ticket = state.nextTicket();
        account.until = state.now + limit.toNanos();
        state.changed(child);
        state.emit(new SupervisorEffect.WakeAfter(child.id(), account.ticket, limit));
    }

    /** News for a child that may wait for it. */
    static void told(SupervisorState state, SupervisorEvent.OfTicket event) {
        ChildRecord child = state.child(event.id());
        Account account = child == null ? null : child.knownAccount();
        if (child == null || account == null || account.ticket != event.ticket()) return;
        Waits waited = account.waits;
        account.waits = Waits.NOTHING;
        if (waited == Waits.ANSWER && child.is(ChildStatus.RESTARTING)) answered(state, child, account, event);
        else if (!(event instanceof SupervisorEvent.TimerFired)) account.waits = waited;
        else if (waited == Waits.BACKOFF && child.is(ChildStatus.RESTARTING)) Restarts.go(state, child);
        else if (waited == Waits.RECOVERY && child.is(ChildStatus.OPEN)) Trials.begin(state, child);
        else if (waited == Waits.TRIAL && child.onTrial())
            Trials.close(state, child, "it was up for the recovery time");
    }

    private static void answered(
            SupervisorState state, ChildRecord child, Account account, SupervisorEvent.OfTicket event) {
        Verdict asked = account.asked;
        if (asked == null) return;
        account.asked = null;
        if (event instanceof SupervisorEvent.PolicyAnswered e
                && (e.action() != EscalationAction.CIRCUIT_BREAK
                        || child.spec().breakerInForce().present())) {
            answered(
                    state,
                    child,
                    asked.and(asked.policy() + " answers " + e.action().text()),
                    e.action());
            return;
        }
        String cause = failure(child, event);
        Ladder ladder = Ladder.of(child.spec().tier());
        state.emit(new SupervisorEffect.PolicyFailed(child.id(), asked.policy(), cause));
        Verdict verdict = asked.and(asked.policy() + " " + cause).and(says(ladder));
        answered(state, child, verdict, answer(ladder, child, asked.restarts()));
    }

    private static String failure(ChildRecord child, SupervisorEvent.OfTicket event) {
        if (event instanceof SupervisorEvent.PolicyFailed e) return e.cause();
        if (event instanceof SupervisorEvent.PolicyAnswered) return "answers circuit_break, but it has no breaker";
        Duration limit = child.spec().recovery().policyDeadline();
        return "did not answer within " + limit.toMillis() + " ms";
    }

    private static void answered(SupervisorState state, ChildRecord child, Verdict verdict, EscalationAction action) {
        Intensity limit = state.limitOf(child);
        boolean spent = limit != null && verdict.restarts() >= limit.max();
        switch (action) {
            case RESTART -> {
                if (spent) escalate(state, child, verdict.and("its own limit is " + limit));
                else Restarts.restart(state, child, verdict);
            }
            case CIRCUIT_BREAK -> Trials.open(state, child, verdict);
            case ISOLATE -> {
                if (state.strategy() == Strategy.ONE_FOR_ALL)
                    escalate(state, child, verdict.and("under one_for_all nobody is isolated"));
                else Escalations.isolate(state, child, verdict);
            }
            case ESCALATE -> escalate(state, child, verdict);
        }
    }

    private static void escalate(SupervisorState state, ChildRecord child, Verdict verdict) {
        Escalations.escalate(state, child, verdict, Steps.lastExit(child));
    }

    /** Whether its supervisor asks nobody about it and always restarts. */
    static boolean otp(SupervisorState state, ChildRecord child) {
        return state.policyOf(child).equals(SupervisorSpec.OTP);
    }
}
