package io.armstrong.health.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.ChildStatus;
import io.armstrong.api.health.ChildHealth;
import io.armstrong.api.health.Compliance;
import io.armstrong.api.health.HealthReport;
import io.armstrong.api.health.HealthStatus;
import org.junit.jupiter.api.Test;

/** The report as a service: what happens to a child is read from it. */
class H1HealthReportTest extends Wards {
    @Test
    void tellsOfACrash() throws Exception {
        plain("one", "tier=normal");
        HealthReport before = await().until(health::report, report -> report.health() == HealthStatus.HEALTHY);
        assertThat(health("one").restarts()).isZero();
        assertThat(health("one").lastRestart()).isNull();
        await().until(() -> health("one").uptimeMillis() > 100);
        supervision.crash("one", "boom");
        upAfter("one", 1);
        HealthReport after = await().until(health::report, report -> report.restarts() > before.restarts());
        ChildHealth child = health("one");
        assertThat(child.restarts()).isOne();
        assertThat(child.lastRestart()).isNotNull();
        assertThat(after.lastRestart()).isNotNull();
        assertThat(child.incarnation()).isEqualTo(2);
        assertThat(after.seq()).isGreaterThan(before.seq());
        assertThat(after.uptimeMillis()).isPositive();
    }

    @Test
    void tellsOfIsolationAndOfItsEnd() throws Exception {
        plain("one", "tier=normal");
        plain("other", "tier=normal");
        get(supervision.isolate("one"));
        assertThat(health.report().isolated()).containsExactly("one");
        assertThat(health.report().health()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(health.report().compliance()).isEqualTo(Compliance.BROKEN);
        ChildHealth child = health("one");
        assertThat(child.isolated()).isTrue();
        assertThat(child.status()).isEqualTo(ChildStatus.ISOLATED);
        assertThat(child.health()).isEqualTo(HealthStatus.DOWN);
        assertThat(child.uptimeMillis()).isZero();
        get(supervision.restore("one"));
        assertThat(health.report().isolated()).isEmpty();
        await().until(() -> health.report().health() == HealthStatus.HEALTHY);
    }
}
