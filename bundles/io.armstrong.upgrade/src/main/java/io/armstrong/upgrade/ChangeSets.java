package io.armstrong.upgrade;

import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildReport.BundleReport;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import io.armstrong.api.upgrade.ChangeSet;
import io.armstrong.api.upgrade.ChangeSet.Part;
import io.armstrong.api.upgrade.ChangeSetPlan;
import io.armstrong.api.upgrade.ChangeSetReport;
import io.armstrong.api.upgrade.PlanReport;
import io.armstrong.api.upgrade.PlanReport.PlannedStep;
import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.api.upgrade.Upgrades.Options;
import io.armstrong.core.upgrade.SetOrder;
import io.armstrong.core.upgrade.SetPhase;
import io.armstrong.upgrade.Probation.Watched;
import io.armstrong.upgrade.Subject.Asked;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Change sets (feature U6): finds what an order is about, refuses what cannot be one set, and starts the walks. */
final class ChangeSets {
    private static final int LETTERS_AND_DIGITS = 36;

    private final Ground ground;
    private final UpgradeLog log;
    /** Shared with the upgrades that go alone, and with rollouts. */
    private final Reserved reserved;

    private final Probation probation;
    private final AtomicLong lastName = new AtomicLong();

    ChangeSets(Ground ground, UpgradeLog log, Reserved reserved, Probation probation) {
        this.ground = ground;
        this.log = log;
        this.reserved = reserved;
        this.probation = probation;
    }

    CompletionStage<ChangeSetReport> upgrade(ChangeSet set, Options options) {
        String name = name();
        List<Asked> asked = asked("upgrade", set, options);
        Optional<String> twice = twice(asked);
        if (twice.isPresent()) return CompletableFuture.completedStage(refused(name, twice.get()));
        return CompletableFuture.supplyAsync(() -> ordered(asked), ground.pool())
                .thenCompose(ordered -> walk(name, ordered));
    }

    /** Short, and later names sort after earlier ones. */
    private String name() {
        long now = ground.wall().get().toEpochMilli();
        return "set-" + Long.toString(lastName.updateAndGet(last -> Math.max(last + 1, now)), LETTERS_AND_DIGITS);
    }

    CompletionStage<ChangeSetPlan> plan(ChangeSet set, Options options) {
        List<Asked> asked = asked("plan", set, options);
        Optional<String> wrong = twice(asked).or(() -> underWay(asked));
        return CompletableFuture.supplyAsync(() -> planned(ordered(asked), wrong.orElse("")), ground.pool());
    }

    private ChangeSetPlan planned(List<Asked> ordered, String wrong) {
        List<PlanReport> members = ordered.stream()
                .map(each -> new Planning(ground, new Subject(each, "planned")).plan())
                .toList();
        String reason = wrong.isEmpty()
                ? members.stream()
                        .filter(member -> !member.possible())
                        .findFirst()
                        .map(member -> member.child() + ": " + member.reason())
                        .orElse("")
                : wrong;
        return new ChangeSetPlan(
                reason.isEmpty(),
                reason,
                members,
                SetPhase.forward().stream()
                        .map(phase -> new PlannedStep(phase.text(), phase.promise()))
                        .toList(),
                SetPhase.COMMIT.text(),
                members.stream()
                        .flatMap(member -> member.stops().stream())
                        .distinct()
                        .toList(),
                members.stream().mapToLong(PlanReport::predictedMicros).sum());
    }

    private List<Asked> asked(String verb, ChangeSet set, Options options) {
        return set.parts().stream().map(part -> asked(verb, part, options)).toList();
    }

    private Asked asked(String verb, Part part, Options options) {
        ChildReport child = ground.supervision().status(part.child());
        BundleReport bundle = child.bundle();
        if (bundle == null)
            throw Refusal.of(
                    "cannot " + verb + " the set: " + child.id() + " lives in no bundle", "leave it out of the set");
        if (!Files.isRegularFile(part.jar()) || !Files.isReadable(part.jar()))
            throw new SupervisionException(
                    Code.NOT_FOUND,
                    "cannot " + verb + " the set: no readable file " + part.jar() + " for " + child.id(),
                    "check the path");
        return new Asked(child, bundle, part.jar(), Optional.empty(), options, Map.of(), "");
    }

