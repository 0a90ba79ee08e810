package io.armstrong.supervisor.tree;

import io.armstrong.api.AutoShutdown;
import io.armstrong.api.ChildSource;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.Intensity;
import io.armstrong.api.Recovery;
import io.armstrong.api.RestartType;
import io.armstrong.api.Strategy;
import io.armstrong.api.SupervisorSpec;
import io.armstrong.api.Tier;
import io.armstrong.core.Ladder;
import io.armstrong.core.spec.BadSpec;
import io.armstrong.core.spec.SpecReader;
import io.armstrong.supervisor.config.Configured;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The root and its four tiers (design D3, D6): rest_for_one over kernel, critical, normal, peripheral, all permanent, 10/60 s. */
public final class Tiers {
    /** The id of the root supervisor. */
    public static final String ROOT = "armstrong";

    private static final Intensity ROOT_INTENSITY = new Intensity(10, Duration.ofSeconds(60));

    private Tiers() {}

    /** The root over its tiers, without children yet: they are read from the catalog whenever a tier starts. */
    public static SupervisorSpec root() {
        List<ChildSpec> tiers =
                Arrays.stream(Tier.values()).map(tier -> tier(tier, spec(tier))).toList();
        return new SupervisorSpec(ROOT, Strategy.REST_FOR_ONE, ROOT_INTENSITY, AutoShutdown.NEVER, tiers);
    }

    private static SupervisorSpec spec(Tier tier) {
        return new SupervisorSpec(tier.text(), tier.strategy(), tier.intensity(), AutoShutdown.NEVER, List.of())
                .withPolicy(Ladder.TIER);
    }

    private static ChildSpec tier(Tier tier, SupervisorSpec spec) {
        boolean vital = tier == Tier.ERROR_KERNEL || tier == Tier.CRITICAL;
        return ChildSpec.of(spec)
                .withTier(tier)
                .withRestart(RestartType.PERMANENT)
                .withRecovery(Recovery.INHERITED.withPolicy(vital ? "restart<1 escalate" : "restart<3 isolate"));
    }

    /** The tier whose supervisor has that id. */
    public static Optional<Tier> called(String id) {
        return Arrays.stream(Tier.values())
                .filter(tier -> tier.text().equals(id))
                .findFirst();
    }

    /**
     * The root as it is configured: {@code io.armstrong.supervisor~armstrong} and {@code ~error-kernel} and so on change what they
     * name and leave the rest.
     */
    public static SupervisorSpec root(Catalog catalog, Catalog.Refusals refusals) {
        SupervisorSpec root = configured(root(), ROOT_INTENSITY, catalog, refusals);
        return root.withChildren(root.children().stream()
                .map(child -> {
                    SupervisorSpec own = ((ChildSource.Nested) child.source()).supervisor();
                    return child.withSource(
                            new ChildSource.Nested(configured(own, child.tier().intensity(), catalog, refusals)));
                })
                .toList());
    }

    private static SupervisorSpec configured(
            SupervisorSpec own, Intensity intensity, Catalog catalog, Catalog.Refusals refusals) {
        Configured item = catalog.configuration(own.id()).orElse(null);
        if (item == null || item.kind() != Configured.Kind.SUPERVISOR) return own;
        try {
            return changed(own, intensity, item);
        } catch (BadSpec bad) {
            refusals.refused(own.id(), bad);
            return own;
        }
    }

    /** The tier that a configuration changes, as the root's child. @throws BadSpec with the first fault */
    static ChildSpec tier(Tier tier, Configured item) {
        return tier(tier, changed(spec(tier), tier.intensity(), item));
    }

    private static SupervisorSpec changed(SupervisorSpec own, Intensity intensity, Configured item) {
        Map<String, Object> attributes = new HashMap<>(Map.of(
                "strategy", own.strategy().text(),
                "intensity", intensity.max(),
                "period", intensity.period().toMillis(),
                "policy", own.policy()));
        attributes.putAll(item.attributes());
        return new SpecReader(item.place()).supervisor(attributes, List.of()).withChildren(own.children());
    }

    /** The id of the supervisor a child belongs to: the one it names, else its tier's. */
    public static String supervisorOf(ChildSpec child) {
        return child.supervisor().isEmpty() ? child.tier().text() : child.supervisor();
    }

    /** The supervisor with the static children that belong to it now, in start order. */
    public static SupervisorSpec filled(SupervisorSpec supervisor, Catalog catalog, Catalog.Refusals refusals) {
        if (supervisor.strategy() == Strategy.SIMPLE_ONE_FOR_ONE) return supervisor;
        List<ChildSpec> children = new ArrayList<>();
        catalog.supervisors().stream().filter(item -> !fixed(item.id())).forEach(item -> {
            try {
                children.add(Catalog.supervisor(item));
            } catch (BadSpec bad) {
                refusals.refused(item.id(), bad);
            }
        });
        children.addAll(catalog.specs(refusals));
        return supervisor.withChildren(children.stream()
                .filter(child -> supervisorOf(child).equals(supervisor.id()))
                .sorted(Comparator.comparingInt(ChildSpec::order))
                .toList());
    }

    /** Whether that is the root or a tier: there whether or not anybody configures it. */
    static boolean fixed(String id) {
        return id.equals(ROOT) || called(id).isPresent();
    }

    /** Whether a child stands for a supervisor. */
    public static boolean nested(ChildSpec child) {
        return child.source() instanceof ChildSource.Nested;
    }
}
