package io.armstrong.upgrade;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.api.upgrade.UpgradeReport.StepReport;
import io.armstrong.core.upgrade.PlanStep;
import io.armstrong.upgrade.Movement.Promotion;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The end of a rolling upgrade: every instance stands in the twin. The version is logged once, the bundle updated with nobody waiting,
 * and the instances come home one by one. A failure behind COMMIT is an upgrade towards the old jar; then they go back with their state
 * migrated down.
 */
final class InstancePromotion {
    private final Ground ground;
    private final Subject subject;
    private final UpgradeLog log;
    private final Exchange forward;
    private final Exchange back;
    private final LongSupplier longestMicros;
    private final List<StepReport> steps = new CopyOnWriteArrayList<>();

    InstancePromotion(
            Ground ground,
            Subject subject,
            UpgradeLog log,
            Exchange forward,
            Exchange back,
            LongSupplier longestMicros) {
        this.ground = ground;
        this.subject = subject;
        this.log = log;
        this.forward = forward;
        this.back = back;
        this.longestMicros = longestMicros;
    }

    /** A step and the word of the list it stands for. */
    private interface Step {
        CompletionStage<Void> walk() throws IOException;
    }

    /**
     * Walks it.
     *
     * @param standBy gets the worker of the child's own bundle
     * @param home moves every instance there
     * @param away moves those that are there into the twin again
     * @param discard takes the twin away
     */
    CompletionStage<Promotion> walk(
            Supplier<CompletionStage<Void>> standBy,
            Supplier<CompletionStage<Void>> home,
            Supplier<CompletionStage<Void>> away,
            Supplier<CompletionStage<Void>> discard) {
        return step("", PlanStep.BEGIN, () -> at(() -> log.begin(subject)))
                .thenCompose(done -> step("", PlanStep.COMMIT, () -> at(() -> log.commit(subject, false)))
                        .thenCompose(committed -> renewed(forward, "", standBy))
                        .thenCompose(renewed -> step("", PlanStep.HAND_BACK, home::get))
                        .thenCompose(there -> cleared(discard))
                        .exceptionallyCompose(failure -> undo(failure, standBy, away)))
                .exceptionally(failure -> new Promotion(said(failure), true));
    }

    /** Everybody is home: a twin that is not gone is an alarm, a log that is not closed is closed by the next boot. */
    private CompletionStage<Promotion> cleared(Supplier<CompletionStage<Void>> discard) {
        return step("", PlanStep.DISCARD_TWIN, discard::get)
                .handle((gone, left) ->
                        left == null || alarm("the second bundle could not be taken away: " + said(left)))
                .thenCompose(gone -> step("", PlanStep.DONE, () -> at(() -> done(Outcome.COMMITTED, ""))))
                .handle((done, unwritten) -> Promotion.DONE);
    }

    private boolean alarm(String text) {
        ground.journal()
                .record(new ArmstrongEvent.AlarmSet(
                        subject.child(), "upgrade", text, "sup:history " + subject.child()));
        return true;
    }

    private static String said(Throwable failure) {
        return Refusal.message(Refusal.of(failure));
    }

    private CompletionStage<Void> renewed(Exchange exchange, String prefix, Supplier<CompletionStage<Void>> standBy) {
        return step(prefix, PlanStep.STOP, exchange::stop)
                .thenCompose(stopped -> step(prefix, PlanStep.UPDATE, exchange::update))
                .thenCompose(updated -> step(prefix, PlanStep.REFRESH, exchange::refresh))
                .thenCompose(refreshed -> step(prefix, PlanStep.START, exchange::start))
                .thenCompose(started -> standBy.get());
    }

    /** Before COMMIT the log is closed and nothing else has happened. After it the old jar comes back, with everybody in the twin. */
    private CompletionStage<Promotion> undo(
            Throwable failure, Supplier<CompletionStage<Void>> standBy, Supplier<CompletionStage<Void>> away) {
        String reason = said(failure);
        if (!subject.committed)
            return step("undo ", PlanStep.DONE, () -> at(() -> done(Outcome.ROLLED_BACK, reason)))
                    .handle((done, unwritten) -> new Promotion(reason, true));
        return step("undo ", PlanStep.BEGIN, () -> at(() -> log.turn(subject, report(Outcome.COMMITTED, ""))))
                .thenCompose(begun -> away.get())
                .thenCompose(there -> renewed(back, "undo ", standBy))
                .thenCompose(old -> step("undo ", PlanStep.COMMIT, () -> at(() -> log.commit(subject, true))))
                .thenCompose(
                        committed -> step("undo ", PlanStep.DONE, () -> at(() -> done(Outcome.ROLLED_BACK, reason))))
                .handle((done, worse) -> worse == null
                        ? new Promotion(reason, true)
                        : new Promotion(
                                reason + "; and on the way back: "
                                        + said(worse)
                                        + "; the instances go on in the second bundle until the runtime is restarted",
                                false));
    }

    private interface Disk {
        void write() throws IOException;
    }

    private static CompletionStage<Void> at(Disk disk) throws IOException {
        disk.write();
        return CompletableFuture.completedStage(null);
    }

    private void done(Outcome outcome, String reason) throws IOException {
        log.done(subject, report(outcome, reason), Map.of());
    }

    private UpgradeReport report(Outcome outcome, String reason) {
        return new UpgradeReport(
                subject.child(),
                outcome,
                subject.prepared().from().version(),
                subject.wanted(),
                longestMicros.getAsLong(),
                reason,
                steps,
                ground.wall().get());
    }

    private CompletionStage<Void> step(String prefix, PlanStep which, Step step) {
        long began = ground.nanos().getAsLong();
        CompletionStage<Void> walking;
        try {
            walking = step.walk();
        } catch (IOException | RuntimeException e) {
            walking = CompletableFuture.failedStage(e);
        }
        return walking.whenComplete((done, failure) -> {
            String result = failure == null ? "ok" : Refusal.message(Refusal.of(failure));
            String name = prefix + which.text();
            steps.add(new StepReport(name, (ground.nanos().getAsLong() - began) / 1e6, result));
            ground.journal()
                    .record(new ArmstrongEvent.UpgradeStep(
                            subject.child(), subject.prepared().from().version(), subject.wanted(), name, result));
        });
    }
}
