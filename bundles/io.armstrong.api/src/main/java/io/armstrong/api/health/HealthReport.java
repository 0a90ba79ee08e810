package io.armstrong.api.health;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The health of the whole tree (feature H1; seed: health report).
 *
 * @param seq number of the tree's snapshot it was made of
 * @param health down when the error kernel or the critical tier is; degraded when anything else is not healthy
 * @param uptimeMillis of the tier that is up the longest
 * @param restarts of everything
 * @param lastRestart the newest of these, wall clock; null when there was none
 * @param compliance whether everything is as its policy wants it
 * @param isolated ids of isolated children
 * @param breakers ids of children whose breaker does not let every call through
 * @param probes live, ready and startup
 * @param tiers in start order
 * @param troubles of the runtime itself, as a disk that is full, a line each; it is degraded then
 */
public record HealthReport(
        long seq,
        HealthStatus health,
        long uptimeMillis,
        long restarts,
        @Nullable Instant lastRestart,
        Compliance compliance,
        List<String> isolated,
        List<String> breakers,
        List<Verdict> probes,
        List<SupervisorHealth> tiers,
        List<String> troubles) {
    public HealthReport {
        troubles = List.copyOf(troubles);
        isolated = List.copyOf(isolated);
        breakers = List.copyOf(breakers);
        probes = List.copyOf(probes);
        tiers = List.copyOf(tiers);
    }

    /** What that probe answers. */
    public Verdict verdict(ProbeKind kind) {
        return probes.stream()
                .filter(probe -> probe.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no verdict of the probe " + kind.text()));
    }

    /** Every child of every tier, depth first, in start order. */
    public List<ChildHealth> children() {
        return tiers.stream().flatMap(tier -> tier.children().stream()).toList();
    }

    /** A child, supervisor or tier by its id. */
    public Optional<MemberHealth> member(String id) {
        return find(List.copyOf(tiers), id);
    }

    private static Optional<MemberHealth> find(List<MemberHealth> members, String id) {
        for (MemberHealth member : members) {
            if (member.id().equals(id)) return Optional.of(member);
            if (member instanceof SupervisorHealth nested) {
                Optional<MemberHealth> found = find(nested.members(), id);
                if (found.isPresent()) return found;
            }
        }
        return Optional.empty();
    }
}
