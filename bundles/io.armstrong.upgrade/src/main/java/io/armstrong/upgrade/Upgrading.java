package io.armstrong.upgrade;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildReport.BundleReport;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import io.armstrong.api.spi.Store.BundleRecord;
import io.armstrong.api.spi.Store.RevisionRecord;
import io.armstrong.api.upgrade.ChangeSet;
import io.armstrong.api.upgrade.ChangeSetPlan;
import io.armstrong.api.upgrade.ChangeSetReport;
import io.armstrong.api.upgrade.PlanReport;
import io.armstrong.api.upgrade.Receipt;
import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.api.upgrade.Upgrades;
import io.armstrong.upgrade.Subject.Asked;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.osgi.framework.Version;

/** The service: finds what an order is about, refuses the second on one bundle, and starts the walk. */
final class Upgrading implements Upgrades {
    private final Ground ground;
    private final UpgradeLog log;
    private final Probation probation;
    private final Reserved reserved = new Reserved();
    private final ChangeSets sets;
    private final Beside.Way beside;
    /** Who was on probation when a rollout began, by symbolic name. */
    private final Map<String, Probation.Watched> interrupted = new ConcurrentHashMap<>();

    Upgrading(Ground ground, Beside.Way beside) {
        this.ground = ground;
        this.beside = beside;
        this.log = new UpgradeLog(ground.store());
        this.probation = new Probation(ground.nanos(), this::isThere, this::allowed, this::takeBack);
        this.sets = new ChangeSets(ground, log, reserved, probation);
    }

    /** Trials that the process before left go on with the time that is left of them. */
    void resumeTrials() {
        new Kept(ground.store())
                .trials()
                .forEach(trial -> probation.begin(trial, ground.wall().get()));
    }

    /** Where the store's jar is damaged, another version may lie there, and nothing starts in it (fault row 33). */
    private boolean isThere(Trial trial) {
        Version version = Version.parseVersion(trial.to().version());
        return ground.bundles().other(trial.symbolicName(), version, -1) >= 0;
    }

    private int allowed(Trial trial) {
        int set = ground.limits().crashes();
        return set > 0
                ? set
                : Probation.ofTier(ground.supervision().status(trial.child()).tier());
    }

    @Override
    public CompletionStage<UpgradeReport> upgrade(String childId, Path jar, Options options) {
        return upgrade(childId, jar, options, Witness.NONE);
    }

    private CompletionStage<UpgradeReport> upgrade(String childId, Path jar, Options options, Witness witness) {
        return attempt(() -> {
            ChildReport child = ground.supervision().status(childId);
            if (!Files.isRegularFile(jar) || !Files.isReadable(jar))
                throw new SupervisionException(
                        Code.NOT_FOUND, "cannot upgrade " + childId + ": no readable file " + jar, "check the path");
            if (!Beside.mayGo(child, options)) return walk(child, jar, Optional.empty(), options, "", witness);
            return CompletableFuture.supplyAsync(() -> beside.upgrade(child, jar, options, witness), ground.pool())
                    .thenCompose(
                            stood -> stood.orElseGet(() -> walk(child, jar, Optional.empty(), options, "", witness)));
        });
    }

    /** For a rollout: no upgrade of that bundle begins until it is over; its probation ends. @return false while one is under way */
    boolean reserve(String symbolicName) {
        if (!reserved.roll(symbolicName)) return false;
        probation.end(symbolicName).ifPresent(watched -> interrupted.put(symbolicName, watched));
        return true;
    }

    /** The rollout is over; where the old version stands, whoever was on probation still is. */
    void free(String symbolicName, String outcome) {
        Probation.Watched watched = interrupted.remove(symbolicName);
        boolean stands = outcome.equals(RolloutEnd.REFUSED) || outcome.equals(RolloutEnd.ABORTED);
        if (stands && watched != null) probation.goOn(watched);
        reserved.rolled(symbolicName);
    }

    Reserved reserved() {
        return reserved;
    }

    UpgradeLog log() {
        return log;
    }

    /** The end of a rollout that reserved the bundle: the ordinary way. */
    CompletionStage<UpgradeReport> promote(String childId, Path jar, Options options) {
        return attempt(() -> walked(
                ground.supervision().status(childId),
                jar,
                Optional.empty(),
                options,
                "",
                Witness.NONE,
                reserved::promotes));
    }

    static Options inAnyDirection(Options options) {
        return new Options(
                true, options.acceptLoss(), options.force(), options.rehearse(), options.direct(), options.yes());
    }

