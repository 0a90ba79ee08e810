package io.armstrong.core.rollout;

import io.armstrong.core.rollout.RolloutEffect.Alarm;
import io.armstrong.core.rollout.RolloutEffect.Discard;
import io.armstrong.core.rollout.RolloutEffect.Finish;
import io.armstrong.core.rollout.RolloutEffect.Gate;
import io.armstrong.core.rollout.RolloutEffect.GiveUp;
import io.armstrong.core.rollout.RolloutEffect.Prepare;
import io.armstrong.core.rollout.RolloutEffect.Promote;
import io.armstrong.core.rollout.RolloutEffect.Shift;
import io.armstrong.core.rollout.RolloutEffect.Tell;
import io.armstrong.core.rollout.RolloutEffect.Unshift;
import io.armstrong.core.rollout.RolloutEffect.Wake;
import io.armstrong.core.rollout.RolloutState.Goal;
import io.armstrong.core.rollout.RolloutState.Outcome;
import io.armstrong.core.rollout.RolloutState.Phase;
import io.armstrong.core.rollout.RolloutStep.Analysis;
import io.armstrong.core.rollout.RolloutStep.Pause;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole course of a rollout. Pause, resume, abort and promote are answered in every state; an abort always ends; promote and abort
 * exclude each other, and saying one twice says it once (invariant I22).
 *
 * <p>A pause keeps the next step from beginning: what is under way is finished, and a failure ends it all the same. Failures: something
 * moved gets sick, a move fails, a verdict is failure. Each of them is an abort.
 */
public final class RolloutCore {
    /** The token of looks in the background. */
    public static final long BACKGROUND = 0;

    /** Newcomers came since the last count: the first return tells how many there are. */
    static final int UNCOUNTED = Integer.MAX_VALUE;

    private RolloutCore() {}

    /** The state from now on, and what is to be done, in order. */
    public record Decision(RolloutState state, List<RolloutEffect> effects) {
        public Decision {
            effects = List.copyOf(effects);
        }

        Decision after(RolloutEffect first) {
            List<RolloutEffect> all = new ArrayList<>(List.of(first));
            all.addAll(effects);
            return new Decision(state, all);
        }
    }

    /** Same state and event, same decision. */
    public static Decision decide(RolloutState s, RolloutEvent event) {
        if (s.phase() == Phase.ENDED) return stay(s);
        if (event instanceof RolloutEvent.Asked) return does(s.phase(Phase.PREPARING), new Prepare());
        if (event instanceof RolloutEvent.AbortAsked abort) return abort(s, abort.reason());
        if (event instanceof RolloutEvent.PauseAsked) return pause(s);
        if (event instanceof RolloutEvent.ResumeAsked) return resume(s);
        if (event instanceof RolloutEvent.PromoteAsked) return hurry(s);
        if (event instanceof RolloutEvent.Sickened sick) return sickened(s, sick.reason());
        if (event instanceof RolloutEvent.Looked looked)
            return looked.token() == BACKGROUND
                    ? RolloutLooks.background(s, looked.look())
                    : RolloutLooks.step(s, looked);
        return switch (s.phase()) {
            case PREPARING -> prepared(s, event);
            case SHIFTING -> shifted(s, event);
            case GATING ->
                event instanceof RolloutEvent.GatePassed gate && gate.token() == s.token() ? goOn(s) : stay(s);
            case PAUSING ->
                event instanceof RolloutEvent.TimerFired timer && timer.token() == s.token() ? goOn(s.next()) : stay(s);
            case RETURNING -> returned(s, event);
            case DISCARDING -> discarded(s, event);
            case PROMOTING -> promoted(s, event);
            case ANALYSING, PAUSED, ENDED -> stay(s);
        };
    }

    // ---- what people say ----

    /** Where something is under way its completion turns; it has a deadline, so it comes. */
    static Decision abort(RolloutState s, String reason) {
        if (s.onItsWayBack() || s.phase() == Phase.PROMOTING) return stay(s);
        RolloutState back = s.goal(Goal.BACK, reason);
        boolean busy = s.phase() == Phase.PREPARING || s.phase() == Phase.SHIFTING;
        Decision next = busy ? stay(back) : goBack(back);
        return next.after(new Tell("goes back: " + reason));
    }

    private static Decision pause(RolloutState s) {
        boolean can = s.goal() == Goal.FORWARD && !s.paused() && s.phase() != Phase.PROMOTING && !s.onItsWayBack();
        return can ? stay(s.paused(true, "paused by hand")) : stay(s);
    }

    private static Decision resume(RolloutState s) {
        if (!s.paused()) return stay(s);
        RolloutState on = s.paused(false, "");
        return s.phase() == Phase.PAUSED ? goOn(on) : stay(on);
    }

    private static Decision hurry(RolloutState s) {
        if (s.goal() != Goal.FORWARD || s.onItsWayBack() || s.phase() == Phase.PROMOTING) return stay(s);
        RolloutState on = s.goal(Goal.HURRY, "promoted by hand");
        boolean busy = s.phase() == Phase.PREPARING || s.phase() == Phase.SHIFTING;
        Decision next = busy ? stay(on) : goOn(on);
        return next.after(new Tell("promoted by hand: no more gates and verdicts"));
    }

    private static Decision sickened(RolloutState s, String reason) {
        return s.goal() == Goal.FORWARD && s.moved() > 0 ? failed(s, reason) : stay(s);
    }

