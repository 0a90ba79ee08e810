package io.armstrong.upgrade.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.Alarms;
import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.spi.Journal;
import io.armstrong.api.spi.Lifecycle;
import io.armstrong.api.spi.Store;
import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.api.upgrade.Upgrades.Options;
import io.armstrong.upgrade.itest.fixture.HangsInStop;
import io.armstrong.upgrade.itest.fixture.MigratesBadly;
import io.armstrong.upgrade.itest.fixture.SnapshotsBadly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.test.common.annotation.InjectService;

/** Fault rows of an upgrade that ends before anything was touched: the old version serves on, and the reason is told. */
class FaultRowsTest extends Runtime {
    @InjectService(timeout = 20_000)
    Lifecycle lifecycle;

    @InjectService(timeout = 20_000)
    Store store;

    @InjectService(timeout = 20_000)
    ConfigurationAdmin configurations;

    @InjectService(timeout = 20_000)
    Journal journal;

    @InjectService(timeout = 20_000)
    Alarms alarms;

    private static void refused(UpgradeReport report, String... reason) {
        assertThat(report.outcome()).as(report.reason()).isEqualTo(Outcome.REFUSED);
        assertThat(report.reason()).contains(reason);
    }

    private List<BundleEvent> eventsOf(Order order) throws Exception {
        List<BundleEvent> events = new CopyOnWriteArrayList<>();
        SynchronousBundleListener listener = events::add;
        context.addBundleListener(listener);
        try {
            order.run();
        } finally {
            context.removeBundleListener(listener);
        }
        return events;
    }

    private interface Order {
        void run() throws Exception;
    }

    private String pack() {
        return "row20." + id.replaceAll("\\W", "_");
    }

    private ChildJar exporting(String version) {
        return ChildJar.plain(version, id).header("Export-Package", pack() + ";version=1.0.0");
    }

