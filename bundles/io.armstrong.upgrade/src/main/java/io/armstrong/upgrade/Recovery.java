package io.armstrong.upgrade;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.spi.Journal;
import io.armstrong.api.spi.Store;
import io.armstrong.api.spi.Store.OpenUpgrade;
import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.api.upgrade.Upgrades.Options;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Closes what a kill left open in the upgrade log. The revision that boots was decided when COMMIT was forced or not; the
 * supervisor boots that one.
 */
record Recovery(Store store, Journal journal, Supplier<Instant> wall, Duration probation) {
    void run() {
        store.unfinished().forEach(this::close);
    }

    private void close(OpenUpgrade open) {
        Outcome outcome = open.committed() ? Outcome.COMMITTED : Outcome.ROLLED_BACK;
        String boots = open.committed() ? open.to().version() : open.from().version();
        boolean rollout = !open.rollout().isEmpty();
        String undecided = rollout && !open.committed()
                ? ", and nothing was decided about " + open.to().version()
                : "";
        String reason = "the runtime ended in mid-" + (rollout ? "rollout " : "upgrade ")
                + (open.committed() ? "after COMMIT" : "before COMMIT") + "; " + boots + " was booted"
                + (rollout ? ", for all" : "") + undecided;
        String child = childIn(open.symbolicName());
        UpgradeReport report = new UpgradeReport(
                child,
                outcome,
                open.from().version(),
                open.to().version(),
                0,
                open.committed() ? "" : reason,
                List.of(),
                wall.get(),
                open.set());
        try {
            store.done(open.upgrade(), outcome.text(), ReportJson.write(report, noted(open, child, reason)));
            journal.record(new ArmstrongEvent.UpgradeStep(
                    child, open.from().version(), open.to().version(), "recover", reason));
        } catch (IOException e) {
            journal.record(new ArmstrongEvent.AlarmSet(
                    open.symbolicName(),
                    "upgrade",
                    reason + ", but the log cannot be closed: " + Refusal.sentence(e),
                    "free disk space"));
        }
    }

    private Map<String, Object> noted(OpenUpgrade open, String child, String reason) {
        Map<String, Object> noted = new LinkedHashMap<>(trial(open, child));
        if (!open.rollout().isEmpty())
            noted.putAll(new RolloutEnd(
                            open.rollout(),
                            open.committed() ? RolloutEnd.PROMOTED : RolloutEnd.ABORTED,
                            reason,
                            open.to().since())
                    .noted());
        return noted;
    }

    /** A new version that was killed before DONE is on trial all the same; a way back is not. */
    private Map<String, Object> trial(OpenUpgrade open, String child) {
        boolean forward = open.to().since().isAfter(open.from().since());
        boolean instances = open.rollout().equals(InstanceMovement.KIND); // each of them was watched as it moved
        if (!open.committed() || !forward || instances || probation.isZero()) return Map.of();
        Set<String> children = store.children().stream()
                .filter(each -> each.symbolicName().equals(open.symbolicName()))
                .map(Store.ChildRecord::id)
                .collect(Collectors.toSet());
        Trial trial = new Trial(
                open.symbolicName(),
                child,
                children,
                wall.get().plus(probation),
                open.from(),
                open.to(),
                Options.NONE,
                open.set());
        return Map.of(Trial.NAME, trial.noted());
    }

    /** The log knows bundles; people know the child. */
    private String childIn(String symbolicName) {
        return store.children().stream()
                .filter(child -> child.symbolicName().equals(symbolicName))
                .map(Store.ChildRecord::id)
                .findFirst()
                .orElse(symbolicName);
    }
}
