package io.armstrong.upgrade;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ChildReport;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.spi.Holds.Hold;
import io.armstrong.api.spi.Holds.Snapshot;
import io.armstrong.api.spi.Store.Checkpoint;
import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.api.upgrade.UpgradeReport.StepReport;
import io.armstrong.core.upgrade.PlanStep;
import io.armstrong.core.upgrade.UpgradeCore;
import io.armstrong.core.upgrade.UpgradeEffect;
import io.armstrong.core.upgrade.UpgradeEffect.Direction;
import io.armstrong.core.upgrade.UpgradeEvent;
import io.armstrong.core.upgrade.UpgradePlan;
import io.armstrong.core.upgrade.UpgradeState;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One upgrade under way: asks the core what to do, does it, and tells it what came of it. One step at a time, each turn on
 * the pool, or on its own thread while children are held; so the fields need no guard.
 */
final class Walk {
    /** Who decides what follows: the core alone, or a change set that keeps several walks in step. */
    interface Course {
        void happened(Walk walk, UpgradeEvent event);
    }

    private static final Course ALONE = (walk, event) -> {
        UpgradeCore.Decision decision = UpgradeCore.decide(walk.state, event);
        walk.go(decision.state(), decision.effects());
    };

    private final Ground ground;
    private final Course course;
    private final Subject subject;
    private final UpgradeLog log;
    private final Witness witness;
    private final Routes routes;
    private final List<StepReport> steps = new ArrayList<>();
    private final CompletableFuture<UpgradeReport> end = new CompletableFuture<>();
    private UpgradeState state = UpgradeState.of(UpgradePlan.direct(false));
    private final List<Long> holds = new ArrayList<>();
    private RunningBundles.@Nullable Stops stopped;

    Walk(Ground ground, Subject subject, UpgradeLog log, Witness witness) {
        this(ground, subject, log, witness, ALONE);
    }

    Walk(Ground ground, Subject subject, UpgradeLog log, Witness witness, Course course) {
        this.ground = ground;
        this.course = course;
        this.subject = subject;
        this.log = log;
        this.witness = witness;
        this.routes = new Routes(subject);
    }

    CompletableFuture<UpgradeReport> begin() {
        ground.pool().execute(() -> happened(new UpgradeEvent.Asked()));
        return end;
    }

    private void happened(UpgradeEvent event) {
        course.happened(this, event);
    }

    /** Does what was decided. Of one turn at a time. */
    void go(UpgradeState now, List<UpgradeEffect> effects) {
        state = now;
        effects.forEach(this::act);
    }

    Subject subject() {
        return subject;
    }

    /** How it ends. */
    CompletableFuture<UpgradeReport> end() {
        return end;
    }

    private void act(UpgradeEffect effect) {
        if (effect instanceof UpgradeEffect.Walk walk) walk(walk.step(), walk.direction());
        if (effect instanceof UpgradeEffect.GiveUp giveUp) giveUp(giveUp.cause());
        if (effect instanceof UpgradeEffect.Alarm alarm) alarm(alarm.text());
        if (effect instanceof UpgradeEffect.Finish finish) finish(finish);
    }

    private void walk(PlanStep step, Direction direction) {
        long began = ground.nanos().getAsLong();
        CompletionStage<UpgradeEvent> done;
        try {
            done = step(step, direction);
        } catch (IOException | RuntimeException e) {
            done = CompletableFuture.failedStage(e);
        }
        CompletableFuture<UpgradeEvent> walking = done.toCompletableFuture();
        if (walking.isDone()) walking.whenComplete((event, failure) -> walked(step, direction, began, event, failure));
        else
            walking.whenComplete(
                    (event, failure) -> turns().execute(() -> walked(step, direction, began, event, failure)));
    }

    /** Who has the next turn: while children are held one thread has all of them, since each change of threads is waited for. */
    private Executor turns() {
        HandThread own = subject.thread;
        return subject.hold == null || own == null ? ground.pool() : own;
    }

    private void walked(
            PlanStep step, Direction direction, long began, @Nullable UpgradeEvent event, @Nullable Throwable failure) {
        UpgradeEvent found = event != null && failure == null ? event : failed(step, failure);
        note(step, direction, began, result(step, found));
        happened(found);
    }

    /** Tells of a step that was walked since then, by this walk or for all of its change set. */
    void note(PlanStep step, Direction direction, long began, String result) {
        String name = (direction == Direction.BACK ? "undo " : "") + step.text();
        steps.add(new StepReport(name, (ground.nanos().getAsLong() - began) / 1e6, result));
        ground.journal().record(event(name, result));
    }

    private String result(PlanStep step, UpgradeEvent found) {
        if (found instanceof UpgradeEvent.StepFailed failed) return failed.cause();
        return found instanceof UpgradeEvent.ChildrenDown down ? down.cause() : told(step);
    }

    /** A rehearsal that was asked for tells what it saw. */
    private String told(PlanStep step) {
        boolean shown = step == PlanStep.REHEARSE && subject.asked.options().rehearse();
        return shown ? String.join("; ", TwinSteps.told(subject.rehearsed)) : "ok";
    }

