package io.armstrong.upgrade;

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
import io.armstrong.api.upgrade.Rollouts.Order;
import io.armstrong.api.upgrade.Upgrades.Options;
import io.armstrong.core.rollout.AnalysisSpec;
import io.armstrong.core.rollout.RolloutPlan;
import io.armstrong.core.rollout.RolloutSteps;
import io.armstrong.upgrade.Subject.Asked;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds what a rollout is about, and what it moves: instances, or the calls of a service. */
record Movements(
        Ground ground, Upgrading upgrading, Supplier<Optional<Faces>> faces, Supplier<Optional<Instances>> instances) {
    Asked asked(String childId, Path jar, Order order) {
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

    /** The bundle of a child, a dynamic supervisor or one of its instances. */
    BundleReport bundle(String childId) {
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

    Movement of(Asked asked, Order order) {
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
                upgrading.log(),
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

    static RolloutPlan plan(Movement movement, Order order) {
        try {
            boolean canary = movement.kind().equals(ServiceMovement.KIND);
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
}