    /** Fact F3, invariant I23: a refresh would wait for the bundle that hangs for ever. */
    @Test
    void row20AHungBundleInTheRefreshClosure() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        System.getProperties().put(HangsInStop.class.getName(), open);
        Bundle child = install(exporting("1.0.0"));
        String name = "test." + id + ".wired";
        Path wired = ChildJar.bundle("1.0.0", name)
                .header("Import-Package", "org.osgi.framework," + pack())
                .activatedBy(HangsInStop.class, false)
                .write(folder.resolve("wired.jar"));
        Bundle hangs = context.installBundle(wired.toUri().toString());
        try {
            hangs.start();
            assertThat(done(lifecycle.stop(hangs.getBundleId(), Duration.ofMillis(100)))
                            .kind())
                    .isEqualTo(Lifecycle.Kind.HUNG);
            assertThat(eventsOf(() -> refused(upgrade(exporting("2.0.0")), name, "hangs in stop")))
                    .isEmpty();
            assertThat(child.getState()).isEqualTo(Bundle.ACTIVE);
        } finally {
            open.countDown();
            await().atMost(DEADLINE).until(() -> lifecycle.hung().isEmpty());
            hangs.uninstall();
        }
        assertThat(upgrade(exporting("2.0.0")).reason()).isEmpty();
    }

    @Test
    void row21AnImportThatNobodyOffers() throws Exception {
        Bundle bundle = install(counter(1));
        ChildJar lacking = counter(2).inHeader("Import-Package", "java.util,", "java.util,no.such.pack,");
        assertThat(eventsOf(() -> refused(upgrade(lacking), "no.such.pack", "nobody offers")))
                .isEmpty();
        serves(bundle, "1.0.0", 0);
    }

    @Test
    void row22AnotherNameADowngradeOrWhatIsThereAlready() throws Exception {
        Bundle bundle = install(counter(1));
        Path same = ChildJar.bundle("2.0.0", "test." + id).write(folder.resolve("same.jar"));
        Bundle other = context.installBundle(same.toUri().toString());
        try {
            assertThat(eventsOf(() -> {
                        refused(upgrade(counter(2).header("Bundle-SymbolicName", "other")), "the jar holds other");
                        refused(
                                upgrade(counter(1).header("Bundle-Version", "0.9.0")),
                                "is older than the running 1.0.0",
                                "--allow-downgrade");
                        refused(upgrade(counter(2)), "bundle " + other.getBundleId() + " is test." + id + " 2.0.0");
                    }))
                    .isEmpty();
            UpgradeReport down = upgrade(counter(1).header("Bundle-Version", "0.9.0"), new Options(true, false));
            assertThat(down.outcome()).as(down.reason()).isEqualTo(Outcome.COMMITTED);
            serves(bundle, "0.9.0", 0);
        } finally {
            other.uninstall();
        }
        itsOwnStopIsAllTheChildHearsOf(bundle);
    }

    /** Facts are told in order: that another bundle of its name was uninstalled before is no news to the child. */
    private void itsOwnStopIsAllTheChildHearsOf(Bundle bundle) throws Exception {
        bundle.stop();
        await().atMost(DEADLINE).until(() -> status() == ChildStatus.UP && report().incarnation() > 1);
        assertThat(journal.entries(id, 100))
                .extracting(Journal.Entry::event)
                .filteredOn(ArmstrongEvent.ChildExited.class::isInstance)
                .extracting(
                        event -> ((ArmstrongEvent.ChildExited) event).reason().text())
                .singleElement()
                .asString()
                .contains("stopped by somebody else");
    }

    /** The jar in the store is not what its name says: what runs keeps running, and the jar may be put in again. */
    @Test
    void row33AJarOfTheStoreThatIsDamaged() throws Exception {
        Bundle bundle = install(counter(1));
        call("add", "41");
        Path kept = store.jar(store.bundle("test." + id).orElseThrow().current().sha256());
        Files.write(kept, new byte[] {1, 2, 3});
        assertThat(eventsOf(() -> refused(upgrade(counter(2)), "ARM-STORE-DAMAGED", "sup:adopt")))
                .isEmpty();
        serves(bundle, "1.0.0", 41);
        done(upgrades.adopt(id, counter(1).write(folder.resolve("again.jar"))));
        assertThat(upgrade(counter(2)).reason()).isEmpty();
        serves(bundle, "2.0.0", 41);
    }

    /** Invariant I17: what is installed is older than the state, and the jar that fits is damaged. */
    @Test
    void row33OldCodeNeverStartsBesideNewState() throws Exception {
        Bundle ran = install(counter(1));
        assertThat(upgrade(counter(2)).reason()).isEmpty();
        Path next = counter(2).write(folder.resolve("kept.jar"));
        String wanted = store.bundle("test." + id).orElseThrow().current().sha256();
        Files.write(store.jar(wanted), new byte[] {1, 2, 3});
        forget();
        ran.uninstall();
        Bundle old = install(folder.resolve("installed-0.jar")); // as a cache that was lost leaves it
        await().atMost(DEADLINE).until(() -> alarms.list().stream()
                .anyMatch(alarm -> alarm.child().equals(id)
                        && alarm.alarm().equals("other-code")
                        && alarm.text().contains("ARM-STORE-DAMAGED")
                        && alarm.tryNext().contains("sup:adopt " + id)));
        await().atMost(DEADLINE).until(() -> status() == ChildStatus.OPEN);
        assertThat(old.getState()).isNotEqualTo(Bundle.ACTIVE);
        assertThat(journal.entries(id, 1000))
                .as("started as version 1 before its upgrade, never after it")
                .filteredOn(entry -> entry.event() instanceof ArmstrongEvent.ChildStarted started
                        && started.version().equals("1.0.0"))
                .hasSize(1);
        assertThat(failure(upgrades.adopt(id, folder.resolve("installed-0.jar"))))
                .contains("the store wants 2.0.0", "give the jar of 2.0.0");

        done(upgrades.adopt(id, next));
        done(supervision.restore(id));
        await().atMost(DEADLINE).until(() -> status() == ChildStatus.UP);
        serves(old, "2.0.0", 0);
        await().atMost(DEADLINE).until(() -> alarms.list().stream()
                .noneMatch(alarm -> alarm.child().equals(id) && alarm.alarm().equals("other-code")));
    }

    @Test
    void row37AStateThatCannotBeTakenByTheTwin() throws Exception {
        row37(false);
    }

    @Test
    void row37AStateThatCannotBeTakenDirectly() throws Exception {
        row37(true);
    }

    private void row37(boolean direct) throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        System.getProperties().put(SnapshotsBadly.OPEN, open);
        Bundle bundle = install(counter(1).implementedBy(ChildJar.COUNTER, SnapshotsBadly.class));
        ChildJar next =
                counter(1).implementedBy(ChildJar.COUNTER, SnapshotsBadly.class).header("Bundle-Version", "1.1.0");
        Options options = direct ? Options.NONE.directly() : Options.NONE;
        call("add", "41");
        call("throws");
        refused(upgrade(next, options), "boom in snapshot");
        serves(bundle, "1.0.0", 41);
        call("unsteady");
        refused(upgrade(next, options), "not deterministic", "differs in taken", "mend the worker's snapshot");
        serves(bundle, "1.0.0", 41);
        try (Anew anew = new Anew(context, configurations, "maxState", 50_000)) {
            upgrades = anew.upgrades();
            call("large");
            refused(upgrade(next, options), "larger than 50000");
            serves(bundle, "1.0.0", 41);
        }
        try (Anew anew = new Anew(context, configurations, direct ? "holdMillis" : "stepMillis", 300)) {
            upgrades = anew.upgrades();
            call("hangs");
            UpgradeReport report = upgrade(next, options);
            assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
            open.countDown();
            await().atMost(DEADLINE).until(() -> status() == ChildStatus.UP);
            serves(bundle, "1.0.0", 41);
            upgrades = anew.upgrades();
        }
    }

    @Test
    void row38AMigrationThatThrows() throws Exception {
        row38("throws", "boom in up");
    }

    @Test
    void row38AMigrationThatHangs() throws Exception {
        row38("hangs", "500 ms");
    }

    @Test
    void row38AMigrationThatGivesNoData() throws Exception {
        row38("no data", "is no plain data");
    }

    @Test
    void row38AMigrationThatGivesSomethingElseEachTime() throws Exception {
        row38("another each time", "is not pure");
    }

    private void row38(String how, String reason) throws Exception {
        System.setProperty(MigratesBadly.HOW, how);
        Bundle bundle = install(counter(1));
        call("add", "41");
        try (Anew anew = new Anew(context, configurations, "migrationMillis", how.equals("hangs") ? 500 : 10_000)) {
            upgrades = anew.upgrades();
            refused(upgrade(migrating()), reason, "the state of " + id + " is kept in ");
            keptForInspection();
            serves(bundle, "1.0.0", 41);
            assertThat(upgrade(migrating(), Options.NONE.directly()).outcome()).isEqualTo(Outcome.ROLLED_BACK);
            keptForInspection();
            serves(bundle, "1.0.0", 41);
        }
    }

    /** {@code sup:why} names a copy of what could not be migrated. */
    private void keptForInspection() throws Exception {
        String last = String.join("\n", supervision.why(id).events());
        Matcher named = Pattern.compile("is kept in (\\S+\\.json)").matcher(last);
        assertThat(named.find()).as(last).isTrue();
        Path copy = Path.of(named.group(1));
        assertThat(copy).content().contains("\"schema\":1", "\"count\":41");
        Files.delete(copy);
    }

    private ChildJar migrating() throws IOException {
        return counter(2).implementedBy(ChildJar.MIGRATION, MigratesBadly.class);
    }
}
