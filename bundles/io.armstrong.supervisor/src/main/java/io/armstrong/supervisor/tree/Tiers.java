package io.armstrong.supervisor.tree;

import io.armstrong.api.AutoShutdown;
import io.armstrong.api.ChildSource;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.Intensity;
import io.armstrong.api.RestartType;
import io.armstrong.api.Strategy;
import io.armstrong.api.SupervisorSpec;
import io.armstrong.api.Tier;
import io.armstrong.core.spec.BadSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The root and its four tiers (design D3, D6): rest_for_one over kernel, critical, normal, peripheral, all permanent, 10/60 s. */
public final class Tiers {
    /** The id of the root supervisor. */
    public static final String ROOT = "armstrong";

    private static final Intensity ROOT_INTENSITY = new Intensity(10, Duration.ofSeconds(60));

    private Tiers() {}

    /** The root over its tiers, without children yet: they are read from the catalog whenever a tier starts. */
    public static SupervisorSpec root() {
        List<ChildSpec> tiers = Arrays.stream(Tier.values())
                .map(tier -> ChildSpec.of(new SupervisorSpec(
                                tier.text(), tier.strategy(), tier.intensity(), AutoShutdown.NEVER, List.of()))
                        .withTier(tier)
                        .withRestart(RestartType.PERMANENT))
                .toList();
        return new SupervisorSpec(ROOT, Strategy.REST_FOR_ONE, ROOT_INTENSITY, AutoShutdown.NEVER, tiers);
    }

    /** The id of the supervisor a child belongs to: the one it names, else its tier's. */
    public static String supervisorOf(ChildSpec child) {
        return child.supervisor().isEmpty() ? child.tier().text() : child.supervisor();
    }

    /** The supervisor with the static children that belong to it now, in start order. */
    public static SupervisorSpec filled(SupervisorSpec supervisor, Catalog catalog, Catalog.Refusals refusals) {
        if (supervisor.strategy() == Strategy.SIMPLE_ONE_FOR_ONE) return supervisor;
        List<ChildSpec> children = new ArrayList<>();
        catalog.supervisors().forEach(item -> {
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

    /** Whether a child stands for a supervisor. */
    public static boolean nested(ChildSpec child) {
        return child.source() instanceof ChildSource.Nested;
    }
}
