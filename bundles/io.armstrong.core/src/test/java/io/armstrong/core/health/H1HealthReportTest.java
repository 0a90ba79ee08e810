package io.armstrong.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.ChildStatus;
import io.armstrong.api.RestartType;
import io.armstrong.api.SupervisorReport;
import io.armstrong.api.Tier;
import io.armstrong.api.TreeReport;
import io.armstrong.api.health.CheckHealth;
import io.armstrong.api.health.ChildHealth;
import io.armstrong.api.health.Compliance;
import io.armstrong.api.health.HealthReport;
import io.armstrong.api.health.HealthStatus;
import io.armstrong.api.health.SupervisorHealth;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every field of the health report changes when what it tells of does. */
class H1HealthReportTest {
    private static final Instant LATER = Trees.NOON.plusSeconds(60);

    private static HealthReport report(TreeReport tree) {
        return RollUp.of(tree, Map.of(), true);
    }

    private static ChildHealth child(HealthReport report, Tier tier) {
        return report.children().stream()
                .filter(child -> child.tier() == tier)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aTreeThatIsAllUpIsHealthy() {
        HealthReport report = report(Trees.healthy());
        assertThat(report.health()).isEqualTo(HealthStatus.HEALTHY);
        assertThat(report.compliance()).isEqualTo(Compliance.WITHIN);
        assertThat(report.seq()).isEqualTo(7);
        assertThat(report.uptimeMillis()).isEqualTo(5000);
        assertThat(report.restarts()).isZero();
        assertThat(report.lastRestart()).isNull();
        assertThat(report.isolated()).isEmpty();
        assertThat(report.breakers()).isEmpty();
        assertThat(report.tiers()).hasSize(4).allSatisfy(tier -> {
            assertThat(tier.health()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(tier.healthy()).isOne();
            assertThat(tier.uptimeMillis()).isEqualTo(5000);
        });
        assertThat(report.children()).allSatisfy(child -> {
            assertThat(child.health()).isEqualTo(HealthStatus.HEALTHY);
            assertThat(child.uptimeMillis()).isEqualTo(4000);
            assertThat(child.reason()).isEmpty();
        });
    }

    @Test
    void noTreeIsNotHealthy() {
        assertThat(report(new TreeReport(0, List.of())).health()).isEqualTo(HealthStatus.DOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "UP, HEALTHY",
        "UPGRADING, HEALTHY",
        "STARTING, DEGRADED",
        "STOPPING, DEGRADED",
        "RESTARTING, DEGRADED",
        "WAITING, DEGRADED",
        "DOWN, DOWN",
        "ISOLATED, DOWN",
        "OPEN, DOWN",
        "HUNG, DOWN",
        "FAILED, DOWN"
    })
    void aChildIsAsWellAsItsStatus(ChildStatus status, HealthStatus health) {
        ChildHealth child = child(report(Trees.with(Tier.NORMAL, Trees.child(Tier.NORMAL, status))), Tier.NORMAL);
        assertThat(child.health()).isEqualTo(health);
        assertThat(child.status()).isEqualTo(status);
        assertThat(child.isolated()).isEqualTo(status == ChildStatus.ISOLATED);
        assertThat(child.compliance()).isEqualTo(health == HealthStatus.DOWN ? Compliance.BROKEN : Compliance.WITHIN);
        assertThat(child.reason().isEmpty()).isEqualTo(health == HealthStatus.HEALTHY);
    }

    @ParameterizedTest
    @EnumSource(Tier.class)
    void oneChildThatIsDownCountsAsItsTierLetsIt(Tier tier) {
        HealthReport report = report(Trees.with(
                tier, Trees.child("well", tier, ChildStatus.UP), Trees.child("lost", tier, ChildStatus.ISOLATED)));
        boolean vital = tier == Tier.ERROR_KERNEL || tier == Tier.CRITICAL;
        assertThat(report.health()).isEqualTo(vital ? HealthStatus.DOWN : HealthStatus.DEGRADED);
        assertThat(report.member(tier.text()).orElseThrow().health())
                .isEqualTo(vital ? HealthStatus.DOWN : HealthStatus.DEGRADED);
        assertThat(report.isolated()).containsExactly("lost");
        assertThat(report.compliance()).isEqualTo(Compliance.BROKEN);
    }

    @Test
    void aTierInWhichNothingServesIsDownAndTheWholeIsDegraded() {
        HealthReport report = report(Trees.with(Tier.PERIPHERAL, Trees.child(Tier.PERIPHERAL, ChildStatus.ISOLATED)));
        assertThat(report.member("peripheral").orElseThrow().health()).isEqualTo(HealthStatus.DOWN);
        assertThat(report.health()).isEqualTo(HealthStatus.DEGRADED);
    }

    @Test
    void aSupervisorThatIsDownIsNotHealthyWhateverItsChildrenAre() {
        SupervisorReport down = Trees.supervisor("normal", Tier.NORMAL, ChildStatus.ISOLATED, 0, 0);
        HealthReport report = report(Trees.with(down));
        SupervisorHealth normal = (SupervisorHealth) report.member("normal").orElseThrow();
        assertThat(normal.health()).isEqualTo(HealthStatus.DOWN);
        assertThat(normal.compliance()).isEqualTo(Compliance.BROKEN);
        assertThat(normal.uptimeMillis()).isZero();
    }

    @Test
    void restartsAreSummedAndTheNewestIsKeptThroughNestedSupervisors() {
        SupervisorReport nested = Trees.supervisor(
                "nested",
                Tier.NORMAL,
                ChildStatus.UP,
                0,
                2,
                Trees.child("a", Tier.NORMAL, ChildStatus.UP, RestartType.PERMANENT, "none", "", 3, LATER));
        HealthReport report = report(Trees.with(
                Tier.NORMAL,
                nested,
                Trees.child("b", Tier.NORMAL, ChildStatus.UP, RestartType.PERMANENT, "none", "", 1, Trees.NOON)));
        assertThat(report.restarts()).isEqualTo(6);
        assertThat(report.lastRestart()).isEqualTo(LATER);
        assertThat(report.member("nested").orElseThrow().restarts()).isEqualTo(5);
        assertThat(report.member("b").orElseThrow().lastRestart()).isEqualTo(Trees.NOON);
    }

    @Test
    void aFullWindowIsAtItsLimit() {
        SupervisorReport full = Trees.supervisor(
                "critical", Tier.CRITICAL, ChildStatus.UP, 3, 0, Trees.child(Tier.CRITICAL, ChildStatus.UP));
        assertThat(report(Trees.with(full)).compliance()).isEqualTo(Compliance.AT_LIMIT);
        SupervisorReport nearly = Trees.supervisor(
                "critical", Tier.CRITICAL, ChildStatus.UP, 2, 0, Trees.child(Tier.CRITICAL, ChildStatus.UP));
        assertThat(report(Trees.with(nearly)).compliance()).isEqualTo(Compliance.WITHIN);
    }

    @ParameterizedTest
    @CsvSource({"closed, HEALTHY", "disabled, HEALTHY", "open, DEGRADED", "half-open, DEGRADED", "forced-open, DEGRADED"
    })
    void aBreakerThatHindersCallsDegrades(String breaker, HealthStatus health) {
        HealthReport report = report(Trees.with(
                Tier.NORMAL,
                Trees.child("a", Tier.NORMAL, ChildStatus.UP, RestartType.PERMANENT, breaker, "", 0, null)));
        ChildHealth child = (ChildHealth) report.member("a").orElseThrow();
        assertThat(child.breaker()).isEqualTo(breaker);
        assertThat(child.health()).isEqualTo(health);
        assertThat(report.breakers().contains("a")).isEqualTo(health == HealthStatus.DEGRADED);
    }

    @ParameterizedTest
    @CsvSource({
        "TRANSIENT, normal, HEALTHY", "TEMPORARY, normal, HEALTHY", "PERMANENT, normal, DOWN",
        "TRANSIENT, '{shutdown,done}', HEALTHY", "TRANSIENT, shutdown, DOWN", "TRANSIENT, boom, DOWN"
    })
    void aChildThatHasFinishedIsHealthy(RestartType restart, String reason, HealthStatus health) {
        HealthReport report = report(Trees.with(
                Tier.ERROR_KERNEL,
                Trees.child("a", Tier.ERROR_KERNEL, ChildStatus.DOWN, restart, "none", reason, 0, null)));
        assertThat(report.member("a").orElseThrow().health()).isEqualTo(health);
        assertThat(report.probes().get(0).passes()).isEqualTo(health == HealthStatus.HEALTHY);
    }

    @Test
    void aCheckCountsForItsChild() {
        CheckHealth unknown = new CheckHealth("disk", HealthStatus.UNKNOWN, "no answer within 50 ms", 1, 2, 3);
        HealthReport report = RollUp.of(Trees.healthy(), Map.of("normal-child", List.of(unknown)), true);
        ChildHealth child = child(report, Tier.NORMAL);
        assertThat(child.health()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(child.checks()).containsExactly(unknown);
        assertThat(child.reason()).isEqualTo("check disk is unknown: no answer within 50 ms");
        assertThat(report.health()).isEqualTo(HealthStatus.UNKNOWN);
        assertThat(child(report, Tier.CRITICAL).checks()).isEmpty();
    }
}
