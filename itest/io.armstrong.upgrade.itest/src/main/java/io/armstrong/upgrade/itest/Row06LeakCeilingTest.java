package io.armstrong.upgrade.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.ChildStatus;
import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.api.upgrade.Upgrades.Options;
import io.armstrong.upgrade.itest.fixture.leak.LeaksThread;
import org.junit.jupiter.api.Test;

/** Fault row 6: at its ceiling a child that leaks is upgraded no more unasked, or is isolated. */
class Row06LeakCeilingTest extends LeakRuntime {
    private UpgradeReport upgrade(int minor, String more, Options options) throws Exception {
        return upgrade(leaky("1." + minor + ".0", LeaksThread.class, more), options);
    }

    private void leaked(int count) {
        await().atMost(NAMED).until(() -> leaks().of(id).size() == count);
    }

    @Test
    void itsUpgradesAreRefusedUntilItIsMended() throws Exception {
        String two = ";leakCeiling=2";
        install(leaky("1.0.0", LeaksThread.class, two));
        assertThat(upgrade(1, two, Options.NONE).outcome()).isEqualTo(Outcome.COMMITTED);
        leaked(1);
        assertThat(upgrade(2, two, Options.NONE).outcome()).isEqualTo(Outcome.COMMITTED);
        leaked(2);

        UpgradeReport refused = upgrade(3, two, Options.NONE);
        assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(refused.reason())
                .contains(
                        "2 class loaders of earlier versions of " + id,
                        "leakCeiling is 2",
                        LeaksThread.NAME,
                        "--force");
        assertThat(report().version()).isEqualTo("1.2.0");
        assertThat(upgrade(3, two, Options.NONE.forced()).outcome()).isEqualTo(Outcome.COMMITTED);

        endThreads();
        await().atMost(NAMED).until(() -> {
            System.gc();
            return leaks().of(id).isEmpty();
        });
        assertThat(upgrade(4, two, Options.NONE).outcome()).isEqualTo(Outcome.COMMITTED);
    }

    @Test
    void itIsIsolatedWhereItsPolicySaysSo() throws Exception {
        String isolate = ";leak=isolate;leakCeiling=1";
        install(leaky("1.0.0", LeaksThread.class, isolate));
        assertThat(upgrade(1, isolate, Options.NONE).outcome()).isEqualTo(Outcome.COMMITTED);
        await().atMost(NAMED).until(() -> status() == ChildStatus.ISOLATED);
    }

    @Test
    void itIsOnlyToldWhereItsPolicySaysSo() throws Exception {
        String warn = ";leak=warn;leakCeiling=1";
        install(leaky("1.0.0", LeaksThread.class, warn));
        assertThat(upgrade(1, warn, Options.NONE).outcome()).isEqualTo(Outcome.COMMITTED);
        leaked(1);
        assertThat(upgrade(2, warn, Options.NONE).outcome()).isEqualTo(Outcome.COMMITTED);
        assertThat(status()).isEqualTo(ChildStatus.UP);
    }
}
