package io.armstrong.core.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.core.upgrade.UpgradeEffect.Direction;
import io.armstrong.core.upgrade.UpgradeEffect.Walk;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A model of what survives a kill: the upgrade log and checkpoints. The process dies before or after every step of every
 * walk; after the boot code and state are both old or both new (invariants I17, I18), and nothing acknowledged is lost.
 */
class CrashAnywhereTest {
    private static final class World {
        // what survives
        boolean begun;
        String current = "old";
        String checkpoint = "old:0";
        // what dies
        String code = "old";
        String state = "old:0";
        boolean serving = true;
        final boolean durable;
        int acknowledged;

        World(boolean durable) {
            this.durable = durable;
        }

        /** A call between two steps; a durable child answers when its checkpoint is forced. */
        void call() {
            if (!serving) return;
            assertThat(state).startsWith(code);
            acknowledged++;
            state = code + ":" + acknowledged;
            if (durable) checkpoint = state;
        }

        void walk(Walk walk) {
            String target = walk.direction() == Direction.FORWARD ? "new" : "old";
            switch (walk.step()) {
                case BEGIN -> begun = true;
                case HOLD, DETACH -> serving = false;
                case UPDATE -> code = target;
                case ATTACH -> state = target + ":" + acknowledged;
                case COMMIT -> {
                    current = "new";
                    if (durable) checkpoint = state;
                }
                case RELEASE -> serving = true;
                case DONE -> begun = false;
                default -> {}
            }
        }

        void killAndBoot() {
            begun = false;
            code = current;
            state = durable ? checkpoint : current + ":0";
            assertThat(state).startsWith(code + ":");
            if (durable) assertThat(state).isEqualTo(code + ":" + acknowledged);
        }
    }

    @Test
    void afterTheBootCodeAndStateBelongTogether() {
        for (boolean durable : new boolean[] {true, false}) {
            UpgradePlan plan = UpgradePlan.direct(durable);
            for (int failing = -1; failing < plan.steps().size(); failing++)
                for (int kill = 0; kill < 2 * 2 * plan.steps().size(); kill++) run(plan, durable, failing, kill);
        }
    }

    private static void run(UpgradePlan plan, boolean durable, int failing, int kill) {
        World world = new World(durable);
        UpgradeState state = UpgradeState.of(plan);
        UpgradeEvent event = new UpgradeEvent.Asked();
        int moment = 0;
        boolean committed = false;
        while (event != null) {
            UpgradeCore.Decision decision = UpgradeCore.decide(state, event);
            state = decision.state();
            event = null;
            for (UpgradeEffect effect : decision.effects()) {
                if (!(effect instanceof Walk walk)) continue;
                world.call();
                if (moment++ == kill) {
                    world.killAndBoot();
                    assertThat(world.code).isEqualTo(committed ? "new" : "old");
                    return;
                }
                event = walked(world, walk, plan, failing);
                committed |= walk.step() == PlanStep.COMMIT && event instanceof UpgradeEvent.StepDone;
                world.call();
            }
        }
        assertThat(world.serving).isTrue();
        assertThat(world.code).isEqualTo(world.current);
        world.killAndBoot();
    }

    /** A step that fails has done its work or not: both are tried, since a failing COMMIT is the only one that must not have. */
    private static UpgradeEvent walked(World world, Walk walk, UpgradePlan plan, int failing) {
        boolean fails = walk.direction() == Direction.FORWARD && plan.steps().indexOf(walk.step()) == failing;
        boolean half =
                !List.of(PlanStep.COMMIT, PlanStep.HOLD, PlanStep.RELEASE).contains(walk.step());
        if (!fails || half) world.walk(walk);
        if (fails && walk.step() == PlanStep.RELEASE) world.serving = true; // given up: its supervisor starts it again
        return fails ? new UpgradeEvent.StepFailed(walk.step(), "broke", "") : new UpgradeEvent.StepDone(walk.step());
    }
}
