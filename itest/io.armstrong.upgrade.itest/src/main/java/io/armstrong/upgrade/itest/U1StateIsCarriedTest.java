package io.armstrong.upgrade.itest;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.api.upgrade.UpgradeReport.StepReport;
import io.armstrong.api.upgrade.Upgrades.Options;
import io.armstrong.api.upgrade.Upgrades.Revision;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

/** Feature U1: an upgrade by Bundle.update with the state carried. */
class U1StateIsCarriedTest extends Runtime {
    @Test
    void noIncrementIsLostUnderLoadAndNewCodeAnswers() throws Exception {
        Bundle bundle = install(counter(1));
        long bundleId = bundle.getBundleId();
        UpgradeReport report;
        long acknowledged;
        long uptime;
        try (Load load = new Load(supervision, id)) {
            load.more(2_000);
            uptime = report().uptimeMillis();
            report = upgrade(counter(2));
            load.more(2_000);
            load.stop();
            assertThat(load.failures).isEmpty();
            acknowledged = load.acknowledged.get();
        }
        assertThat(report.reason()).isEmpty();
        assertThat(report.outcome()).isEqualTo(Outcome.COMMITTED);
        assertThat(call("version")).isEqualTo(2L);
        serves(bundle, "2.0.0", acknowledged);
        assertThat(bundle.getBundleId()).isEqualTo(bundleId);
        assertThat(report().incarnation()).isEqualTo(1);
        assertThat(report().restarts()).isZero();
        assertThat(report().uptimeMillis()).isGreaterThan(uptime);
        assertThat(report().schema()).isEqualTo(2);
        assertThat(((Number) state().get("adds")).longValue()).isBetween(2_000L, acknowledged);
    }

    @Test
    void itIsUpgradedAndRolledBackAgainAndAgain() throws Exception {
        Bundle bundle = install(counter(1));
        call("add", "41");
        for (int round = 1; round <= 3; round++) {
            assertThat(upgrade(counter(2)).reason()).isEmpty();
            serves(bundle, "2.0.0", 41);
            assertThat(rollback(Options.NONE).reason()).isEmpty();
            serves(bundle, "1.0.0", 41);
        }
        assertThat(upgrades.history(id)).hasSize(6).allMatch(each -> each.outcome() == Outcome.COMMITTED);
        assertThat(upgrades.versions(id).stream().map(Revision::version)).containsExactly("2.0.0", "1.0.0");
        assertThat(upgrades.versions(id).stream().map(Revision::running)).containsExactly(false, true);
    }

    @Test
    void aWayBackThatLosesFieldsNeedsConsent() throws Exception {
        Bundle bundle = install(counter(1));
        upgrade(counter(2));
        call("add", "5");
        UpgradeReport refused = rollback(Options.NONE);
        assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(refused.reason()).contains("would lose adds of " + id);
        serves(bundle, "2.0.0", 5);
        assertThat(rollback(new Options(false, true)).outcome()).isEqualTo(Outcome.COMMITTED);
        serves(bundle, "1.0.0", 5);
        assertThat(state()).isEqualTo(Map.of("count", 5L));
    }

    @Test
    void aPlainBundleIsUpgradedToo() throws Exception {
        Bundle bundle = install(ChildJar.plain("1.0.0", id));
        UpgradeReport report = upgrade(ChildJar.plain("1.1.0", id));
        assertThat(report.reason()).isEmpty();
        assertThat(bundle.getVersion()).hasToString("1.1.0");
        assertThat(bundle.getState()).isEqualTo(Bundle.ACTIVE);
        assertThat(report().incarnation()).isEqualTo(1);
    }

    @Test
    void aChildThatIsStoppedIsUpgradedAndStartsWithNewCode() throws Exception {
        Bundle bundle = install(counter(1));
        done(supervision.stop(id));
        UpgradeReport report = upgrade(counter(2));
        assertThat(report.reason()).isEmpty();
        assertThat(report.steps().stream().map(StepReport::step)).doesNotContain("detach", "start");
        assertThat(bundle.getState()).isNotEqualTo(Bundle.ACTIVE);
        done(supervision.start(id));
        serves(bundle, "2.0.0", 0);
    }
}
