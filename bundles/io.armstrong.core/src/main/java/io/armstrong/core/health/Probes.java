package io.armstrong.core.health;

import io.armstrong.api.ChildStatus;
import io.armstrong.api.Tier;
import io.armstrong.api.health.ChildHealth;
import io.armstrong.api.health.Compliance;
import io.armstrong.api.health.ProbeKind;
import io.armstrong.api.health.SupervisorHealth;
import io.armstrong.api.health.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What to answer the outer world, by tier (feature H3). */
final class Probes {
    private static final Set<ChildStatus> COMING = Set.of(ChildStatus.STARTING, ChildStatus.RESTARTING);
    private static final Set<ChildStatus> SERVING = Set.of(ChildStatus.UP, ChildStatus.UPGRADING);

    private Probes() {}

    static List<Verdict> verdicts(List<SupervisorHealth> tiers, boolean started) {
        return List.of(
                verdict(ProbeKind.LIVE, live(tiers)),
                verdict(ProbeKind.READY, ready(tiers)),
                verdict(ProbeKind.STARTUP, started ? Optional.empty() : startup(tiers)));
    }

    private static Verdict verdict(ProbeKind kind, Optional<String> against) {
        return new Verdict(kind, against.isEmpty(), against.orElse(""));
    }

    /** The error kernel is not down for good. */
    private static Optional<String> live(List<SupervisorHealth> tiers) {
        return against(
                tiers,
                tier -> tier == Tier.ERROR_KERNEL,
                status -> !COMING.contains(status)
                        && !SERVING.contains(status)
                        && status != ChildStatus.STOPPING
                        && status != ChildStatus.WAITING);
    }

    /** Error kernel and critical tier serve; an upgrade is no reason. */
    private static Optional<String> ready(List<SupervisorHealth> tiers) {
        if (tiers.isEmpty()) return Optional.of("armstrong is starting");
        return against(
                tiers, tier -> tier == Tier.ERROR_KERNEL || tier == Tier.CRITICAL, status -> !SERVING.contains(status));
    }

    /** Nobody is on his way up any more. */
    private static Optional<String> startup(List<SupervisorHealth> tiers) {
        if (tiers.isEmpty()) return Optional.of("armstrong is starting");
        return against(tiers, tier -> true, COMING::contains);
    }

    /** The first in those tiers whose status speaks against it. */
    private static Optional<String> against(
            List<SupervisorHealth> tiers, Predicate<Tier> which, Predicate<ChildStatus> wrong) {
        for (SupervisorHealth tier : tiers) {
            if (!which.test(tier.tier())) continue;
            if (wrong.test(tier.status()))
                return Optional.of(tier.id() + " is " + tier.status().text());
            for (ChildHealth child : tier.children())
                if (wrong.test(child.status()) && !done(child))
                    return Optional.of(child.id() + " is " + child.status().text() + " in " + tier.id());
        }
        return Optional.empty();
    }

    /** Down because its work is done. */
    private static boolean done(ChildHealth child) {
        return child.status() == ChildStatus.DOWN && child.compliance() != Compliance.BROKEN;
    }
}
