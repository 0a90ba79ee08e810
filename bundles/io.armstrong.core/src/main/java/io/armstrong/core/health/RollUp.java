package io.armstrong.core.health;

import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.MemberReport;
import io.armstrong.api.SupervisorReport;
import io.armstrong.api.Tier;
import io.armstrong.api.TreeReport;
import io.armstrong.api.health.CheckHealth;
import io.armstrong.api.health.ChildHealth;
import io.armstrong.api.health.Compliance;
import io.armstrong.api.health.HealthReport;
import io.armstrong.api.health.HealthStatus;
import io.armstrong.api.health.MemberHealth;
import io.armstrong.api.health.SupervisorHealth;
import io.armstrong.api.health.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Makes the health report of a published tree and of what its checks said last (feature H1). Same input, same report.
 *
 * <p>A child counts for its supervisor as far as its tier lets it: one that is down takes the error kernel or the critical tier
 * down with it, and degrades the others; these are down only when nothing in them serves.
 */
public final class RollUp {
    private final Map<String, List<CheckHealth>> checks;

    private RollUp(Map<String, List<CheckHealth>> checks) {
        this.checks = checks;
    }

    /**
     * The report.
     *
     * @param tree the published tree
     * @param checks of children that have any, by child id
     * @param started whether the startup probe passed before
     */
    public static HealthReport of(TreeReport tree, Map<String, List<CheckHealth>> checks, boolean started) {
        return of(tree, checks, started, List.of());
    }

    /** The same, with what is wrong with the runtime itself. */
    public static HealthReport of(
            TreeReport tree, Map<String, List<CheckHealth>> checks, boolean started, List<String> troubles) {
        RollUp rollUp = new RollUp(checks);
        List<SupervisorHealth> tiers =
                tree.supervisors().stream().map(rollUp::supervisor).toList();
        List<Verdict> probes = Probes.verdicts(tiers, started);
        return new HealthReport(
                tree.seq(),
                whole(tiers).worse(troubles.isEmpty() ? HealthStatus.HEALTHY : HealthStatus.DEGRADED),
                tiers.stream().mapToLong(MemberHealth::uptimeMillis).max().orElse(0),
                tiers.stream().mapToLong(MemberHealth::restarts).sum(),
                newest(tiers, null),
                compliance(tiers, Compliance.WITHIN),
                gathered(tiers, ChildHealth::isolated),
                gathered(tiers, RollUp::broken),
                probes,
                tiers,
                troubles);
    }

    /** Nothing runs: down. Else the kernel and the critical tier count as they are; the others can only degrade. */
    private static HealthStatus whole(List<SupervisorHealth> tiers) {
        HealthStatus whole = tiers.isEmpty() ? HealthStatus.DOWN : HealthStatus.HEALTHY;
        for (SupervisorHealth tier : tiers)
            whole = whole.worse(vital(tier.tier()) ? tier.health() : mild(tier.health()));
        return whole;
    }

    private SupervisorHealth supervisor(SupervisorReport report) {
        List<MemberHealth> members =
                report.children().stream().map(this::member).toList();
        boolean up = report.status() == ChildStatus.UP;
        Instant own = report.lastRestart();
        return new SupervisorHealth(
                report.id(),
                report.tier(),
                Judgement.of(report.status()).worse(counted(report.tier(), members)),
                report.status(),
                report.strategy(),
                report.uptimeMillis(),
                report.restarts()
                        + members.stream().mapToLong(MemberHealth::restarts).sum(),
                newest(members, own),
                report.intensity(),
                report.used(),
                compliance(members, up ? limit(report) : Compliance.BROKEN),
                gathered(members, ChildHealth::isolated),
                gathered(members, RollUp::broken),
                members);
    }

    private MemberHealth member(MemberReport report) {
        return report instanceof SupervisorReport nested ? supervisor(nested) : child((ChildReport) report);
    }

    private ChildHealth child(ChildReport report) {
        List<CheckHealth> own = checks.getOrDefault(report.id(), List.of());
        HealthStatus health = Judgement.of(report);
        for (CheckHealth check : own) health = health.worse(check.health());
        return new ChildHealth(
                report.id(),
                report.tier(),
                report.supervisor(),
                health,
                report.status(),
                report.uptimeMillis(),
                report.incarnation(),
                report.restarts(),
                report.lastRestart(),
                report.breaker(),
                report.status() == ChildStatus.ISOLATED,
                Judgement.of(report) == HealthStatus.DOWN ? Compliance.BROKEN : Compliance.WITHIN,
                Judgement.reason(report, own),
                own);
    }

    /** What its members make of a supervisor. */
    private static HealthStatus counted(Tier tier, List<MemberHealth> members) {
        HealthStatus worst = HealthStatus.HEALTHY;
        for (MemberHealth member : members) worst = worst.worse(member.health());
        boolean someServe = members.stream().anyMatch(member -> member.health() != HealthStatus.DOWN);
        return vital(tier) || !someServe ? worst : mild(worst);
    }

    private static HealthStatus mild(HealthStatus health) {
        return health == HealthStatus.DOWN ? HealthStatus.DEGRADED : health;
    }

    private static boolean vital(Tier tier) {
        return tier == Tier.ERROR_KERNEL || tier == Tier.CRITICAL;
    }

    private static Compliance limit(SupervisorReport report) {
        return report.used() > 0 && report.used() >= report.intensity().max() ? Compliance.AT_LIMIT : Compliance.WITHIN;
    }

    private static Compliance compliance(List<? extends MemberHealth> members, Compliance own) {
        Compliance worst = own;
        for (MemberHealth member : members) worst = worst.worse(member.compliance());
        return worst;
    }

    private static @Nullable Instant newest(List<? extends MemberHealth> members, @Nullable Instant own) {
        Instant newest = own;
        for (MemberHealth member : members) {
            Instant last = member.lastRestart();
            if (last != null && (newest == null || last.isAfter(newest))) newest = last;
        }
        return newest;
    }

    private static boolean broken(ChildHealth child) {
        return Judgement.breakerHinders(child.breaker()) || child.status() == ChildStatus.OPEN;
    }

    private static List<String> gathered(List<? extends MemberHealth> members, Predicate<ChildHealth> which) {
        Function<MemberHealth, List<ChildHealth>> children =
                member -> member instanceof SupervisorHealth nested ? nested.children() : List.of((ChildHealth) member);
        List<String> ids = new ArrayList<>();
        for (MemberHealth member : members)
            for (ChildHealth child : children.apply(member)) if (which.test(child)) ids.add(child.id());
        return ids;
    }
}
