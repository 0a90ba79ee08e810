package io.armstrong.testkit.simulator;

import io.armstrong.api.ChildStatus;
import io.armstrong.api.CrashCause;
import io.armstrong.api.ExitReason;
import io.armstrong.core.upgrade.PlanStep;
import io.armstrong.core.upgrade.UpgradeCore;
import io.armstrong.core.upgrade.UpgradeEffect;
import io.armstrong.core.upgrade.UpgradeEffect.Direction;
import io.armstrong.core.upgrade.UpgradeEvent;
import io.armstrong.core.upgrade.UpgradePlan;
import io.armstrong.core.upgrade.UpgradeState;
import io.armstrong.process.Timers;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One upgrade under way: asks the core what follows, has it done with a real worker under its real supervisor, and tells it what came of it. */
final class UpgradeWalk {
    /** Until a step that hangs has failed. */
    static final Duration STEP = Duration.ofSeconds(10);

    /** Not up, and not on the way there by itself but for a trial. */
    static final Set<ChildStatus> DOWN = EnumSet.of(ChildStatus.DOWN, ChildStatus.ISOLATED, ChildStatus.OPEN);

    private final SimTree tree;
    private final Crossing crossing;
    private final UpgradeOracle oracle;
    private final String name;
    private final Runnable over;
    private UpgradeState state;

    /** @param name unlike that of any other upgrade @param over told when it has ended */
    UpgradeWalk(SimTree tree, Crossing crossing, UpgradePlan plan, String name, Runnable over) {
        this.tree = tree;
        this.crossing = crossing;
        this.oracle = new UpgradeOracle(tree.chronicle(), crossing, name);
        this.name = name;
        this.over = over;
        this.state = UpgradeState.of(plan);
    }

    void begin() {
        happened(new UpgradeEvent.Asked());
    }

    private void happened(UpgradeEvent event) {
        UpgradeCore.Decision decision = UpgradeCore.decide(state, event);
        state = decision.state();
        for (UpgradeEffect effect : decision.effects()) act(effect);
    }

    private void act(UpgradeEffect effect) {
        if (effect instanceof UpgradeEffect.Walk walk) walk(walk.step(), walk.direction());
        else if (effect instanceof UpgradeEffect.GiveUp giveUp) giveUp(giveUp.cause());
        else if (effect instanceof UpgradeEffect.Alarm alarm) oracle.alarm(alarm.text());
        else if (effect instanceof UpgradeEffect.Finish finish) {
            oracle.finished(finish.outcome(), finish.cause());
            over.run();
        }
    }

    private void giveUp(String cause) {
        boolean back = state.direction() == Direction.BACK;
        if (back) crossing.setAside();
        crossing.giveUp(cause, back);
    }

    private void walk(PlanStep step, Direction direction) {
        oracle.begun(state.plan(), step, direction);
        Faults.Luck luck = tree.faults().of(name + " " + direction + " " + step, 0);
        CompletableFuture<UpgradeEvent> done = new CompletableFuture<>();
        Timers.Timer deadline = tree.time().after(STEP.toNanos(), () -> {
            done.completeExceptionally(new IllegalStateException("it hangs"));
        });
        done.whenComplete((event, failure) -> {
            deadline.cancel();
            if (failure != null && (step == PlanStep.HOLD || step == PlanStep.HOLD_AGAIN)) crossing.letGo();
            oracle.ended(step);
            happened(failure == null ? event : failed(step, failure));
        });
        if (luck.strikes(3, "fails")) done.completeExceptionally(new IllegalStateException("it fails"));
        else if (!luck.strikes(2, "hangs"))
            tree.faults().after(luck.delay(30), () -> work(step, direction, luck, done));
    }

    private static UpgradeEvent failed(PlanStep step, Throwable failure) {
        return new UpgradeEvent.StepFailed(step, String.valueOf(failure.getMessage()), "look at it");
    }

    private void work(PlanStep step, Direction direction, Faults.Luck luck, CompletableFuture<UpgradeEvent> done) {
        if (done.isDone()) return;
        crossing.abandonedBy(done);
        begun(step, direction == Direction.BACK).whenComplete((event, failure) -> {
            if (failure != null) done.completeExceptionally(failure);
            else if (mayBeHalf(step) && luck.strikes(3, "fails when it is done"))
                done.completeExceptionally(new IllegalStateException("it fails late"));
            else done.complete(event);
        });
    }

    /** What fails may have done its work all the same; but a record is forced or it is not, and so with a hold. */
    private static boolean mayBeHalf(PlanStep step) {
        return switch (step) {
            case COMMIT, HOLD, HOLD_AGAIN, RELEASE, RELEASE_AGAIN -> false;
            default -> true;
        };
    }

    private CompletionStage<UpgradeEvent> begun(PlanStep step, boolean back) {
        try {
            return step(step, back);
        } catch (IllegalStateException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private CompletionStage<UpgradeEvent> step(PlanStep step, boolean back) {
        return switch (step) {
            case BEGIN -> crossing.disk().begin().thenCompose(forced -> told(step));
            case INSTALL_TWIN, START_TWIN, REFRESH, VERIFY, INSPECT, IMPACT, STAGE, DONE -> told(step);
            case REHEARSE -> crossing.rehearse().thenCompose(seen -> told(step));
            case HOLD -> crossing.hold().thenCompose(held -> told(step));
            case SNAPSHOT -> {
                crossing.snapshot(back);
                yield back
                        ? told(step)
                        : CompletableFuture.completedStage(
                                new UpgradeEvent.Planned(step, state.plan().durable(crossing.durable())));
            }
            case MIGRATE_DOWN, MIGRATE -> {
                crossing.migrate(back, step == PlanStep.MIGRATE_DOWN);
                yield told(step);
            }
            case DETACH -> crossing.detach().thenCompose(out -> told(step));
            case ATTACH -> crossing.attach(back, false).thenCompose(in -> told(step));
            case RELIEVE ->
                crossing.detach()
                        .thenCompose(out -> crossing.attach(back, !back))
                        .thenCompose(in -> told(step));
            case STOP -> {
                oracle.touched();
                yield told(step);
            }
            case UPDATE -> {
                crossing.update(back);
                yield told(step);
            }
            case START -> told(step);
            case COMMIT -> {
                crossing.commit(back);
                yield told(step);
            }
            case RELEASE, RELEASE_AGAIN -> crossing.release().thenCompose(go -> told(step));
            case HOLD_AGAIN -> crossing.holdAgain();
            case HAND_BACK -> crossing.handBack().thenCompose(in -> told(step));
            case DISCARD_TWIN -> {
                crossing.discardTwin();
                yield told(step);
            }
        };
    }

    private static CompletionStage<UpgradeEvent> told(PlanStep step) {
        return CompletableFuture.completedStage(new UpgradeEvent.StepDone(step));
    }

    /** The way an upgrade of that child goes now; null: none does. */
    static @Nullable UpgradePlan plan(ChildStatus status, boolean durable, Chance own) {
        if (status == ChildStatus.UP) return own.percent(70) ? UpgradePlan.twin(durable) : UpgradePlan.direct(durable);
        return DOWN.contains(status) ? UpgradePlan.cold() : null;
    }

    /** What a child says that an upgrade gave up. */
    static ExitReason givenUp(String cause) {
        return new ExitReason.Crashed(CrashCause.START, "upgrade: " + cause, List.of());
    }
}
