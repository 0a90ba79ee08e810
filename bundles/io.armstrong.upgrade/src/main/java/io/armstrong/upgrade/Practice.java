package io.armstrong.upgrade;

import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildReport.BundleReport;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.RestartType;
import io.armstrong.api.Tier;
import io.armstrong.api.spi.Store.RevisionRecord;
import io.armstrong.api.spi.Understudies.Understudy;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.api.upgrade.Upgrades.Options;
import io.armstrong.core.upgrade.MigrationPath;
import io.armstrong.core.upgrade.PlanStep;
import io.armstrong.core.upgrade.UpgradeCore;
import io.armstrong.core.upgrade.UpgradeEffect;
import io.armstrong.core.upgrade.UpgradeEffect.Direction;
import io.armstrong.core.upgrade.UpgradeEvent;
import io.armstrong.core.upgrade.UpgradePlan;
import io.armstrong.core.upgrade.UpgradeState;
import io.armstrong.upgrade.Practised.Role;
import io.armstrong.upgrade.Subject.Asked;
import io.armstrong.upgrade.Subject.Prepared;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One upgrade of the {@link Practised}: its two hand-overs, from the hold to the release, by the walk, the steps and the core of every
 * other. The steps between them, on framework and disk, are left out.
 */
final class Practice {
    private static final Path NO_JAR = Path.of("");

    private final Subject subject;
    private final Walk walk;
    private final UpgradePlan plan = UpgradePlan.twin(false);
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private UpgradeState state;

    /** @param hands the thread of all of them */
    Practice(Ground ground, UpgradeLog log, HandThread hands, Understudy child, Role from, Role to) {
        this.subject = subject(child, from, to);
        this.walk = new Walk(ground, subject, log, Witness.NONE, (self, event) -> happened(event));
        this.state = ahead(plan.from(PlanStep.HOLD));
        subject.thread = hands;
    }

    private static Subject subject(Understudy understudy, Role from, Role to) {
        BundleDeclaration running = Practised.declared(from.schema());
        BundleDeclaration next = Practised.declared(to.schema());
        String version = running.version().toString();
        BundleReport bundle = new BundleReport(understudy.bundleId(), Practised.ID, version, "", "");
        ChildReport child = new ChildReport(
                Practised.ID,
                Tier.PERIPHERAL,
                "",
                RestartType.TEMPORARY,
                ChildStatus.UP,
                version,
                from.schema(),
                1,
                0,
                0,
                0,
                0,
                0,
                "none",
                "",
                Instant.EPOCH,
                null,
                bundle);
        Subject subject = new Subject(new Asked(child, bundle, NO_JAR, Optional.empty(), Options.NONE, Map.of(), ""));
        subject.prepared(new Prepared(running, next, revision(running), revision(next), NO_JAR, NO_JAR));
        subject.crossing = List.of(child);
        subject.paths = Map.of(
                Practised.ID,
                MigrationPath.find(Practised.ID, from.schema(), to.schema(), next.migrations(), 0)
                        .orElseThrow());
        subject.routed.put(Practised.ID, from.schema());
        subject.twin = new Twin(() -> {});
        subject.twin.relief = to.twin();
        subject.own = to.own();
        return subject;
    }

    private static RevisionRecord revision(BundleDeclaration bundle) {
        return new RevisionRecord(bundle.version().toString(), "", "", Instant.EPOCH);
    }

    /** Of the thread of its hand-overs. @return done when it is let go for the second time; fails where a step does */
    CompletableFuture<Void> begin() {
        happened(new UpgradeEvent.Asked());
        return end;
    }

    private void happened(UpgradeEvent event) {
        if (event instanceof UpgradeEvent.StepFailed failed) {
            end.completeExceptionally(Refusal.of(failed.cause(), failed.remedy()));
            return;
        }
        UpgradeCore.Decision decision = UpgradeCore.decide(state, event);
        state = decision.state();
        PlanStep next = state.ahead().get(0);
        if (next == PlanStep.COMMIT) again();
        else if (next == PlanStep.DISCARD_TWIN) end.complete(null);
        else walk.go(state, decision.effects());
    }

    /** Back to its own bundle, which would be the new version by now. */
    private void again() {
        state = ahead(List.of(PlanStep.HOLD, PlanStep.HAND_BACK, PlanStep.RELEASE_AGAIN, PlanStep.DISCARD_TWIN));
        walk.go(state, List.of(new UpgradeEffect.Walk(PlanStep.HOLD, Direction.FORWARD)));
    }

    private UpgradeState ahead(List<PlanStep> steps) {
        return new UpgradeState(plan, Direction.FORWARD, steps, Outcome.COMMITTED, "", "");
    }
}