    private UpgradeEvent failed(PlanStep step, @Nullable Throwable failure) {
        SupervisionException refusal =
                Refusal.of(failure == null ? new IllegalStateException("nothing came of it") : failure);
        String remedy = refusal.remedy().isEmpty() ? "mend " + subject.wanted() : refusal.remedy();
        return new UpgradeEvent.StepFailed(step, Refusal.message(refusal) + setAside(), remedy);
    }

    /** Where the states lie that could not be carried over (fault row 38); empty where there are none. */
    private String setAside() {
        StringBuilder where = new StringBuilder();
        subject.stuck.forEach((child, state) -> where.append(setAside(child, state)));
        subject.stuck = Map.of();
        return where.toString();
    }

    private String setAside(String child, Snapshot state) {
        if (state.schema() == 0) return ""; // a plain bundle has none
        try {
            return "; the state of " + child + " is kept in "
                    + ground.store().setAside(new Checkpoint(child, state.schema(), 0, state.data()));
        } catch (IOException e) {
            return "; the state of " + child + " could not be kept: " + Refusal.sentence(e);
        }
    }

    private CompletionStage<UpgradeEvent> step(PlanStep step, Direction direction) throws IOException {
        Preparation preparation = new Preparation(ground, subject, routes);
        Exchange exchange = new Exchange(ground, subject, routes, direction);
        boolean back = direction == Direction.BACK;
        if (step == PlanStep.REHEARSE || step == PlanStep.BEGIN) subject.readyThread(ground.pool());
        switch (step) {
            case VERIFY -> preparation.verify();
            case INSPECT -> {
                return CompletableFuture.completedStage(new UpgradeEvent.Planned(step, preparation.inspect()));
            }
            case IMPACT -> preparation.impact();
            case STAGE -> preparation.stage();
            case BEGIN -> {
                if (back) log.turn(subject, report(Outcome.COMMITTED, "", ""));
                else log.begin(subject);
            }
            case COMMIT -> log.commit(subject, back);
            case DONE -> done();
            case HOLD_AGAIN -> {
                return new TwinSteps(ground, subject, exchange).holdAgain();
            }
            default -> {
                return exchanged(step, exchange).thenApply(nothing -> done(step, direction));
            }
        }
        return CompletableFuture.completedStage(new UpgradeEvent.StepDone(step));
    }

    private void done() throws IOException {
        if (stopped != null) stopped.close();
        UpgradeReport report = report(state.ending(), state.cause(), state.remedy());
        log.done(subject, report, noted(report));
    }

    /** What the log keeps besides: the score of the prediction, and a digest that is bad from now on. */
    private Map<String, Object> noted(UpgradeReport report) {
        Map<String, Object> more = new LinkedHashMap<>();
        // Beside others it would see their bundles stop too.
        if (stopped != null && report.outcome() == Outcome.COMMITTED && !subject.together()) {
            more.put("predicted", subject.stops.stream().sorted().toList());
            more.put("observed", stopped.names());
        }
        if (!subject.asked.marksBad().isEmpty()) more.put("bad", subject.asked.marksBad());
        if (report.outcome() == Outcome.COMMITTED) trial().ifPresent(trial -> more.put(Trial.NAME, trial.noted()));
        return more;
    }

    /** What the new version has to pass, once it is committed; empty for a way back, and where nobody is watched. */
    Optional<Trial> trial() {
        Duration length = ground.limits().probation();
        return subject.asked.kept().isPresent() || length.isZero()
                ? Optional.empty()
                : Optional.of(Trial.of(subject, ground.wall().get(), length));
    }

    /** Only who is held says for sure whether it checkpoints. */
    private UpgradeEvent done(PlanStep step, Direction direction) {
        if (step == PlanStep.RELEASE || step == PlanStep.RELEASE_AGAIN) letGo();
        return step == PlanStep.SNAPSHOT && direction == Direction.FORWARD
                ? new UpgradeEvent.Planned(step, state.plan().durable(subject.together() || !subject.durable.isEmpty()))
                : new UpgradeEvent.StepDone(step);
    }

    private CompletionStage<Void> exchanged(PlanStep step, Exchange exchange) {
        TwinSteps twin = new TwinSteps(ground, subject, exchange);
        return switch (step) {
            case INSTALL_TWIN -> twin.install();
            case START_TWIN -> twin.start();
            case REHEARSE -> twin.rehearse();
            case HOLD -> exchange.hold();
            case SNAPSHOT -> exchange.snapshot();
            case MIGRATE_DOWN -> exchange.migrateDown();
            case DETACH -> exchange.detach();
            case STOP -> {
                watchStops();
                yield migrationsGivenBack().thenCompose(free -> exchange.stop());
            }
            case UPDATE -> exchange.update();
            case REFRESH -> exchange.refresh();
            case START ->
                subject.twinServes && state.direction() == Direction.FORWARD
                        ? exchange.start().thenCompose(active -> twin.ownStandsBy())
                        : exchange.start();
            case MIGRATE -> exchange.migrate();
            case ATTACH -> exchange.attach();
            case RELIEVE -> twin.relieve(state.direction() == Direction.BACK);
            case RELEASE, RELEASE_AGAIN -> exchange.release();
            case HAND_BACK -> twin.handBack();
            case DISCARD_TWIN -> migrationsGivenBack().thenCompose(free -> twin.discard());
            default -> throw new IllegalArgumentException(step + " is no step of an exchange");
        };
    }

