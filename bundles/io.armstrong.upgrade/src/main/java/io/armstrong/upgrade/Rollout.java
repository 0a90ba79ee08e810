package io.armstrong.upgrade;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.upgrade.RolloutReport;
import io.armstrong.api.upgrade.Sample;
import io.armstrong.core.rollout.Comparison;
import io.armstrong.core.rollout.Look;
import io.armstrong.core.rollout.RolloutCore;
import io.armstrong.core.rollout.RolloutEffect;
import io.armstrong.core.rollout.RolloutEvent;
import io.armstrong.core.rollout.RolloutPlan;
import io.armstrong.core.rollout.RolloutState;
import io.armstrong.core.rollout.RolloutState.Phase;
import io.armstrong.core.rollout.RolloutStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One rollout under way: asks the core what to do, does it, and tells it what came of it. One turn at a time, on whichever thread brings
 * an event; nothing in a turn waits.
 */
final class Rollout {
    /** Lines kept of what was decided. */
    private static final int TOLD = 50;

    private final Ground ground;
    private final Movement movement;
    private final String child;
    private final String from;
    private final Instant since;
    private final Owner owner;
    private final CompletableFuture<RolloutReport> begun = new CompletableFuture<>();
    private final CompletableFuture<RolloutReport> ended = new CompletableFuture<>();
    /** Guarded by itself. */
    private final Deque<Turn> turns = new ArrayDeque<>();
    /** Guarded by {@link #turns}. */
    private boolean turning;

    /** Guarded by itself. */
    private final Deque<String> told = new ArrayDeque<>();

    private volatile RolloutState state;
    private volatile List<Sample> sides = List.of();
    /** Where the window of each look began; of the turns and of looks, so guarded by itself. */
    private final Map<Long, List<Sample>> windows = new HashMap<>();

    private volatile boolean cut;

    private record Turn(RolloutEvent event, CompletableFuture<Void> done) {}

    /** Whoever began it. */
    interface Owner {
        /** What others have against going on, one sentence; empty when nothing. */
        CompletionStage<String> complaint(RolloutReport now);

        /** Nothing moves any more. */
        void ended(RolloutReport last);
    }

    Rollout(Ground ground, Movement movement, String child, String from, RolloutPlan plan, Owner owner) {
        this.ground = ground;
        this.movement = movement;
        this.child = child;
        this.from = from;
        this.owner = owner;
        this.since = ground.wall().get();
        this.state = RolloutState.of(plan);
    }

    /** @return completes when both versions stand side by side, or it has ended */
    CompletionStage<RolloutReport> begin() {
        ground.pool().execute(() -> happened(new RolloutEvent.Asked()));
        return begun;
    }

    CompletionStage<RolloutReport> ended() {
        return ended.copy();
    }

    boolean isOver() {
        return state.phase() == Phase.ENDED || cut;
    }

    boolean isPromoting() {
        return state.phase() == Phase.PROMOTING;
    }

    boolean isGoingBack() {
        return state.goal() == RolloutState.Goal.BACK;
    }

    Movement movement() {
        return movement;
    }

    /** Completes when the event has had its turn. */
    CompletableFuture<Void> happened(RolloutEvent event) {
        Turn turn = new Turn(event, new CompletableFuture<>());
        synchronized (turns) {
            turns.add(turn);
            if (turning) return turn.done();
            turning = true;
        }
        for (Turn next = take(); next != null; next = take()) turn(next);
        return turn.done();
    }

    private @Nullable Turn take() {
        synchronized (turns) {
            Turn next = turns.poll();
            turning = next != null;
            return next;
        }
    }

    private void turn(Turn turn) {
        if (!cut) {
            RolloutCore.Decision decision = RolloutCore.decide(state, turn.event());
            state = decision.state();
            decision.effects().forEach(this::act);
            if (state.phase() != Phase.PREPARING) begun.complete(report());
        }
        turn.done().complete(null);
    }

    private void act(RolloutEffect effect) {
        if (effect instanceof RolloutEffect.Prepare)
            does(movement::prepare, units -> new RolloutEvent.Prepared(units.total()), RolloutEvent.PrepareFailed::new);
        if (effect instanceof RolloutEffect.Shift shift)
            does(() -> movement.shift(shift.percent()), Rollout::shifted, RolloutEvent.ShiftFailed::new);
        if (effect instanceof RolloutEffect.Unshift)
            does(movement::unshift, Rollout::shifted, RolloutEvent.ShiftFailed::new);
        if (effect instanceof RolloutEffect.Promote)
            does(movement::promote, Rollout::promoted, reason -> new RolloutEvent.PromoteFailed(reason, false));
        if (effect instanceof RolloutEffect.Discard)
            does(movement::discard, gone -> new RolloutEvent.Discarded(), RolloutEvent.DiscardFailed::new);
        if (effect instanceof RolloutEffect.Gate gate) after(gate.length(), () -> gate(gate.token()));
        if (effect instanceof RolloutEffect.Wake wake)
            after(wake.after(), () -> happened(new RolloutEvent.TimerFired(wake.token())));
        if (effect instanceof RolloutEffect.Look look) look(look);
        if (effect instanceof RolloutEffect.GiveUp giveUp) movement.giveUp(giveUp.reason());
        if (effect instanceof RolloutEffect.Alarm alarm) alarm(alarm.text());
        if (effect instanceof RolloutEffect.Tell tell) tell(tell.text());
        if (effect instanceof RolloutEffect.Finish finish) finish(finish);
    }

    private static RolloutEvent shifted(Movement.Units units) {
        return new RolloutEvent.Shifted(units.moved(), units.total());
    }

