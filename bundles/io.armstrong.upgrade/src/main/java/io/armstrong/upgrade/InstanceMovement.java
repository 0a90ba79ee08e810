package io.armstrong.upgrade;

import io.armstrong.api.SupervisionException;
import io.armstrong.api.spi.Holds.Snapshot;
import io.armstrong.api.spi.Instances;
import io.armstrong.api.spi.Instances.Instance;
import io.armstrong.api.upgrade.Rollouts.Order;
import io.armstrong.api.upgrade.Sample;
import io.armstrong.core.rollout.Share;
import io.armstrong.core.upgrade.MigrationPath;
import io.armstrong.core.upgrade.UpgradeEffect.Direction;
import io.armstrong.upgrade.BundleDeclaration.DeclaredChild;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Instances of a dynamic supervisor, moved one by one into the twin and, once all are there and the version is logged, into the updated
 * bundle (feature U7).
 */
final class InstanceMovement implements Movement {
    static final String KIND = "rolling";
    /** How often an instance that is on its way up again is looked at. */
    private static final Duration LOOK = Duration.ofMillis(20);
    /** How often a move is tried: an instance may crash in the hand. */
    private static final int ATTEMPTS = 3;

    private final Ground ground;
    private final Instances instances;
    private final Subject subject;
    private final Order order;
    private final String supervisor;
    private final int schema;
    private final Opening opening;
    private final Probes probes;
    /** Whether it is the calls of others that an analysis compares. Else nobody counts them: that costs each call two looks at the clock. */
    private final boolean looksOn;

    private final Exchange forward;
    private final Exchange back;
    private final AtomicLong longestMicros = new AtomicLong();
    private volatile long twinId = -1;
    private volatile boolean cut;