    private static Optional<String> twice(List<Asked> asked) {
        Set<String> names = new HashSet<>();
        return asked.stream()
                .filter(each -> !names.add(each.bundle().symbolicName()))
                .findFirst()
                .map(each -> each.child().id() + " lives in " + each.bundle().symbolicName()
                        + ", which stands twice in the set; name each bundle once, by one of its children");
    }

    private Optional<String> underWay(List<Asked> asked) {
        return asked.stream().flatMap(each -> busy(each).stream()).findFirst();
    }

    private Optional<String> busy(Asked asked) {
        String child = asked.child().id();
        return reserved.why(asked.bundle().symbolicName(), child).map(why -> child + ": " + why);
    }

    private static List<Asked> ordered(List<Asked> asked) {
        List<ServiceNeeds> needs =
                asked.stream().map(each -> ServiceNeeds.of(headers(each.jar()))).toList();
        return SetOrder.of(ServiceNeeds.among(needs)).stream().map(asked::get).toList();
    }

    /** What is no jar is refused by name, when it is verified. */
    private static Map<String, String> headers(Path jar) {
        try {
            return CheckedJar.headers(CheckedJar.read(jar).file());
        } catch (SupervisionException | IllegalArgumentException broken) {
            return Map.of();
        }
    }

    /**
     * One that came with others failed its probation: all of them that are still on trial go back together, and its digest alone
     * is marked bad.
     *
     * @return what became of that one
     */
    CompletionStage<UpgradeReport> takeBack(Trial failed) {
        List<Asked> back = Stream.concat(Stream.of(failed), probation.of(failed.set()).stream())
                .map(trial -> back(trial, trial == failed))
                .toList();
        return walk(name(), ordered(back)).thenApply(report -> report.members().stream()
                .filter(member -> member.child().equals(failed.child()))
                .findFirst()
                .orElseThrow(() -> Refusal.of(report.reason(), "sup:rollback " + failed.child())));
    }

    private Asked back(Trial trial, boolean bad) {
        ChildReport child = ground.supervision().status(trial.child());
        BundleReport bundle = child.bundle();
        if (bundle == null) throw Refusal.of(child.id() + " has no bundle any more", "sup:status " + child.id());
        Kept kept = new Kept(ground.store());
        return new Asked(
                child,
                bundle,
                kept.jar(trial.from()),
                Optional.of(trial.from()),
                Upgrading.inAnyDirection(trial.options()),
                kept.last(trial.symbolicName()),
                bad ? trial.to().sha256() : "");
    }

    private CompletionStage<ChangeSetReport> walk(String name, List<Asked> ordered) {
        List<Subject> subjects =
                ordered.stream().map(each -> new Subject(each, name)).toList();
        SetWalk set = new SetWalk(ground, log, name, subjects);
        for (Walk walk : set.walks()) {
            if (reserved.begin(walk)) continue;
            String why = busy(walk.subject().asked).orElse(walk.subject().child() + " was busy just now; try again");
            forget(set);
            return CompletableFuture.completedStage(refused(name, why));
        }
        List<Watched> before = subjects.stream()
                .flatMap(subject -> probation.end(subject.symbolicName()).stream())
                .toList();
        return set.begin().whenComplete((report, failure) -> {
            forget(set);
            Outcome outcome = report == null ? Outcome.FAILED : report.outcome();
            if (outcome == Outcome.REFUSED || outcome == Outcome.REHEARSED) before.forEach(probation::goOn);
            if (outcome == Outcome.COMMITTED) set.walks().forEach(this::prove);
        });
    }

    private void prove(Walk walk) {
        walk.trial().ifPresent(trial -> probation.begin(trial, ground.wall().get()));
    }

    private void forget(SetWalk set) {
        set.walks().forEach(reserved::end);
    }

    private ChangeSetReport refused(String name, String reason) {
        return new ChangeSetReport(
                name, Outcome.REFUSED, reason, List.of(), ground.wall().get());
    }
}
