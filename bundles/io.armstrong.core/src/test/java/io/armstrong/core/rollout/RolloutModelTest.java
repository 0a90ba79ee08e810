package io.armstrong.core.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.core.rollout.RolloutState.Goal;
import io.armstrong.core.rollout.RolloutState.Outcome;
import io.armstrong.core.rollout.RolloutState.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A rollout against a model of what it moves, under seeds: orders of people, failures, newcomers and leavers at any moment. An abort
 * always ends, promote and abort exclude each other, the share is never exceeded by a move or a newcomer, nobody is on both sides.
 */
class RolloutModelTest {
    private static final int SEEDS = Integer.getInteger("armstrong.rollout.seeds", 20_000);
    private static final List<String> STEPS = List.of(
            "weight 100, promote",
            "weight 10, analysis, weight 50, analysis, promote",
            "weight 20, pause, promote",
            "weight 34, pause 5 s, analysis, weight 80, pause, promote",
            "promote");

    /** The world that a rollout moves; its effects complete when the seed says so. */
    private static final class World {
        final Random random;
        final Set<String> old = new LinkedHashSet<>();
        final Set<String> fresh = new LinkedHashSet<>();
        final List<RolloutEffect> pending = new ArrayList<>();
        RolloutState state;
        int born;
        int percent;
        boolean twin;
        boolean promoted;
        int finished;
        boolean wentBack;
        boolean mayGiveUp;
        /** Whether what is on the new side never comes back by itself. */
        final boolean stuck;

        World(long seed) {
            random = new Random(seed);
            stuck = random.nextInt(10) == 0;
            AnalysisSpec analysis = AnalysisSpec.DEFAULT.with(
                    "background=" + random.nextBoolean() + " observe=" + (random.nextInt(4) == 0));
            RolloutSteps steps = RolloutSteps.parse(STEPS.get(random.nextInt(STEPS.size())));
            Duration gate = random.nextBoolean() ? Duration.ZERO : Duration.ofSeconds(1);
            state = RolloutState.of(new RolloutPlan(steps, gate, analysis));
            for (int i = random.nextInt(12); i > 0; i--) old.add("i" + born++);
        }

        void happened(RolloutEvent event) {
            RolloutCore.Decision decision = RolloutCore.decide(state, event);
            state = decision.state();
            wentBack |= state.goal() == Goal.BACK;
            decision.effects().forEach(this::act);
            assertThat(state.phase() == Phase.ENDED).isEqualTo(finished == 1);
        }

        private static boolean moves(RolloutEffect effect) {
            return effect instanceof RolloutEffect.Prepare
                    || effect instanceof RolloutEffect.Shift
                    || effect instanceof RolloutEffect.Unshift
                    || effect instanceof RolloutEffect.Promote
                    || effect instanceof RolloutEffect.Discard;
        }

        private void act(RolloutEffect effect) {
            assertThat(finished).as("nothing is done after the end").isZero();
            if (moves(effect)) assertThat(pending).as("one move at a time").noneMatch(World::moves);
            if (effect instanceof RolloutEffect.Promote) {
                assertThat(wentBack).as("no promote after an abort").isFalse();
                assertThat(state.moved()).isEqualTo(state.total());
            }
            if (effect instanceof RolloutEffect.Unshift) assertThat(promoted).isFalse();
            if (effect instanceof RolloutEffect.Discard) assertThat(fresh).isEmpty();
            if (effect instanceof RolloutEffect.Shift shift) {
                assertThat(wentBack).as("nothing moves on after an abort").isFalse();
                assertThat(Share.allows(shift.percent(), state.moved() + 1, state.total()))
                        .isTrue();
                percent = shift.percent();
            }
            if (effect instanceof RolloutEffect.GiveUp) {
                assertThat(mayGiveUp).as("who comes back is not given up").isTrue();
                old.addAll(fresh);
                fresh.clear();
            }
            if (effect instanceof RolloutEffect.Finish) finished++;
            boolean completes = !(effect instanceof RolloutEffect.Tell
                    || effect instanceof RolloutEffect.Alarm
                    || effect instanceof RolloutEffect.GiveUp
                    || effect instanceof RolloutEffect.Finish);
            if (completes) pending.add(effect);
        }

        /** Completes something that is under way, well or not. */
        void complete(boolean mayFail) {
            if (pending.isEmpty()) return;
            RolloutEffect effect = pending.remove(random.nextInt(pending.size()));
            boolean fails = mayFail && random.nextInt(12) == 0;
            if (effect instanceof RolloutEffect.Prepare) {
                twin = !fails || random.nextBoolean();
                happened(fails ? new RolloutEvent.PrepareFailed("no") : new RolloutEvent.Prepared(old.size()));
            } else if (effect instanceof RolloutEffect.Shift shift) {
                if (!fails) move(shift.percent());
                happened(fails ? new RolloutEvent.ShiftFailed("threw") : counted());
            } else if (effect instanceof RolloutEffect.Unshift) {
                percent = 0;
                if (!fails && !stuck) back();
                mayGiveUp |= fails || stuck;
                happened(fails ? new RolloutEvent.ShiftFailed("no way down") : counted());
            } else if (effect instanceof RolloutEffect.Gate gate) {
                happened(
                        fails
                                ? new RolloutEvent.Sickened("crashed in the gate")
                                : new RolloutEvent.GatePassed(gate.token()));
            } else if (effect instanceof RolloutEffect.Wake wake) {
                happened(new RolloutEvent.TimerFired(wake.token()));
            } else if (effect instanceof RolloutEffect.Look look) {
                Look.Kind kind = Look.Kind.values()[random.nextInt(mayFail ? 4 : 1)];
                happened(new RolloutEvent.Looked(look.token(), new Look(kind, "seen", 7)));
            } else if (effect instanceof RolloutEffect.Promote) {
                promoted(fails);
            } else {
                twin = fails;
                happened(fails ? new RolloutEvent.DiscardFailed("hangs") : new RolloutEvent.Discarded());
            }
        }