    @Override
    public CompletionStage<PlanReport> plan(String childId, Path jar, Options options) {
        return attempt(() -> {
            ChildReport child = ground.supervision().status(childId);
            if (!Files.isRegularFile(jar) || !Files.isReadable(jar))
                throw new SupervisionException(
                        Code.NOT_FOUND, "cannot plan " + childId + ": no readable file " + jar, "check the path");
            Subject subject =
                    new Subject(new Asked(child, bundle(child), jar, Optional.empty(), options, Map.of(), ""));
            return CompletableFuture.supplyAsync(() -> new Planning(ground, subject).plan(), ground.pool());
        });
    }

    @Override
    public CompletionStage<ChangeSetReport> upgrade(ChangeSet set, Options options) {
        return attempt(() -> sets.upgrade(set, options));
    }

    @Override
    public CompletionStage<ChangeSetPlan> plan(ChangeSet set, Options options) {
        return attempt(() -> sets.plan(set, options));
    }

    @Override
    public CompletionStage<Receipt> prove(String childId, Optional<Path> jar, Options options, Load load) {
        Proving proving = new Proving(ground.supervision(), ground.nanos(), childId, load);
        CompletionStage<Receipt> receipt = attempt(() -> proving.around(() -> {
            Witness witness = new Witness(proving::handedOver);
            CompletionStage<UpgradeReport> walked = jar.map(file -> upgrade(childId, file, options, witness))
                    .orElseGet(() -> rollback(childId, "", options, witness));
            return walked.thenApply(report -> new Proving.Walked(report, witness.holds()));
        }));
        return receipt.whenComplete((done, failure) -> proving.close());
    }

    @Override
    public List<Score> scores(String childId) {
        return new Kept(ground.store())
                .scores(bundle(ground.supervision().status(childId)).symbolicName());
    }

    @Override
    public CompletionStage<UpgradeReport> rollback(String childId, String version, Options options) {
        return rollback(childId, version, options, Witness.NONE);
    }

    private CompletionStage<UpgradeReport> rollback(String childId, String version, Options options, Witness witness) {
        return attempt(() -> {
            ChildReport child = ground.supervision().status(childId);
            RevisionRecord target = target(child, version);
            return walk(
                    child,
                    new Kept(ground.store()).jar(target),
                    Optional.of(target),
                    inAnyDirection(options),
                    "",
                    witness);
        });
    }

    private RevisionRecord target(ChildReport child, String version) {
        BundleRecord known = record(child.id(), bundle(child));
        List<RevisionRecord> kept = newestFirst(known);
        return kept.stream()
                .filter(revision -> !revision.sha256().equals(known.current().sha256()))
                .filter(revision -> version.isEmpty()
                        ? !revision.since().isAfter(known.current().since())
                        : revision.version().equals(version))
                .findFirst()
                .orElseThrow(() -> new SupervisionException(
                        Code.NOT_FOUND,
                        "cannot roll back " + child.id() + ": no kept version "
                                + (version.isEmpty()
                                        ? "before " + known.current().version()
                                        : version),
                        "kept are " + kept.stream().map(RevisionRecord::version).toList()));
    }

    private CompletionStage<UpgradeReport> walk(
            ChildReport child,
            Path jar,
            Optional<RevisionRecord> kept,
            Options options,
            String marksBad,
            Witness witness) {
        return walked(child, jar, kept, options, marksBad, witness, reserved::begin);
    }

    private CompletionStage<UpgradeReport> walked(
            ChildReport child,
            Path jar,
            Optional<RevisionRecord> kept,
            Options options,
            String marksBad,
            Witness witness,
            Predicate<Walk> reserves) {
        BundleReport bundle = child.bundle();
        if (bundle == null)
            return refused(child, kept, child.id() + " lives in no bundle; only children of bundles can be upgraded");
        String name = bundle.symbolicName();
        Subject subject = new Subject(new Asked(
                child,
                bundle,
                jar,
                kept,
                options,
                kept.isEmpty() ? Map.of() : new Kept(ground.store()).last(name),
                marksBad));
        Walk walk = new Walk(ground, subject, log, witness);
        if (!reserves.test(walk))
            return refused(child, kept, reserved.why(name, child.id()).orElse(name + " was busy just now; try again"));
        Optional<Probation.Watched> before = probation.end(name);
        return walk.begin().whenComplete((report, failure) -> {
            reserved.end(walk);
            Outcome outcome = report == null ? Outcome.FAILED : report.outcome();
            if (outcome == Outcome.REFUSED || outcome == Outcome.REHEARSED) before.ifPresent(probation::goOn);
            if (outcome == Outcome.COMMITTED)
                walk.trial()
                        .ifPresent(trial -> probation.begin(trial, ground.wall().get()));
        });
    }

