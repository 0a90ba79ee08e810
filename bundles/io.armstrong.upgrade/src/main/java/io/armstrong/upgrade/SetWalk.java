package io.armstrong.upgrade;

import io.armstrong.api.SupervisionException;
import io.armstrong.api.upgrade.ChangeSetReport;
import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.core.upgrade.ChangeSetCore;
import io.armstrong.core.upgrade.ChangeSetEffect;
import io.armstrong.core.upgrade.ChangeSetEvent;
import io.armstrong.core.upgrade.ChangeSetState;
import io.armstrong.core.upgrade.PlanStep;
import io.armstrong.core.upgrade.UpgradeEffect;
import io.armstrong.core.upgrade.UpgradeEffect.Direction;
import io.armstrong.core.upgrade.UpgradeState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Several walks as one: whatever happens to one of them is told to the core, which says who goes on. Each walk's turns run
 * one after the other on the pool, those of different walks side by side.
 */
final class SetWalk {
    private final Ground ground;
    private final UpgradeLog log;
    private final String set;
    private final List<Walk> walks = new ArrayList<>();
    private final CompletableFuture<ChangeSetReport> end = new CompletableFuture<>();
    /** By member: its last turn; the next begins after it. Guarded by this. */
    private final List<CompletableFuture<Walk>> turns = new ArrayList<>();
    /** Guarded by this. */
    private ChangeSetState state;

    /** @param subjects in the order they are walked */
    SetWalk(Ground ground, UpgradeLog log, String set, List<Subject> subjects) {
        this.ground = ground;
        this.log = log;
        this.set = set;
        this.state = ChangeSetState.of(subjects.stream().map(Subject::child).toList());
        for (Subject subject : subjects) {
            int member = walks.size();
            Walk walk = new Walk(
                    ground,
                    subject,
                    log,
                    Witness.NONE,
                    (walked, event) -> happened(new ChangeSetEvent.OfMember(member, event)));
            walks.add(walk);
            turns.add(CompletableFuture.completedFuture(walk));
        }
    }

    /** In the order they are walked. */
    List<Walk> walks() {
        return walks;
    }

    CompletableFuture<ChangeSetReport> begin() {
        CompletableFuture.allOf(walks.stream().map(Walk::end).toArray(CompletableFuture[]::new))
                .whenComplete((all, cut) -> {
                    if (cut != null) end.completeExceptionally(Refusal.of(cut));
                });
        ground.pool().execute(() -> happened(new ChangeSetEvent.Asked()));
        return end;
    }

    /** Decided and handed out under one lock, so that each walk is told in the order of the decisions. */
    private synchronized void happened(ChangeSetEvent event) {
        ChangeSetCore.Decision decision = ChangeSetCore.decide(state, event);
        state = decision.state();
        Map<Integer, List<UpgradeEffect>> byMember = new TreeMap<>();
        for (ChangeSetEffect effect : decision.effects()) {
            if (effect instanceof ChangeSetEffect.OfMember one)
                byMember.computeIfAbsent(one.member(), none -> new ArrayList<>())
                        .add(one.effect());
            if (effect instanceof ChangeSetEffect.Commit commit)
                ground.pool().execute(() -> commit(commit.direction()));
            if (effect instanceof ChangeSetEffect.Finish finish) finish(finish);
        }
        byMember.forEach(this::tell);
    }

    private void tell(int member, List<UpgradeEffect> effects) {
        Walk walk = walks.get(member);
        UpgradeState now = state.members().get(member).upgrade();
        turns.set(
                member,
                turns.get(member)
                        .handleAsync(
                                (before, broke) -> {
                                    walk.go(now, effects);
                                    return walk;
                                },
                                ground.pool()));
    }

    /** The one record. No walk has a turn meanwhile, so what they know may be read. */
    private void commit(Direction direction) {
        long began = ground.nanos().getAsLong();
        ChangeSetEvent came = written(direction);
        String result =
                came instanceof ChangeSetEvent.CommitFailed failed ? failed.cause() : "ok, together with " + set;
        walks.forEach(walk -> walk.note(PlanStep.COMMIT, direction, began, result));
        happened(came);
    }

    private ChangeSetEvent written(Direction direction) {
        try {
            log.commitTogether(walks.stream().map(Walk::subject).toList(), direction == Direction.BACK);
            return new ChangeSetEvent.Committed();
        } catch (IOException | RuntimeException e) {
            SupervisionException refusal = Refusal.of(e);
            return new ChangeSetEvent.CommitFailed(Refusal.message(refusal), refusal.remedy());
        }
    }

    private void finish(ChangeSetEffect.Finish finish) {
        String reason = finish.remedy().isEmpty() ? finish.cause() : finish.cause() + "; " + finish.remedy();
        CompletableFuture.allOf(walks.stream().map(Walk::end).toArray(CompletableFuture[]::new))
                .thenRun(() -> end.complete(new ChangeSetReport(
                        set, finish.outcome(), reason, reports(), ground.wall().get())));
    }

    private List<UpgradeReport> reports() {
        return walks.stream().map(walk -> walk.end().join()).toList();
    }
}