    InstanceMovement(
            Ground ground,
            Instances instances,
            Subject subject,
            Order order,
            Instances.Dynamic dynamic,
            UpgradeLog log,
            long probesEach) {
        this.ground = ground;
        this.instances = instances;
        this.subject = subject;
        this.order = order;
        this.supervisor = dynamic.supervisor();
        this.schema = dynamic.schema();
        this.opening = new Opening(ground, subject, log, KIND);
        this.probes = new Probes(ground, order.probe(), probesEach);
        this.looksOn = order.probe().isEmpty() && order.steps().contains("analysis");
        Routes routes = new Routes(subject);
        this.forward = new Exchange(ground, subject, routes, Direction.FORWARD);
        this.back = new Exchange(ground, subject, routes, Direction.BACK);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String wanted() {
        return subject.wanted();
    }

    // ---- before anything is touched ----

    @Override
    public void plan() {
        Preparation preparation = opening.preparation();
        preparation.verify();
        preparation.complete();
        DeclaredChild running = declared(subject.prepared().running());
        DeclaredChild next = declared(subject.prepared().next());
        if (running.exclusive() || next.exclusive())
            throw Refusal.of(
                    supervisor + " is exclusive: it owns something of which there can be only one",
                    "sup:stop its instances, then sup:upgrade it");
        if ((running.durable() || next.durable()) && running.schema() != next.schema())
            throw Refusal.of(
                    "its instances checkpoint, and a checkpoint of schema " + next.schema()
                            + " means nothing to an instance that is still on " + running.schema(),
                    "sup:stop its instances, then sup:upgrade it");
        new Routes(subject).route(supervisor, schema == 0 ? running.schema() : schema);
        MigrationPath path = subject.paths.get(supervisor);
        if (path != null && path.down() && !order.options().acceptLoss())
            throw Refusal.of(
                    "going down to schema " + path.to() + " may lose fields of every instance", "--accept-loss");
        if (path != null && !path.leadsBack() && !order.options().acceptLoss())
            throw Refusal.of(
                    "no way leads back from schema " + path.to() + " to " + path.from()
                            + ", so an abort could not bring back who has moved",
                    "write the down of its migration, or --accept-loss: then an abort restarts them with fresh state");
        preparation.impact();
        opening.somebodyHides("a twin");
    }

    private DeclaredChild declared(BundleDeclaration version) {
        Map<String, DeclaredChild> children = version.children();
        for (DeclaredChild other : children.values())
            if (!other.dynamic())
                throw Refusal.of(
                        version.version() + " hosts the static child " + other.id() + " beside dynamic ones",
                        "put it into a bundle of its own: a rollout moves instances only");
        DeclaredChild found = children.get(supervisor);
        if (found != null && children.size() == 1) return found;
        throw Refusal.of(
                found == null
                        ? version.version() + " no longer declares " + supervisor
                        : version.version() + " hosts several templates",
                "one template a bundle");
    }

    @Override
    public CompletionStage<Units> prepare() {
        plan();
        return opening.begin(this::twinStandsBy).thenApply(ready -> {
            if (looksOn) instances.watch(supervisor, probes::called);
            return units();
        });
    }

    private CompletionStage<Void> twinStandsBy() {
        return twinSteps()
                .install()
                .thenCompose(installed -> ground.lifecycle()
                        .start(subject.twin().bundleId, ground.limits().step()))
                .thenCompose(started -> {
                    Exchange.require("start of the twin", started, List.of("ACTIVE"));
                    twinId = subject.twin().bundleId;
                    return standsBy(twinId);
                });
    }

    private TwinSteps twinSteps() {
        return new TwinSteps(ground, subject, forward);
    }

    private CompletionStage<Void> standsBy(long bundleId) {
        return instances.standBy(supervisor, bundleId, ground.limits().step());
    }

    // ---- to and fro ----

    private Units units() {
        List<Instance> all = instances.list(supervisor);
        return new Units(
                (int) all.stream().filter(each -> each.bundleId() == twinId).count(), all.size());
    }

    @Override
    public CompletionStage<Units> shift(int percent) {
        instances.share(supervisor, twinId, percent);
        Units now = units();
        if (now.moved() >= now.total() || !Share.allows(percent, now.moved() + 1, now.total()))
            return CompletableFuture.completedStage(now);
        return next(subject.bundleId(), deadline())
                .map(one -> one.thenCompose(instance -> moved(instance, twinId, this::up)))
                .orElseGet(() -> CompletableFuture.completedStage(null))
                .thenApply(done -> units());
    }

    @Override
    public CompletionStage<Units> unshift() {
        instances.share(supervisor, subject.bundleId(), 0);
        return next(twinId, deadline())
                .map(one -> one.thenCompose(instance -> moved(instance, subject.bundleId(), this::down)))
                .orElseGet(() -> CompletableFuture.completedStage(null))
                .thenApply(done -> units());
    }

    private long deadline() {
        return ground.nanos().getAsLong() + ground.limits().step().toNanos();
    }

    /** One that is on that side, up if there is one: else it is waited for, and moved as it is when the time is over. Empty: nobody is there. */
    private Optional<CompletionStage<String>> next(long bundleId, long untilNanos) {
        List<Instance> there = instances.list(supervisor).stream()
                .filter(each -> each.bundleId() == bundleId)
                .toList();
        if (there.isEmpty()) return Optional.empty();
        String first = there.get(0).id();
        Optional<String> up = there.stream().filter(Instance::up).findFirst().map(Instance::id);
        if (up.isPresent() || ground.nanos().getAsLong() > untilNanos)
            return Optional.of(CompletableFuture.completedStage(up.orElse(first)));
        return Optional.of(
                CompletableFuture.runAsync(() -> {}, later()).thenCompose(waited -> next(bundleId, untilNanos)
                        .orElseGet(() -> CompletableFuture.completedStage(first))));
    }

    /** Who ended meanwhile need not be moved; who crashed in the hand is moved as it comes up again. */
    private CompletionStage<Void> moved(String instance, long bundleId, Instances.Carry carry) {
        return moved(instance, bundleId, carry, ATTEMPTS);
    }

    private CompletionStage<Void> moved(String instance, long bundleId, Instances.Carry carry, int attempts) {
        return instances
                .move(instance, bundleId, carry, ground.limits().hold())
                .handle((micros, failure) -> {
                    if (failure == null) longestMicros.accumulateAndGet(micros, Math::max);
                    return failure;
                })
                .thenCompose(failure -> {
                    if (failure == null || !isThere(instance)) return CompletableFuture.completedStage(null);
                    if (attempts == 1) return CompletableFuture.failedStage(failure);
                    return CompletableFuture.runAsync(() -> {}, later())
                            .thenCompose(waited -> moved(instance, bundleId, carry, attempts - 1));
                });
    }

    private Executor later() {
        return CompletableFuture.delayedExecutor(LOOK.toMillis(), TimeUnit.MILLISECONDS, ground.pool());
    }

    private boolean isThere(String instance) {
        return instances.list(supervisor).stream().anyMatch(each -> each.id().equals(instance));
    }

    private CompletionStage<Snapshot> up(Snapshot state) {
        return forward.crossed(Map.of(supervisor, state)).thenApply(this::own);
    }

    private CompletionStage<Snapshot> down(Snapshot state) {
        MigrationPath path = subject.paths.get(supervisor);
        if (path == null || path.from() == state.schema()) return CompletableFuture.completedStage(state);
        subject.before = Map.of(supervisor, new Snapshot(path.from(), Map.of()));
        subject.after = Map.of(supervisor, state);
        if (!path.leadsBack())
            return CompletableFuture.failedStage(Refusal.of("no way down from " + path.to(), "it restarts"));
        return back.migrateDown().thenApply(done -> own(subject.back));
    }

    private Snapshot own(Map<String, Snapshot> states) {
        Snapshot state = states.get(supervisor);
        if (state == null) throw new IllegalStateException("no state came of it");
        return state;
    }

    // ---- the end ----

    @Override
    public CompletionStage<Promotion> promote() {
        instances.unwatch(supervisor);
        return new InstancePromotion(ground, subject, opening.log(), forward, back, longestMicros::get)
                .walk(() -> standsBy(subject.bundleId()), this::home, this::away, this::discard);
    }

    /** Everybody from the twin into the updated bundle. */
    private CompletionStage<Void> home() {
        instances.share(supervisor, subject.bundleId(), 0);
        return everybody(twinId, subject.bundleId());
    }

    /** Who is home already into the twin again. */
    private CompletionStage<Void> away() {
        instances.share(supervisor, twinId, 100);
        return everybody(subject.bundleId(), twinId);
    }

    /** Between two bundles of the same version: the state has the same shape. */
    private CompletionStage<Void> everybody(long from, long to) {
        return next(from, deadline())
                .map(one -> one.thenCompose(instance -> moved(instance, to, CompletableFuture::completedStage))
                        .thenCompose(done -> everybody(from, to)))
                .orElseGet(() -> CompletableFuture.completedStage(null));
    }

    @Override
    public CompletionStage<Void> discard() {
        instances.unwatch(supervisor);
        instances.dismiss(supervisor, twinId);
        return twinSteps().discard();
    }

    @Override
    public void giveUp(String reason) {
        instances.unwatch(supervisor);
        for (Instance each : instances.list(supervisor))
            if (each.bundleId() == twinId) instances.restart(each.id(), "rollout: " + reason);
    }

    // ---- watching ----

    @Override
    public CompletionStage<Void> probe() {
        return probes.call(instances.list(supervisor), twinId, subject.bundleId());
    }

    @Override
    public CompletionStage<List<Sample>> sides() {
        if (twinId < 0) return CompletableFuture.completedStage(List.of());
        return CompletableFuture.completedStage(List.of(
                probes.sample(twinId, subject.wanted()),
                probes.sample(subject.bundleId(), subject.prepared().from().version())));
    }

    @Override
    public boolean onNewSide(String childId) {
        return !cut
                && twinId >= 0
                && instances.list(supervisor).stream()
                        .anyMatch(each -> each.id().equals(childId) && each.bundleId() == twinId);
    }

    @Override
    public CompletionStage<String> complaint() {
        @Nullable
        String down = instances.list(supervisor).stream()
                .filter(each -> each.bundleId() == twinId && !each.up())
                .map(each -> each.id() + " is not up in " + subject.wanted())
                .findFirst()
                .orElse(null);
        return CompletableFuture.completedStage(down != null ? down : probes.complaint(twinId));
    }

    /** The twin goes with the next start of this service: who is there restarts in the child's own bundle. */
    @Override
    public void cut() {
        cut = true;
        giveUp("the upgrade service ended in mid-rollout");
        instances.dismiss(supervisor, twinId);
    }

    /** For whoever asked for an instance by name. */
    static SupervisionException noInstances() {
        return Refusal.of("the supervisor does not offer to move instances", "start io.armstrong.supervisor");
    }
}
