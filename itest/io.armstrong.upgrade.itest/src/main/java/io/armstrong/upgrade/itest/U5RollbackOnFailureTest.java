package io.armstrong.upgrade.itest;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.api.upgrade.Upgrades.Options;
import io.armstrong.upgrade.itest.fixture.ThrowingMigration;
import io.armstrong.upgrade.itest.fixture.ThrowsWhenActivated;
import io.armstrong.upgrade.itest.fixture.ThrowsWhenResumed;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

/** Feature U5: a failed update, on the direct way, ends ACTIVE at the old version with the old state, in less than 2 s. */
class U5RollbackOnFailureTest extends Runtime {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    /** On a machine so busy that an upgrade that goes well takes as long, the way back may take so many of them. */
    private static final int OF_A_GOOD_ONE = 10;

    @Test
    void aThrowInActivate() throws Exception {
        comesBack(counter(2).implementedBy(ChildJar.COUNTER, ThrowsWhenActivated.class), "");
    }

    @Test
    void aThrowInResumed() throws Exception {
        comesBack(counter(2).implementedBy(ChildJar.COUNTER, ThrowsWhenResumed.class), "boom in resumed");
    }

    @Test
    void aThrowInAMigration() throws Exception {
        comesBack(counter(2).implementedBy(ChildJar.MIGRATION, ThrowingMigration.class), "boom in up");
    }

    @Test
    void aMigrationThatIsDeclaredAndNotThere() throws Exception {
        ChildJar jar = counter(2).inHeader("Service-Component", ",OSGI-INF/" + ChildJar.MIGRATION + ".xml", "");
        Bundle bundle = install(counter(1));
        call("add", "41");
        UpgradeReport report = upgrade(jar, Options.NONE.directly());
        assertThat(report.reason()).contains("not registered as a StateMigration service: " + ChildJar.MIGRATION);
        serves(bundle, "1.0.0", 41);
    }

    private void comesBack(ChildJar broken, String reason) throws Exception {
        Bundle bundle = install(counter(1));
        call("add", "41");
        long began = System.nanoTime();
        UpgradeReport report = upgrade(broken, Options.NONE.directly());
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        assertThat(report.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(report.reason()).contains(reason);
        serves(bundle, "1.0.0", 41);
        assertThat(state()).isEqualTo(Map.of("count", 41L));
        assertThat(report().incarnation()).isEqualTo(1);
        assertThat(report().restarts()).isZero();
        assertThat(upgrades.history(id)).hasSize(1);
        long again = System.nanoTime();
        assertThat(upgrade(counter(2), Options.NONE.directly()).reason()).isEmpty();
        Duration good = Duration.ofNanos(System.nanoTime() - again).multipliedBy(OF_A_GOOD_ONE);
        serves(bundle, "2.0.0", 41);
        if (Boolean.getBoolean("armstrong.proof"))
            assertThat(took).isLessThan(good.compareTo(LIMIT) > 0 ? good : LIMIT);
    }
}