    /** Hears the journal. */
    Probation probation() {
        return probation;
    }

    /** A version failed its probation: back to the one before, with the state as it is, and its digest is marked bad. */
    private void takeBack(Trial trial, int crashes) {
        String what = trial.to().version() + " crashed " + crashes + " times in its probation";
        ground.supervision()
                .settled(ground.limits().step())
                .handle((up, late) -> ground.supervision().status(trial.child()))
                .thenCompose(child -> trial.set().isEmpty() ? backAlone(trial, child) : sets.takeBack(trial))
                .whenComplete((report, failure) -> {
                    boolean back = report != null && report.outcome() == Outcome.COMMITTED;
                    String came = back
                            ? " and was rolled back to " + trial.from().version() + withOthers(trial)
                            : ", and could not be rolled back: "
                                    + (report == null ? Refusal.sentence(failure) : report.reason());
                    ground.journal()
                            .record(new ArmstrongEvent.AlarmSet(
                                    trial.child(), "probation", what + came, "sup:history " + trial.child()));
                    if (back) trial.children().forEach(new Raising(ground)::up);
                });
    }

    private static String withOthers(Trial trial) {
        return trial.set().isEmpty() ? "" : ", and with it all of " + trial.set();
    }

    private CompletionStage<UpgradeReport> backAlone(Trial trial, ChildReport child) {
        return walk(
                child,
                new Kept(ground.store()).jar(trial.from()),
                Optional.of(trial.from()),
                inAnyDirection(trial.options()),
                trial.to().sha256(),
                Witness.NONE);
    }

    private CompletionStage<UpgradeReport> refused(ChildReport child, Optional<RevisionRecord> kept, String reason) {
        String to = kept.map(RevisionRecord::version).orElse("");
        return CompletableFuture.completedStage(new UpgradeReport(
                child.id(),
                Outcome.REFUSED,
                child.version(),
                to,
                0,
                reason,
                List.of(),
                ground.wall().get()));
    }

    @Override
    public CompletionStage<Revision> adopt(String childId, Path jar) {
        return attempt(() -> {
            BundleReport bundle = bundle(ground.supervision().status(childId));
            reserved.why(bundle.symbolicName(), childId).ifPresent(why -> {
                throw Refusal.of("cannot adopt a jar: " + why, "then try again");
            });
            return CompletableFuture.supplyAsync(() -> new Adoption(ground).adopt(bundle, jar), ground.pool());
        });
    }

    @Override
    public List<Revision> versions(String childId) {
        BundleReport bundle = bundle(ground.supervision().status(childId));
        Optional<BundleRecord> known = ground.store().bundle(bundle.symbolicName());
        return known.stream()
                .flatMap(record -> newestFirst(record).stream())
                .map(revision -> new Revision(
                        revision.version(),
                        revision.sha256(),
                        revision.since(),
                        revision.sha256().equals(known.get().current().sha256())))
                .toList();
    }

    @Override
    public List<UpgradeReport> history(String childId) {
        BundleReport bundle = bundle(ground.supervision().status(childId));
        return new Kept(ground.store()).reports(bundle.symbolicName());
    }

    private BundleReport bundle(ChildReport child) {
        BundleReport bundle = child.bundle();
        if (bundle == null) throw Refusal.of(child.id() + " lives in no bundle", "ask for a child of a bundle");
        return bundle;
    }

    private BundleRecord record(String childId, BundleReport bundle) {
        return ground.store()
                .bundle(bundle.symbolicName())
                .orElseThrow(() -> Refusal.of(
                        "the store has no version of " + bundle.symbolicName(), "sup:adopt " + childId + " JAR"));
    }

    private static List<RevisionRecord> newestFirst(BundleRecord record) {
        return record.kept().stream()
                .sorted(Comparator.comparing(RevisionRecord::since).reversed())
                .toList();
    }

    /** An order whose stage carries what it throws. */
    private static <T> CompletionStage<T> attempt(Order<T> order) {
        try {
            return order.place();
        } catch (SupervisionException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private interface Order<T> {
        CompletionStage<T> place();
    }

    /** Ends what is under way. */
    void close() {
        reserved.cut();
    }
}