    /** A failure is an abort; who only observes says so. */
    static Decision failed(RolloutState s, String reason) {
        if (!s.plan().analysis().observe()) return abort(s, reason);
        return does(s, new Tell("would have aborted: " + reason));
    }

    // ---- going on ----

    /** The next thing to do, when nothing is under way. */
    static Decision goOn(RolloutState s) {
        if (s.goal() == Goal.BACK) return goBack(s);
        if (s.paused()) return stay(s.fresh(Phase.PAUSED));
        if (s.moved() < s.total() && Share.allows(s.percent(), s.moved() + 1, s.total()))
            return does(s.fresh(Phase.SHIFTING), new Shift(s.percent()));
        if (s.goal() == Goal.HURRY || s.current() instanceof RolloutStep.Promote)
            return does(s.fresh(Phase.PROMOTING), new Promote());
        if (s.current() instanceof Pause pause) return paused(s, pause);
        if (s.current() instanceof Analysis) return RolloutLooks.begin(s.fresh(Phase.ANALYSING));
        return goOn(s.next().watched(Tally.NONE, s.watching()));
    }

    private static Decision paused(RolloutState s, Pause pause) {
        if (pause.length().isZero())
            return stay(s.next().fresh(Phase.PAUSED).paused(true, "its steps say pause: resume goes on"));
        RolloutState waits = s.fresh(Phase.PAUSING);
        return does(waits, new Wake(waits.token(), pause.length()));
    }

    private static Decision prepared(RolloutState s, RolloutEvent event) {
        if (event instanceof RolloutEvent.Prepared ready) return goOn(s.units(0, ready.total()));
        if (event instanceof RolloutEvent.PrepareFailed failed)
            return does(
                    s.goal(Goal.BACK, failed.reason())
                            .ended(Outcome.REFUSED, failed.reason())
                            .phase(Phase.DISCARDING),
                    new Discard());
        return stay(s);
    }

    private static Decision shifted(RolloutState s, RolloutEvent event) {
        if (event instanceof RolloutEvent.ShiftFailed failed)
            return s.goal() == Goal.BACK ? goBack(s) : abort(s.fresh(Phase.PAUSED), failed.reason());
        if (!(event instanceof RolloutEvent.Shifted now)) return stay(s);
        RolloutState there = s.units(now.moved(), now.total());
        if (s.goal() != Goal.FORWARD || s.plan().gate().isZero()) return RolloutLooks.watch(there, goOn(there));
        RolloutState watched = there.fresh(Phase.GATING);
        return RolloutLooks.watch(
                watched, does(watched, new Gate(watched.token(), s.plan().gate())));
    }

    // ---- going back ----

    private static Decision goBack(RolloutState s) {
        if (s.phase() == Phase.PREPARING) return does(s.fresh(Phase.DISCARDING), new Discard());
        return does(s.units(UNCOUNTED, s.total()).fresh(Phase.RETURNING), new Unshift());
    }

    /** Each return brings at least one unit back; where one does not, what is left is given up, so that it ends. */
    private static Decision returned(RolloutState s, RolloutEvent event) {
        if (event instanceof RolloutEvent.Shifted now && now.moved() == 0)
            return does(s.units(0, now.total()).fresh(Phase.DISCARDING), new Discard());
        if (event instanceof RolloutEvent.Shifted now && now.moved() < s.moved())
            return does(s.units(now.moved(), now.total()), new Unshift());
        if (event instanceof RolloutEvent.Shifted now) return givenUp(s, now.moved() + " units do not come back");
        return event instanceof RolloutEvent.ShiftFailed failed ? givenUp(s, failed.reason()) : stay(s);
    }

    private static Decision givenUp(RolloutState s, String reason) {
        return does(
                s.units(0, s.total()).fresh(Phase.DISCARDING),
                new Alarm("what could not be moved back restarts in the old version: " + reason),
                new GiveUp(reason),
                new Discard());
    }

    private static Decision discarded(RolloutState s, RolloutEvent event) {
        boolean gone = event instanceof RolloutEvent.Discarded;
        if (!gone && !(event instanceof RolloutEvent.DiscardFailed)) return stay(s);
        Outcome outcome = s.outcome() == null ? Outcome.ABORTED : s.outcome();
        Decision end = does(s.ended(outcome, s.why()), new Finish(outcome, s.why()));
        return event instanceof RolloutEvent.DiscardFailed failed
                ? end.after(new Alarm("the second bundle could not be taken away: " + failed.reason()))
                : end;
    }

    private static Decision promoted(RolloutState s, RolloutEvent event) {
        if (event instanceof RolloutEvent.Promoted)
            return does(s.ended(Outcome.PROMOTED, ""), new Finish(Outcome.PROMOTED, ""));
        if (!(event instanceof RolloutEvent.PromoteFailed failed)) return stay(s);
        if (failed.oldStands())
            return goBack(s.goal(Goal.BACK, failed.reason())).after(new Tell("goes back: " + failed.reason()));
        return does(
                s.ended(Outcome.FAILED, failed.reason()),
                new Alarm(failed.reason()),
                new Finish(Outcome.FAILED, failed.reason()));
    }

    static Decision stay(RolloutState s) {
        return new Decision(s, List.of());
    }

    static Decision does(RolloutState s, RolloutEffect... effects) {
        return new Decision(s, List.of(effects));
    }
}
