package io.armstrong.upgrade.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.ChildStatus;
import io.armstrong.api.spi.Store;
import io.armstrong.api.upgrade.Upgrades.Options;
import io.armstrong.upgrade.itest.fixture.Ledger;
import io.armstrong.upgrade.itest.fixture.LedgerTwo;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.test.common.annotation.InjectService;

/** COMMIT is one record of version and checkpoint: whatever starts afterwards finds both (design D15, invariant I17). */
class DurableChildTest extends Runtime {
    @InjectService(timeout = 20_000)
    Store store;

    private ChildJar ledger(int version) throws IOException {
        return counter(version)
                .implementedBy(ChildJar.COUNTER, version == 1 ? Ledger.class : LedgerTwo.class)
                .inHeader("Provide-Capability", "durable=false", "durable=true");
    }

    private void restart() {
        done(supervision.restart(id));
        await().atMost(DEADLINE).until(() -> status() == ChildStatus.UP);
    }

    @Test
    void aRestartAfterAnUpgradeFindsTheMigratedState() throws Exception {
        Bundle bundle = install(ledger(1));
        call("add", "41");
        assertThat(upgrade(ledger(2)).reason()).isEmpty();
        assertThat(store.lastCheckpoint(id).orElseThrow().schema()).isEqualTo(2);
        restart();
        serves(bundle, "2.0.0", 41);
        call("add", "1");
        assertThat(rollback(Options.NONE).reason()).isEmpty();
        assertThat(store.lastCheckpoint(id).orElseThrow().schema()).isEqualTo(1);
        restart();
        serves(bundle, "1.0.0", 42);
    }

    @Test
    void underLoadNothingAcknowledgedIsLost() throws Exception {
        Bundle bundle = install(ledger(1));
        long acknowledged;
        try (Load load = new Load(supervision, id)) {
            load.more(100);
            assertThat(upgrade(ledger(2)).reason()).isEmpty();
            load.more(100);
            load.stop();
            assertThat(load.failures).isEmpty();
            acknowledged = load.acknowledged.get();
        }
        serves(bundle, "2.0.0", acknowledged);
        restart();
        serves(bundle, "2.0.0", acknowledged);
    }
}
