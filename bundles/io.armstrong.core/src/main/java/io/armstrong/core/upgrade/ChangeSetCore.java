package io.armstrong.core.upgrade;

import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.core.upgrade.ChangeSetState.Member;
import io.armstrong.core.upgrade.UpgradeEffect.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Several upgrades as one (feature U6): each walks its own plan by {@link UpgradeCore}, nobody begins a phase before all have
 * come to it, and one record commits them all. A failure before it sends everybody back to the old version; after it
 * everybody walks back together, with the states as they are now, and again one record says so; unless one cannot: then
 * nobody does.
 */
public final class ChangeSetCore {
    /** The state from now on, and what is to be done, in order. */
    public record Decision(ChangeSetState state, List<ChangeSetEffect> effects) {
        public Decision {
            effects = List.copyOf(effects);
        }
    }

    private final List<ChangeSetEffect> effects = new ArrayList<>();
    private ChangeSetState state;

    private ChangeSetCore(ChangeSetState state) {
        this.state = state;
    }

    /** Same state and event, same decision. News of a step that is not under way changes nothing. */
    public static Decision decide(ChangeSetState state, ChangeSetEvent event) {
        if (state.ended()) return new Decision(state, List.of());
        ChangeSetCore core = new ChangeSetCore(state);
        core.happened(event);
        core.turn();
        core.go();
        return new Decision(core.state, core.effects);
    }

    private void happened(ChangeSetEvent event) {
        if (event instanceof ChangeSetEvent.OfMember news) walked(news.member(), news.event());
        if (event instanceof ChangeSetEvent.Committed && state.committing()) committed();
        if (event instanceof ChangeSetEvent.CommitFailed failed && state.committing()) notCommitted(failed);
    }

    private void walked(int place, UpgradeEvent event) {
        Member member = state.members().get(place);
        if (!member.walking() || !isAbout(event, next(member))) return;
        if (event instanceof UpgradeEvent.StepFailed failed) {
            failed(place, member, failed);
        } else {
            apply(place, event);
            if (event instanceof UpgradeEvent.ChildrenDown down)
                state = state.failed(member.name() + ": " + down.cause(), down.remedy());
        }
    }

    private void failed(int place, Member member, UpgradeEvent.StepFailed failed) {
        SetPhase phase = state.phase(place);
        if (phase == SetPhase.BACK_EXCHANGE) {
            state = state.with(place, member.stuck(failed));
        } else if (phase.beforeTheWayBack()) {
            state = state.with(place, member.walked(member.upgrade()))
                    .stays(member.name() + " cannot go back: " + failed.cause() + " (" + failed.remedy() + ")");
            // Where nothing was wrong with it, it goes on as the others do.
            if (member.recalledAt() == null) apply(place, failed);
        } else {
            apply(place, failed);
            if (turned(place)) state = state.failed(member.name() + ": " + failed.cause(), failed.remedy());
        }
    }

    private static boolean isAbout(UpgradeEvent event, PlanStep step) {
        if (event instanceof UpgradeEvent.StepDone done) return done.step() == step;
        if (event instanceof UpgradeEvent.Planned planned) return planned.step() == step;
        if (event instanceof UpgradeEvent.ChildrenDown down) return down.step() == step;
        return event instanceof UpgradeEvent.StepFailed failed && failed.step() == step;
    }

    private boolean turned(int place) {
        return state.members().get(place).upgrade().direction() == Direction.BACK;
    }

    private void committed() {
        boolean ahead = !state.committed();
        state = ahead ? state.forced() : state.committing(false);
        for (int place : committing()) apply(place, new UpgradeEvent.StepDone(PlanStep.COMMIT));
        unstick();
    }

    private void notCommitted(ChangeSetEvent.CommitFailed failed) {
        state = state.committing(false).failed("the record of all: " + failed.cause(), failed.remedy());
        for (int place : committing())
            apply(place, new UpgradeEvent.StepFailed(PlanStep.COMMIT, failed.cause(), failed.remedy()));
        unstick();
    }

    private void unstick() {
        for (int place = 0; place < state.members().size(); place++) {
            UpgradeEvent.StepFailed stuck = state.members().get(place).stuck();
            if (stuck == null) continue;
            state = state.with(place, state.members().get(place).stuck(null));
            apply(place, stuck);
        }
    }

    private List<Integer> committing() {
        List<Integer> places = new ArrayList<>();
        for (int place = 0; place < state.members().size(); place++)
            if (isNext(place, PlanStep.COMMIT)) places.add(place);
        return places;
    }

    /** Whoever walks no step now is turned where the whole set goes; once is enough, since nobody turns the set by turning. */
    private void turn() {
        for (int place = 0; place < state.members().size(); place++) {
            Member member = state.members().get(place);
            if (member.walking() || member.upgrade().ended() || member.stuck() != null) continue;
            if (recalled(member)) recall(place, member);
            else if (staysAt(place)) stay(place, member);
        }
    }

