package io.armstrong.upgrade;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildReport.BundleReport;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.RestartType;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import io.armstrong.api.Tier;
import io.armstrong.api.spi.Faces;
import io.armstrong.api.spi.Instances;
import io.armstrong.api.spi.Instances.Dynamic;
import io.armstrong.api.spi.Journal;
import io.armstrong.api.upgrade.RolloutReport;
import io.armstrong.api.upgrade.Rollouts;
import io.armstrong.api.upgrade.Upgrades.Options;
import io.armstrong.core.rollout.AnalysisSpec;
import io.armstrong.core.rollout.RolloutEvent;
import io.armstrong.core.rollout.RolloutPlan;
import io.armstrong.core.rollout.RolloutStep;
import io.armstrong.core.rollout.RolloutSteps;
import io.armstrong.upgrade.Subject.Asked;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** The service: finds what a rollout is about, refuses the second on one bundle, and hands orders to the one under way. */
final class RollingOut implements Rollouts, Journal.Listener {
    /** How long an order may wait for its turn: a turn begins things and waits for none. */
    private static final Duration TURN = Duration.ofSeconds(5);

    private final Ground ground;
    private final Upgrading upgrading;
    private final Supplier<Optional<Faces>> faces;
    private final Supplier<Optional<Instances>> instances;
    /** The last of each bundle, by symbolic name. */
    private final Map<String, Rollout> rollouts = new ConcurrentHashMap<>();

    RollingOut(
            Ground ground,
            Upgrading upgrading,
            Supplier<Optional<Faces>> faces,
            Supplier<Optional<Instances>> instances) {
        this.ground = ground;
        this.upgrading = upgrading;
        this.faces = faces;
        this.instances = instances;
    }

