package io.armstrong.upgrade.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.spi.Journal;
import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.api.upgrade.Upgrades.Options;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.test.common.annotation.InjectService;

/** Feature U13, fault row 39: a version that crashes in its probation is taken back by itself and not tried again unasked. */
class U13ProbationTest extends Runtime {
    /** As many as the normal tier answers with a restart. */
    private static final int LIMIT = 5;

    @InjectService(timeout = 20_000)
    Journal journal;

    @InjectService(timeout = 20_000)
    ConfigurationAdmin configurations;

    private void crash(long times) {
        for (long i = 0; i < times; i++) {
            await().atMost(DEADLINE).until(() -> status() == ChildStatus.UP);
            supervision.crash(id, "boom " + i);
        }
    }

    @Test
    void row39ItIsRolledBackAndMarkedBad() throws Exception {
        Bundle bundle = install(counter(1));
        assertThat(upgrade(counter(2)).reason()).isEmpty();
        crash(LIMIT - 1);
        await().atMost(DEADLINE).until(() -> status() == ChildStatus.UP);
        assertThat(report().version()).isEqualTo("2.0.0");
        supervision.crash(id, "one too many");
        isTakenBack(bundle);

        List<BundleEvent> events = new CopyOnWriteArrayList<>();
        SynchronousBundleListener listener = events::add;
        context.addBundleListener(listener);
        UpgradeReport again = upgrade(counter(2));
        context.removeBundleListener(listener);
        assertThat(again.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(again.reason()).contains("marked bad").contains("--force");
        assertThat(events).as("the framework was asked for nothing").isEmpty();
        assertThat(upgrade(counter(2), Options.NONE.forced()).outcome()).isEqualTo(Outcome.COMMITTED);
    }

    @Test
    void itGoesOnWhenTheServiceBeginsAnew() throws Exception {
        Bundle bundle = install(counter(1));
        assertThat(upgrade(counter(2)).reason()).isEmpty();
        try (Anew anew = new Anew(context, configurations, "stepMillis", 9_000)) {
            crash(LIMIT);
            isTakenBack(bundle);
        }
    }

    private void isTakenBack(Bundle bundle) {
        await().atMost(DEADLINE).until(() -> journal.entries(id, 100).stream()
                .anyMatch(entry -> entry.event() instanceof ArmstrongEvent.AlarmSet alarm
                        && alarm.alarm().equals("probation")
                        && alarm.text().contains("rolled back to 1.0.0")));
        await().atMost(DEADLINE).until(() -> status() == ChildStatus.UP);
        serves(bundle, "1.0.0", 0);
    }

    @Test
    void aRollbackEndsTheProbation() throws Exception {
        Bundle bundle = install(counter(1));
        upgrade(counter(2));
        crash(LIMIT - 1);
        await().atMost(DEADLINE).until(() -> status() == ChildStatus.UP);
        assertThat(rollback(Options.NONE).reason()).isEmpty();
        assertThat(upgrade(counter(2)).outcome()).as("nobody marked it bad").isEqualTo(Outcome.COMMITTED);
        assertThat(bundle.getVersion()).hasToString("2.0.0");
    }
}