    private static RolloutEvent promoted(Movement.Promotion promotion) {
        return promotion.reason().isEmpty()
                ? new RolloutEvent.Promoted()
                : new RolloutEvent.PromoteFailed(promotion.reason(), promotion.oldStands());
    }

    /** On the pool, since it may touch the disk; its end is an event, well or not. */
    private <T> void does(Work<T> work, Function<T, RolloutEvent> well, Function<String, RolloutEvent> badly) {
        ground.pool().execute(() -> {
            CompletionStage<T> done;
            try {
                done = work.begin();
            } catch (RuntimeException e) {
                done = CompletableFuture.failedStage(e);
            }
            done.whenCompleteAsync(
                    (value, failure) -> happened(failure == null ? well.apply(value) : badly.apply(said(failure))),
                    ground.pool());
        });
    }

    private interface Work<T> {
        CompletionStage<T> begin();
    }

    private static String said(Throwable failure) {
        SupervisionException refusal = Refusal.of(failure);
        return refusal.remedy().isEmpty()
                ? Refusal.message(refusal)
                : Refusal.message(refusal) + "; " + refusal.remedy();
    }

    private void after(Duration length, Runnable then) {
        Executor later = CompletableFuture.delayedExecutor(length.toMillis(), TimeUnit.MILLISECONDS, ground.pool());
        later.execute(() -> {
            if (!isOver()) then.run();
        });
    }

    // ---- watching ----

    /** A crash in the gate was told already; what is left is whether what moved is well now. */
    private void gate(long token) {
        complaint().exceptionally(Rollout::said).whenComplete((complaint, failure) -> {
            if (!String.valueOf(complaint).isEmpty()) happened(new RolloutEvent.Sickened(String.valueOf(complaint)));
            happened(new RolloutEvent.GatePassed(token));
        });
    }

    private CompletionStage<String> complaint() {
        return movement.probe()
                .thenCompose(probed -> movement.complaint())
                .thenCompose(
                        found -> found.isEmpty() ? owner.complaint(report()) : CompletableFuture.completedStage(found));
    }

    private void look(RolloutEffect.Look look) {
        movement.sides().whenComplete((now, failure) -> {
            synchronized (windows) {
                if (now != null) windows.putIfAbsent(look.token(), now);
            }
            after(look.after(), () -> look(look.token()));
        });
    }

    private void look(long token) {
        complaint()
                .thenCompose(complaint -> {
                    if (!complaint.isEmpty()) happened(new RolloutEvent.Sickened(complaint));
                    return movement.sides();
                })
                .handle((now, failure) -> failure == null ? compared(token, now) : Look.error(said(failure)))
                .thenAccept(found -> happened(new RolloutEvent.Looked(token, found)));
    }

    /** A window that says too little goes on; any other begins anew. */
    private Look compared(long token, List<Sample> now) {
        sides = now;
        if (now.size() < 2) return Look.error("there is nothing to compare the new version with");
        synchronized (windows) {
            List<Sample> start = windows.getOrDefault(token, now);
            Look look = Comparison.look(
                    since(now.get(0), start),
                    since(now.get(1), start),
                    state.plan().analysis());
            if (look.needed() == 0) windows.put(token, now);
            return look;
        }
    }

    /** By the revision that made them, so that the sides are never mistaken. */
    private static Sample since(Sample now, List<Sample> start) {
        return start.stream()
                .filter(before ->
                        before.bundleId() == now.bundleId() && before.version().equals(now.version()))
                .findFirst()
                .map(now::since)
                .orElse(now);
    }

    // ---- telling ----

    private void tell(String text) {
        synchronized (told) {
            told.addLast(text);
            if (told.size() > TOLD) told.removeFirst();
        }
        ground.journal().record(event(text));
    }

    private ArmstrongEvent event(String text) {
        return new ArmstrongEvent.UpgradeStep(child, from, movement.wanted(), "rollout", text);
    }

    private void alarm(String text) {
        tell(text);
        ground.journal().record(new ArmstrongEvent.AlarmSet(child, "rollout", text, "sup:rollout status " + child));
    }

    private void finish(RolloutEffect.Finish finish) {
        tell(finish.outcome().text() + (finish.reason().isEmpty() ? "" : ": " + finish.reason()));
        RolloutReport last = report();
        owner.ended(last);
        begun.complete(last);
        ended.complete(last);
    }

    RolloutReport report() {
        RolloutState now = state;
        List<String> lines;
        synchronized (told) {
            lines = List.copyOf(told);
        }
        return new RolloutReport(
                child,
                movement.kind(),
                from,
                movement.wanted(),
                now.phase().text(),
                now.plan().steps().steps().stream().map(RolloutStep::text).toList(),
                now.step(),
                now.percent(),
                Math.min(now.moved(), now.total()),
                now.total(),
                now.paused(),
                now.why(),
                now.outcome() == null ? "" : now.outcome().text(),
                sides,
                lines,
                since);
    }

    /** Reads the sides now, for whoever looks. */
    CompletionStage<RolloutReport> freshReport() {
        if (isOver()) return CompletableFuture.completedStage(report());
        return movement.sides().exceptionally(unread -> sides).thenApply(now -> {
            if (!now.isEmpty()) sides = now;
            return report();
        });
    }

    /** The service ends: everything is back, or else promote has begun, and COMMIT decides what the next boot closes. */
    void cut() {
        boolean promoting = isPromoting();
        cut = true;
        movement.cut();
        String why = "the upgrade service ended in mid-rollout";
        if (!promoting) owner.ended(report().endedAs(RolloutEnd.ABORTED, why));
        SupervisionException gone =
                new SupervisionException(SupervisionException.Code.FAILED, why, "look at sup:rollout status " + child);
        begun.completeExceptionally(gone);
        ended.completeExceptionally(gone);
    }
}
