package io.armstrong.face.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.Upgrades;
import io.armstrong.face.itest.words.Caller;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.osgi.test.common.annotation.InjectService;

/** Row U2 through the face: an upgrade by a twin under load, seen by a plain DS consumer with a static mandatory reference. */
class U2UpgradeThroughTheFaceTest extends Scene {
    private static final String ID = "u2-face";

    @InjectService(timeout = 20_000)
    Upgrades upgrades;

    @Test
    void noCallFailsIsLostOrRunTwiceAndTheConsumerIsActivatedOnce() throws Exception {
        child(ID, Jars.worker(ID, "1.0.0"));
        Caller caller = caller(ID);
        try (Lanes lanes = new Lanes(caller)) {
            for (String version : List.of("2.0.0", "3.0.0", "4.0.0")) {
                lanes.more();
                UpgradeReport report =
                        done(upgrades.upgrade(ID, Jars.worker(ID, version).in(folder), Upgrades.Options.NONE));
                assertThat(report.outcome()).as(report.toString()).isEqualTo(UpgradeReport.Outcome.COMMITTED);
                assertThat(report.steps()).as("by a twin").anyMatch(step -> step.toString()
                        .contains("twin"));
                lanes.more();
            }
            lanes.check();
        }
        assertThat(caller.echo().say("end")).isEqualTo("4.0.0:end");
        assertThat(caller.activations()).isEqualTo(1);
        await().until(() -> report(ID).inFlight() == 0);
    }
}
