package io.armstrong.upgrade;

import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.upgrade.RolloutReport;
import io.armstrong.api.upgrade.Rollouts.Order;
import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.api.upgrade.Upgrades.Options;
import io.armstrong.upgrade.Subject.Asked;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The twin of a plain bundle that declares {@code twin = true} (design section 4): a second bundle of the new version answers the calls of
 * its services while its own bundle is upgraded the direct way. It is a canary of all calls that nobody compares.
 */
record Beside(Ground ground, RollingOut rollingOut) {
    private static final Order AT_ONCE =
            Order.DEFAULT.steps("weight 100, promote").baseline(false);

    /** Who upgrades some children in another way than the walk alone. */
    interface Way {
        /** Nobody does. */
        Way NONE = (child, jar, options, witness) -> Optional.empty();

        /** Empty where the walk alone is the way, or has the better words for a refusal. Reads the jar. */
        Optional<CompletionStage<UpgradeReport>> upgrade(ChildReport child, Path jar, Options options, Witness witness);
    }

    /** Whether it is worth reading the jar. */
    static boolean mayGo(ChildReport child, Options options) {
        return child.schema() == 0
                && child.bundle() != null
                && child.status() == ChildStatus.UP
                && !options.direct()
                && !options.rehearse();
    }

    Optional<CompletionStage<UpgradeReport>> upgrade(ChildReport child, Path jar, Options options, Witness witness) {
        Order order = AT_ONCE.options(options);
        Asked asked = rollingOut.asked(child.id(), jar, order);
        if (!rollingOut.refusal(asked, order).isEmpty()) return Optional.empty();
        return rollingOut.reserved(asked, order).map(rollout -> walk(asked, rollout, witness));
    }

    private CompletionStage<UpgradeReport> walk(Asked asked, Rollout rollout, Witness witness) {
        CompletionStage<RolloutReport> ended = rollout.ended();
        rollout.begin().thenAccept(begun -> {
            boolean answers = begun.outcome().isEmpty();
            if (answers)
                witness.held(0, ground.nanos().getAsLong()); // nobody is: from here on calls go to the new version
        });
        return ended.thenApply(last -> asUpgrade(asked, last));
    }

    /** What the log says of it, which knows nothing of one that never began. */
    private UpgradeReport asUpgrade(Asked asked, RolloutReport last) {
        return new Kept(ground.store())
                .reports(asked.bundle().symbolicName()).stream()
                        .filter(report -> !report.at().isBefore(last.since()))
                        .reduce((older, newer) -> newer)
                        .orElseGet(() -> unlogged(last));
    }

    private UpgradeReport unlogged(RolloutReport last) {
        Outcome outcome =
                switch (last.outcome()) {
                    case RolloutEnd.PROMOTED -> Outcome.COMMITTED;
                    case RolloutEnd.ABORTED -> Outcome.ROLLED_BACK;
                    case RolloutEnd.REFUSED -> Outcome.REFUSED;
                    default -> Outcome.FAILED;
                };
        return new UpgradeReport(
                last.child(),
                outcome,
                last.from(),
                last.to(),
                0,
                last.reason(),
                List.of(),
                ground.wall().get());
    }
}