    /** Code that does not let itself be given back stays behind with its thread; the stop of its bundle has a deadline of its own. */
    private CompletionStage<?> migrationsGivenBack() {
        HandThread own = subject.thread;
        return own == null
                ? CompletableFuture.completedStage(true)
                : own.giveBack(ground.limits().step()).handle((free, late) -> late == null);
    }

    private void watchStops() {
        if (stopped == null) stopped = ground.bundles().watchStops();
    }

    /** The children crash; their supervisor decides, unless what lies there is not what boots. Never fails: there is nobody left to tell. */
    private void giveUp(String cause) {
        if (state.direction() == Direction.BACK && subject.lies != subject.boots) isolate();
        Hold held = subject.hold;
        if (subject.twinServes && (held == null || subject.keptDown)) leaveTwin(cause);
        if (held == null) return;
        subject.letGoAtNanos = ground.nanos().getAsLong();
        letGo();
        try {
            held.abandon("upgrade: " + cause);
        } catch (RuntimeException e) {
            alarm("the children could not be given up: " + Refusal.sentence(e));
        }
    }

    /** Old code would meet new state, or the reverse, and write it over what boots. */
    private void isolate() {
        subject.setAside = true;
        ground.holds().setAside(subject.crossing.stream().map(ChildReport::id).toList());
    }

    /** Nobody holds them, and their code goes: they start again in their own bundle. */
    private void leaveTwin(String cause) {
        try {
            subject.twin().relief().leave("upgrade: " + cause);
        } catch (RuntimeException e) {
            alarm("the children could not be restarted: " + Refusal.sentence(e));
        }
    }

    private void letGo() {
        Hold held = subject.hold;
        if (held == null) return;
        if (subject.keptDown) {
            subject.keptDown = false;
            subject.hold = null;
            return;
        }
        holds.add(held.heldNanos() / 1_000);
        witness.held(holds.get(holds.size() - 1), subject.letGoAtNanos);
        subject.hold = null;
    }

    /** The longest hold; one that still lasts, as an undo's does when it is logged, up to now. */
    private long pauseMicros() {
        long longest = holds.stream().mapToLong(Long::longValue).max().orElse(0);
        Hold held = subject.hold;
        return held == null || subject.keptDown ? longest : Math.max(longest, held.heldNanos() / 1_000);
    }

    private void alarm(String text) {
        if (state.ending() == Outcome.FAILED) subject.stuck = subject.before; // fault row 40: for a person to look at
        String states = setAside();
        String kept = subject.number == 0 ? "" : "; the jars of both versions are kept in the store";
        String aside = subject.setAside ? "; it is isolated, since what lies in its bundle is not what boots" : "";
        String next = subject.setAside
                ? "sup:adopt " + subject.child()
                        + " JAR with what lies there, or restart the runtime; then sup:restore " + subject.child()
                : "sup:history " + subject.child();
        ground.journal()
                .record(new ArmstrongEvent.AlarmSet(subject.child(), "upgrade", text + kept + states + aside, next));
    }

    private void finish(UpgradeEffect.Finish finish) {
        if (stopped != null) stopped.close();
        endThread();
        UpgradeReport report = report(finish.outcome(), finish.cause(), finish.remedy());
        // Where the walk broke between their stop and their start.
        subject.wiredChildren.restart(ground).whenComplete((up, failure) -> {
            if (failure != null) alarm("a wired child does not start again: " + Refusal.sentence(failure));
        });
        if (subject.broughtDown && report.outcome() == Outcome.ROLLED_BACK)
            subject.crossing.forEach(child -> new Raising(ground).up(child.id()));
        ground.journal().record(event(report.outcome().text(), report.reason().isEmpty() ? "ok" : report.reason()));
        end.complete(report);
    }

    private void endThread() {
        HandThread own = subject.thread;
        if (own != null) own.close();
    }

    private UpgradeReport report(Outcome outcome, String cause, String remedy) {
        return new UpgradeReport(
                subject.child(),
                outcome,
                subject.asked.child().version(),
                subject.wanted(),
                pauseMicros(),
                remedy.isEmpty() ? cause : cause + "; " + remedy,
                steps,
                ground.wall().get(),
                subject.set);
    }

    private ArmstrongEvent event(String step, String result) {
        return new ArmstrongEvent.UpgradeStep(
                subject.child(), subject.asked.child().version(), subject.wanted(), step, result);
    }

    /** The service ends: children in the hand are given up, and whoever waits is told. The log is closed at the next boot. */
    void cut() {
        Hold held = subject.hold;
        if (held != null) held.abandon("the upgrade service ended in mid-upgrade");
        endThread();
        end.completeExceptionally(new SupervisionException(
                SupervisionException.Code.FAILED, "the upgrade service ended in mid-upgrade", "look at sup:status"));
    }
}
