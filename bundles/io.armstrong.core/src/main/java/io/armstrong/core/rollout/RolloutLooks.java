package io.armstrong.core.rollout;

import io.armstrong.core.rollout.RolloutCore.Decision;
import io.armstrong.core.rollout.RolloutEffect.Tell;
import io.armstrong.core.rollout.RolloutState.Goal;
import io.armstrong.core.rollout.RolloutState.Phase;
import java.util.ArrayList;
import java.util.List;

/** What the looks at both sides mean for a rollout: in a step of analysis, and in the background all the while (feature U9). */
final class RolloutLooks {
    private RolloutLooks() {}

    /** The first look of a step of analysis. */
    static Decision begin(RolloutState s) {
        AnalysisSpec spec = s.plan().analysis();
        return RolloutCore.does(
                s.looks(Tally.NONE),
                new RolloutEffect.Look(s.token(), spec.initialDelay().plus(spec.interval())));
    }

    /** One look of the step: failure ends it, too little to say pauses and asks, success goes on. */
    static Decision step(RolloutState s, RolloutEvent.Looked looked) {
        if (s.phase() != Phase.ANALYSING || looked.token() != s.token()) return RolloutCore.stay(s);
        AnalysisSpec spec = s.plan().analysis();
        Tally tally = s.looks().and(looked.look());
        RolloutState now = s.looks(tally);
        if (tally.hasFailed(spec)) return failed(now, "verdict failure: " + tally.last());
        if (!tally.isWhole(spec)) return RolloutCore.does(now, new RolloutEffect.Look(s.token(), spec.interval()));
        if (tally.unclear() > 0 || tally.good() == 0) return inconclusive(now, tally);
        return RolloutCore.goOn(now.next()).after(new Tell("verdict success: " + tally.last()));
    }

    private static Decision failed(RolloutState s, String verdict) {
        Decision decided = RolloutCore.failed(s, verdict);
        if (!s.plan().analysis().observe()) return decided;
        return RolloutCore.goOn(s.next()).after(decided.effects().get(0));
    }

    private static Decision inconclusive(RolloutState s, Tally tally) {
        String verdict = "verdict inconclusive: " + tally.last();
        if (s.plan().analysis().observe())
            return RolloutCore.goOn(s.next()).after(new Tell("would have paused: " + verdict));
        return RolloutCore.does(
                s.fresh(Phase.PAUSED).paused(true, verdict + "; resume looks again, promote goes on, abort goes back"),
                new Tell(verdict));
    }

    /** Begins to look in the background, once something is on the new side. */
    static Decision watch(RolloutState s, Decision decided) {
        AnalysisSpec spec = s.plan().analysis();
        boolean begins = spec.background()
                && !s.watching()
                && s.moved() > 0
                && decided.state().goal() == Goal.FORWARD;
        if (!begins || decided.state().phase() == Phase.PROMOTING) return decided;
        List<RolloutEffect> effects = new ArrayList<>(decided.effects());
        effects.add(new RolloutEffect.Look(
                RolloutCore.BACKGROUND, spec.initialDelay().plus(spec.interval())));
        return new Decision(decided.state().watched(Tally.NONE, true), effects);
    }

    /** Only a failure means something there: that too little was seen says nothing yet. */
    static Decision background(RolloutState s, Look look) {
        if (!s.watching() || s.goal() != Goal.FORWARD || s.phase() == Phase.PROMOTING) return RolloutCore.stay(s);
        AnalysisSpec spec = s.plan().analysis();
        Tally tally = s.watched().and(look);
        RolloutEffect again = new RolloutEffect.Look(RolloutCore.BACKGROUND, spec.interval());
        if (!tally.hasFailed(spec)) return RolloutCore.does(s.watched(tally, true), again);
        Decision decided =
                RolloutCore.failed(s.watched(Tally.NONE, true), "background verdict failure: " + tally.last());
        if (!spec.observe()) return decided;
        return RolloutCore.does(decided.state(), decided.effects().get(0), again);
    }
}
