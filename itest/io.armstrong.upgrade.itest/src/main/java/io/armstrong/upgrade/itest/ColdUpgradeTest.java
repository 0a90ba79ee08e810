package io.armstrong.upgrade.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.spi.Journal;
import io.armstrong.api.spi.Store;
import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.Upgrades.Options;
import io.armstrong.upgrade.itest.fixture.Ledger;
import io.armstrong.upgrade.itest.fixture.LedgerTwo;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.test.common.annotation.InjectService;

/** A child that is down: a durable one crosses with its checkpoint, and it is kept down meanwhile (design section 4, invariant I17). */
class ColdUpgradeTest extends Runtime {
    @InjectService(timeout = 20_000)
    Store store;

    @InjectService(timeout = 20_000)
    Journal journal;

    private ChildJar ledger(int version) throws IOException {
        return counter(version)
                .implementedBy(ChildJar.COUNTER, version == 1 ? Ledger.class : LedgerTwo.class)
                .inHeader("Provide-Capability", "durable=false", "durable=true");
    }

    private Bundle stopped() throws Exception {
        Bundle bundle = install(ledger(1));
        call("add", "41");
        done(supervision.stop(id));
        assertThat(status()).isEqualTo(ChildStatus.DOWN);
        return bundle;
    }

    @Test
    void itsCheckpointIsMigratedThereAndBack() throws Exception {
        Bundle bundle = stopped();
        assertThat(upgrade(ledger(2)).reason()).isEmpty();
        assertThat(store.lastCheckpoint(id).orElseThrow().schema()).isEqualTo(2);
        done(supervision.start(id));
        serves(bundle, "2.0.0", 41);
        call("add", "1");
        done(supervision.stop(id));
        assertThat(rollback(Options.NONE).reason()).isEmpty();
        assertThat(store.lastCheckpoint(id).orElseThrow().schema()).isEqualTo(1);
        done(supervision.start(id));
        serves(bundle, "1.0.0", 42);
    }

    @Test
    void whoIsStartedBetweenUpdateAndCommitWaitsUntilTheNewVersionBoots() throws Exception {
        Bundle bundle = stopped();
        AtomicReference<CompletionStage<ChildReport>> started = new AtomicReference<>();
        CompletableFuture<ChildStatus> meanwhile = new CompletableFuture<>();
        SynchronousBundleListener listener = event -> {
            if (event.getType() != BundleEvent.UPDATED || !event.getBundle().equals(bundle)) return;
            started.set(supervision.start(id));
            meanwhile.complete(leftAlone());
        };
        context.addBundleListener(listener);
        try {
            UpgradeReport report = upgrade(ledger(2));
            assertThat(report.reason()).isEmpty();
        } finally {
            context.removeBundleListener(listener);
        }
        assertThat(meanwhile).isCompletedWithValue(ChildStatus.DOWN);
        assertThat(done(started.get()).status()).isEqualTo(ChildStatus.UP);
        serves(bundle, "2.0.0", 41);
        List<String> told = journal.entries(id, 100).stream()
                .map(Journal.Entry::event)
                .map(ColdUpgradeTest::word)
                .toList();
        assertThat(told).containsSubsequence("started", "hold", "update", "commit", "done", "started");
    }

    /** Its bundle imports what nobody offers; the next version does not. */
    @Test
    void oneThatWaitsForItsImportsIsStoppedFirst() throws Exception {
        Bundle bundle = install(
                ChildJar.plain("1.0.0", id).header("Import-Package", "no.where").write(folder.resolve("waits.jar")));
        await().atMost(DEADLINE).until(() -> status() == ChildStatus.WAITING);
        assertThat(upgrade(ChildJar.plain("2.0.0", id)).reason())
                .startsWith("cannot hold " + id + ": it waits for its bundle to resolve: missing osgi.wiring.package ")
                .endsWith("; sup:stop " + id + ", then upgrade it, then sup:start " + id);
        assertThat(status()).isEqualTo(ChildStatus.WAITING);
        done(supervision.stop(id));
        assertThat(upgrade(ChildJar.plain("2.0.0", id)).reason()).isEmpty();
        done(supervision.start(id));
        assertThat(status()).isEqualTo(ChildStatus.UP);
        assertThat(bundle.getVersion()).hasToString("2.0.0");
    }

    private static String word(ArmstrongEvent event) {
        if (event instanceof ArmstrongEvent.UpgradeStep step) return step.step();
        return event instanceof ArmstrongEvent.ChildStarted ? "started" : "";
    }

    /** What it is after a while in which nobody but the upgrade is in its way: in the framework's own thread, so the update is not done. */
    private ChildStatus leftAlone() {
        try {
            await().during(Duration.ofMillis(300)).atMost(DEADLINE).until(() -> status() == ChildStatus.DOWN);
            return ChildStatus.DOWN;
        } catch (ConditionTimeoutException moved) {
            return status();
        }
    }
}