    private boolean recalled(Member member) {
        return !state.cause().isEmpty()
                && state.stays().isEmpty()
                && member.upgrade().direction() == Direction.FORWARD;
    }

    private void recall(int place, Member member) {
        PlanStep at = next(member);
        apply(place, new UpgradeEvent.Recalled("its change set failed at " + state.cause(), state.remedy()));
        if (state.committed())
            state = state.with(place, state.members().get(place).recalled(at));
    }

    private boolean staysAt(int place) {
        SetPhase phase = state.phase(place);
        return !state.stays().isEmpty()
                && phase.compareTo(SetPhase.BACK_HOLD) >= 0
                && phase.compareTo(SetPhase.BACK_CLEAR) < 0;
    }

    private void stay(int place, Member member) {
        PlanStep at = member.recalledAt();
        state = state.with(place, member.recalled(null));
        if (at == null) apply(place, new UpgradeEvent.StepFailed(next(member), state.stays(), state.remedy()));
        else apply(place, new UpgradeEvent.GoOn(at, held(member)));
    }

    /** On the way back behind COMMIT: whoever has no hold before him has been held, but for those who are down. */
    private static boolean held(Member member) {
        return !member.upgrade().plan().way().equals(UpgradePlan.COLD)
                && !member.upgrade().ahead().contains(PlanStep.HOLD);
    }

    private void apply(int place, UpgradeEvent event) {
        Member member = state.members().get(place);
        UpgradeCore.Decision decision = UpgradeCore.decide(member.upgrade(), event);
        state = state.with(place, member.walked(decision.state()));
        for (UpgradeEffect effect : decision.effects())
            if (!(effect instanceof UpgradeEffect.Walk)) effects.add(new ChangeSetEffect.OfMember(place, effect));
    }

    private void go() {
        if (state.committing()) return;
        if (allStuck()) unstick();
        if (state.ended()) effects.add(finish());
        else if (commits()) commit();
        else for (int place = 0; place < state.members().size(); place++) if (mayWalk(place)) walk(place);
    }

    /** Nobody came back whole: the record stays as it is. */
    private boolean allStuck() {
        return state.members().stream().allMatch(member -> member.stuck() != null);
    }

    /** All have come to COMMIT; on the way back, all that have not been given up. */
    private boolean commits() {
        List<Integer> ready = committing();
        return !ready.isEmpty() && allAtLeast(state.phase(ready.get(0)));
    }

    private void commit() {
        Direction direction = state.committed() ? Direction.BACK : Direction.FORWARD;
        state = state.committing(true);
        effects.add(new ChangeSetEffect.Commit(direction));
    }

    private boolean mayWalk(int place) {
        Member member = state.members().get(place);
        if (member.walking() || member.upgrade().ended() || member.stuck() != null) return false;
        if (isNext(place, PlanStep.COMMIT)) return false;
        SetPhase phase = state.phase(place);
        if (phase == SetPhase.FREE) return true;
        return allAtLeast(phase) && (!phase.oneByOne() || firstIn(phase) == place);
    }

    private boolean allAtLeast(SetPhase phase) {
        for (int place = 0; place < state.members().size(); place++)
            if (state.phase(place).compareTo(phase) < 0) return false;
        return true;
    }

    /** Whose turn it is in a phase that is gone through one by one. */
    private int firstIn(SetPhase phase) {
        int first = -1;
        for (int place = 0; place < state.members().size(); place++)
            if (state.phase(place) == phase && (first < 0 || !phase.inOrder())) first = place;
        return first;
    }

    private void walk(int place) {
        Member member = state.members().get(place);
        state = state.with(place, member.walks());
        UpgradeEffect step =
                new UpgradeEffect.Walk(next(member), member.upgrade().direction());
        effects.add(new ChangeSetEffect.OfMember(place, step));
    }

    private static PlanStep next(Member member) {
        return member.upgrade().ahead().get(0);
    }

    private boolean isNext(int place, PlanStep step) {
        Member member = state.members().get(place);
        return !member.upgrade().ended() && next(member) == step;
    }

    private ChangeSetEffect finish() {
        Set<Outcome> outcomes = state.members().stream()
                .map(member -> member.upgrade().ending())
                .collect(Collectors.toSet());
        Outcome outcome = worst(outcomes);
        boolean good = outcome == Outcome.COMMITTED || outcome == Outcome.REHEARSED;
        String cause = state.stays().isEmpty() ? state.cause() : state.cause() + "; " + state.stays();
        return new ChangeSetEffect.Finish(outcome, good ? "" : cause, good ? "" : state.remedy());
    }

    private static Outcome worst(Set<Outcome> outcomes) {
        for (Outcome outcome : List.of(Outcome.FAILED, Outcome.ROLLED_BACK, Outcome.REFUSED, Outcome.REHEARSED))
            if (outcomes.contains(outcome)) return outcome;
        return Outcome.COMMITTED;
    }
}
