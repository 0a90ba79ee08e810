package io.armstrong.core.health;

import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.Intensity;
import io.armstrong.api.MemberReport;
import io.armstrong.api.RestartType;
import io.armstrong.api.SupervisorReport;
import io.armstrong.api.Tier;
import io.armstrong.api.TreeReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Published trees, written by hand: four tiers with one child each, named after it. */
final class Trees {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private Trees() {}

    static TreeReport healthy() {
        List<SupervisorReport> tiers = new ArrayList<>();
        for (Tier tier : Tier.values()) tiers.add(tier(tier, child(tier, ChildStatus.UP)));
        return new TreeReport(7, tiers);
    }

    /** The same, but that tier has these members. */
    static TreeReport with(Tier tier, MemberReport... members) {
        return with(tier(tier, members));
    }

    static TreeReport with(SupervisorReport changed) {
        return new TreeReport(
                7,
                healthy().supervisors().stream()
                        .map(tier -> tier.tier() == changed.tier() ? changed : tier)
                        .toList());
    }

    static SupervisorReport tier(Tier tier, MemberReport... members) {
        return supervisor(tier.text(), tier, ChildStatus.UP, 0, 0, members);
    }

    static SupervisorReport supervisor(
            String id, Tier tier, ChildStatus status, int used, long restarts, MemberReport... members) {
        return new SupervisorReport(
                id,
                tier,
                tier.strategy(),
                status,
                new Intensity(3, Duration.ofSeconds(60)),
                used,
                restarts,
                status == ChildStatus.UP ? 5000 : 0,
                restarts == 0 ? null : NOON,
                List.of(members));
    }

    static ChildReport child(Tier tier, ChildStatus status) {
        return child(tier.text() + "-child", tier, status);
    }

    static ChildReport child(String id, Tier tier, ChildStatus status) {
        return child(id, tier, status, RestartType.PERMANENT, "none", "", 0, null);
    }

    static ChildReport child(
            String id,
            Tier tier,
            ChildStatus status,
            RestartType restart,
            String breaker,
            String reason,
            long restarts,
            @Nullable Instant lastRestart) {
        return new ChildReport(
                id,
                tier,
                tier.text(),
                restart,
                status,
                "1.0.0",
                1,
                restarts + 1,
                restarts,
                status == ChildStatus.UP ? 4000 : 0,
                0,
                0,
                0,
                breaker,
                reason,
                NOON,
                lastRestart,
                null);
    }
}