    @Override
    public CompletionStage<RolloutReport> begin(String childId, Path jar, Order order) {
        try {
            Asked asked = asked(childId, jar, order);
            Rollout rollout = rollout(asked, order);
            String name = asked.bundle().symbolicName();
            if (!upgrading.reserve(name))
                throw new SupervisionException(
                        Code.REFUSED,
                        "cannot roll out " + childId + ": " + name + " is being upgraded or rolled out already",
                        "sup:rollout status " + childId + ", or wait until that is done");
            rollouts.put(name, rollout);
            rollout.ended().whenComplete((last, failure) -> upgrading.free(name));
            return rollout.begin();
        } catch (SupervisionException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    @Override
    public CompletionStage<RolloutReport> plan(String childId, Path jar, Order order) {
        try {
            Asked asked = asked(childId, jar, order);
            Movement movement = movement(asked, order);
            RolloutPlan plan = plan(movement, order);
            return CompletableFuture.supplyAsync(() -> planned(asked, movement, plan), ground.pool());
        } catch (SupervisionException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private RolloutReport planned(Asked asked, Movement movement, RolloutPlan plan) {
        String reason = "";
        try {
            movement.plan();
        } catch (RuntimeException e) {
            SupervisionException refusal = Refusal.of(e);
            reason = Refusal.message(refusal) + "; " + refusal.remedy();
        }
        return new RolloutReport(
                asked.child().id(),
                movement.kind(),
                asked.bundle().version(),
                movement.wanted(),
                "planned",
                plan.steps().steps().stream().map(RolloutStep::text).toList(),
                0,
                0,
                0,
                0,
                false,
                reason,
                reason.isEmpty() ? "" : "refused",
                List.of(),
                List.of(
                        "gate " + plan.gate().toMillis() + " ms",
                        "analysis " + plan.analysis().text()),
                ground.wall().get());
    }

    private Asked asked(String childId, Path jar, Order order) {
        BundleReport bundle = bundle(childId);
        if (!Files.isRegularFile(jar) || !Files.isReadable(jar))
            throw new SupervisionException(
                    Code.NOT_FOUND, "cannot roll out " + childId + ": no readable file " + jar, "check the path");
        ChildReport child = dynamic(childId)
                .map(dynamic -> supervisor(dynamic, bundle))
                .orElseGet(() -> ground.supervision().status(childId));
        return new Asked(child, bundle, jar, Optional.empty(), order.options(), Map.of(), "");
    }

    /** What a rollout has to know of a dynamic supervisor, as if it were one child. */
    private ChildReport supervisor(Dynamic dynamic, BundleReport bundle) {
        return new ChildReport(
                dynamic.supervisor(),
                Tier.NORMAL,
                dynamic.supervisor(),
                RestartType.PERMANENT,
                ChildStatus.UP,
                dynamic.version(),
                dynamic.schema(),
                0,
                0,
                0,
                0,
                0,
                0,
                "none",
                "",
                ground.wall().get(),
                null,
                bundle);
    }

    /** The dynamic supervisor that child is, or belongs to; empty for a static one. */
    private Optional<Dynamic> dynamic(String childId) {
        return instances.get().flatMap(known -> known.of(childId));
    }

    private BundleReport bundle(String childId) {
        Optional<Dynamic> dynamic = dynamic(childId);
        if (dynamic.isPresent())
            return new BundleReport(
                    dynamic.get().bundleId(),
                    dynamic.get().symbolicName(),
                    dynamic.get().version(),
                    "",
                    "");
        BundleReport bundle = ground.supervision().status(childId).bundle();
        if (bundle == null) throw Refusal.of(childId + " lives in no bundle", "ask for a child of a bundle");
        return bundle;
    }

    private Rollout rollout(Asked asked, Order order) {
        Movement movement = movement(asked, order);
        return new Rollout(ground, movement, asked.child().id(), asked.bundle().version(), plan(movement, order));
    }

    private Movement movement(Asked asked, Order order) {
        Subject subject = new Subject(asked);
        Optional<Dynamic> dynamic = dynamic(asked.child().id());
        if (dynamic.isPresent())
            return new InstanceMovement(
                    ground,
                    instances.get().orElseThrow(InstanceMovement::noInstances),
                    new Subject(lossy(asked)),
                    order,
                    dynamic.get(),
                    upgrading.log(),
                    analysis(order).calls());
        if (asked.child().schema() > 0) throw single(asked.child().id());
        return new ServiceMovement(
                ground,
                this::someFaces,
                subject,
                order,
                () -> upgrading.promote(asked.child().id(), subject.prepared().newJar(), order.options()));
    }

    /** An abort always ends: what only the new version's state holds is lost with it, and who begins a rollout consents to that. */
    private static Asked lossy(Asked asked) {
        Options told = asked.options();
        Options lossy = new Options(told.allowDowngrade(), true, told.force(), false, false, told.yes());
        return new Asked(asked.child(), asked.bundle(), asked.jar(), asked.kept(), lossy, asked.last(), "");
    }

    /** Its state would be in two places, and neither would be right (features U8). */
    private static SupervisionException single(String id) {
        return new SupervisionException(
                Code.REFUSED,
                id + " is a single stateful child: a canary by weight would part its state in two",
                "its gates are the rehearsal (sup:upgrade " + id
                        + " JAR --rehearse) and the probation after sup:upgrade " + id + " JAR");
    }

    private Faces someFaces() {
        return faces.get()
                .orElseThrow(() -> Refusal.of("nobody shares out calls: io.armstrong.face does not run", "start it"));
    }

    private static RolloutPlan plan(Movement movement, Order order) {
        try {
            boolean canary = movement.kind().equals("canary");
            RolloutSteps usual = canary ? RolloutSteps.CANARY : RolloutSteps.ROLLING;
            return new RolloutPlan(
                    order.steps().isBlank() ? usual : RolloutSteps.parse(order.steps()),
                    canary ? Duration.ZERO : order.gate(),
                    analysis(order));
        } catch (IllegalArgumentException e) {
            throw new SupervisionException(
                    Code.USAGE, String.valueOf(e.getMessage()), "for example --steps 'weight 10, analysis, promote'");
        }
    }

    private static AnalysisSpec analysis(Order order) {
        try {
            return AnalysisSpec.DEFAULT.with(order.analysis());
        } catch (IllegalArgumentException e) {
            throw new SupervisionException(
                    Code.USAGE, String.valueOf(e.getMessage()), "for example --analysis 'interval=1000 calls=50'");
        }
    }

    // ---- orders ----

    @Override
    public RolloutReport status(String childId) {
        return now(find(childId).freshReport(), find(childId));
    }

    private static RolloutReport now(CompletionStage<RolloutReport> reading, Rollout rollout) {
        return reading.toCompletableFuture()
                .completeOnTimeout(rollout.report(), 1, TimeUnit.SECONDS)
                .join();
    }

    @Override
    public List<RolloutReport> list() {
        return rollouts.values().stream().map(Rollout::report).toList();
    }

    @Override
    public RolloutReport pause(String childId) {
        return order(underWay("pause", childId, ""), new RolloutEvent.PauseAsked());
    }

    @Override
    public RolloutReport resume(String childId) {
        return order(underWay("resume", childId, ""), new RolloutEvent.ResumeAsked());
    }

    @Override
    public RolloutReport abort(String childId, String reason) {
        Rollout rollout = underWay("abort", childId, "aborted");
        if (rollout.isPromoting())
            throw new SupervisionException(
                    Code.REFUSED,
                    "cannot abort the rollout of " + childId + ": promote has begun",
                    "wait until it is done, then sup:rollback " + childId);
        return order(rollout, new RolloutEvent.AbortAsked(reason));
    }

    @Override
    public RolloutReport promote(String childId) {
        Rollout rollout = underWay("promote", childId, "promoted");
        if (rollout.isGoingBack())
            throw new SupervisionException(
                    Code.REFUSED,
                    "cannot promote the rollout of " + childId + ": it goes back already",
                    "wait until it is back, then sup:rollout or sup:upgrade again");
        return order(rollout, new RolloutEvent.PromoteAsked());
    }

    /** @param already the outcome with which there is nothing left to do */
    private Rollout underWay(String verb, String childId, String already) {
        Rollout rollout = find(childId);
        if (!rollout.isOver() || rollout.report().outcome().equals(already)) return rollout;
        throw new SupervisionException(
                Code.REFUSED,
                "cannot " + verb + " the rollout of " + childId + ": it has ended, "
                        + rollout.report().outcome(),
                "sup:rollout status " + childId + " tells how");
    }

    private static RolloutReport order(Rollout rollout, RolloutEvent event) {
        try {
            rollout.happened(event).get(TURN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException late) {
            throw new SupervisionException(
                    Code.TIMEOUT, "the order stands, but its turn has not come yet", "sup:rollout status tells when");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return rollout.report();
    }

    @Override
    public CompletionStage<RolloutReport> ended(String childId) {
        return find(childId).ended();
    }

    private Rollout find(String childId) {
        Rollout rollout = rollouts.get(bundle(childId).symbolicName());
        if (rollout != null) return rollout;
        throw new SupervisionException(
                Code.NOT_FOUND,
                "there was no rollout of " + childId + " since the runtime came up",
                "sup:rollout status");
    }

    // ---- what children do ----

    @Override
    public void recorded(Journal.Entry entry) {
        ArmstrongEvent event = entry.event();
        boolean crash = event instanceof ArmstrongEvent.ChildStartFailed
                || (event instanceof ArmstrongEvent.ChildExited exited
                        && exited.reason().abnormal());
        if (!crash) return;
        for (Rollout rollout : rollouts.values())
            if (!rollout.isOver() && rollout.movement().onNewSide(event.child()))
                ground.pool()
                        .execute(() -> rollout.happened(new RolloutEvent.Sickened(event.child() + " crashed in "
                                + rollout.movement().wanted())));
    }

    void close() {
        rollouts.values().stream().filter(rollout -> !rollout.isOver()).forEach(Rollout::cut);
    }
}