        private RolloutEvent counted() {
            return new RolloutEvent.Shifted(fresh.size(), old.size() + fresh.size());
        }

        private void promoted(boolean fails) {
            boolean oldStands = random.nextBoolean();
            promoted = !fails;
            if (!fails) old.addAll(fresh);
            if (!fails) fresh.clear();
            happened(fails ? new RolloutEvent.PromoteFailed("disk", oldStands) : new RolloutEvent.Promoted());
        }

        private void move(int share) {
            if (old.isEmpty()) return;
            // whoever left meanwhile may have made the share smaller: the one who moves looks again
            if (!Share.allows(share, fresh.size() + 1, old.size() + fresh.size())) return;
            String one = old.iterator().next();
            old.remove(one);
            assertThat(fresh.add(one)).isTrue();
            assertThat(Share.allows(share, fresh.size(), old.size() + fresh.size()))
                    .isTrue();
        }

        private void back() {
            if (fresh.isEmpty()) return;
            String one = fresh.iterator().next();
            fresh.remove(one);
            assertThat(old.add(one)).isTrue();
        }

        void live() {
            int all = old.size() + fresh.size();
            if (random.nextInt(3) == 0) {
                boolean beside = twin && Share.takesNewcomer(percent, fresh.size(), all);
                (beside ? fresh : old).add("i" + born++);
                if (beside)
                    assertThat(Share.allows(percent, fresh.size(), all + 1)).isTrue();
            } else if (all > 0) {
                Set<String> side = old.isEmpty() || (!fresh.isEmpty() && random.nextBoolean()) ? fresh : old;
                side.remove(side.iterator().next());
            }
        }

        void order() {
            switch (random.nextInt(8)) {
                case 0 -> happened(new RolloutEvent.AbortAsked("by hand"));
                case 1 -> happened(new RolloutEvent.PromoteAsked());
                case 2, 3 -> happened(new RolloutEvent.PauseAsked());
                case 4 -> happened(new RolloutEvent.Sickened("i7 crashed"));
                default -> happened(new RolloutEvent.ResumeAsked());
            }
        }
    }

    @Test
    void everyCourseEndsOnOneSideWithinTheShare() {
        for (long seed = 0; seed < SEEDS; seed++) {
            World world = new World(seed);
            try {
                run(world);
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + world.state, e);
            }
        }
    }

    private static void run(World world) {
        world.happened(new RolloutEvent.Asked());
        int turns = world.random.nextInt(60);
        for (int turn = 0; turn < turns && world.finished == 0; turn++) {
            int dice = world.random.nextInt(10);
            if (dice < 2) world.order();
            else if (dice < 3 && world.state.phase() != Phase.PROMOTING && world.state.phase() != Phase.DISCARDING)
                world.live();
            else world.complete(true);
        }
        if (world.finished == 0) world.happened(new RolloutEvent.AbortAsked("at last"));
        int bound = 3 * (world.old.size() + world.fresh.size()) + 20;
        for (int turn = 0; turn < 40 * bound && world.finished == 0; turn++) world.complete(false);
        assertThat(world.finished).as("an abort always ends").isEqualTo(1);
        if (world.state.outcome() == Outcome.PROMOTED)
            assertThat(world.promoted).isTrue();
        else assertThat(world.promoted).isFalse();
        if (world.state.outcome() != Outcome.FAILED) assertThat(world.fresh).isEmpty();
    }

    @Test
    void sayingItTwiceSaysItOnce() {
        for (RolloutEvent order : List.of(
                new RolloutEvent.AbortAsked("once"),
                new RolloutEvent.PromoteAsked(),
                new RolloutEvent.PauseAsked(),
                new RolloutEvent.ResumeAsked())) {
            for (long seed = 0; seed < 500; seed++) {
                World world = new World(seed);
                world.happened(new RolloutEvent.Asked());
                for (int turn = world.random.nextInt(20); turn > 0 && world.finished == 0; turn--)
                    world.complete(false);
                if (world.finished > 0) continue;
                world.happened(order);
                RolloutCore.Decision again = RolloutCore.decide(world.state, order);
                if (order instanceof RolloutEvent.ResumeAsked) continue; // the next step may be a pause of its own
                assertThat(again.effects()).as(order + " in " + world.state).isEmpty();
                assertThat(again.state()).isEqualTo(world.state);
            }
        }
    }
}
