package io.armstrong.upgrade.itest;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.upgrade.PlanReport;
import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.api.upgrade.UpgradeReport.StepReport;
import io.armstrong.api.upgrade.Upgrades.Options;
import io.armstrong.upgrade.itest.fixture.GreedyMigration;
import io.armstrong.upgrade.itest.fixture.HangingMigration;
import io.armstrong.upgrade.itest.fixture.ImpureMigration;
import io.armstrong.upgrade.itest.fixture.ThrowingMigration;
import io.armstrong.upgrade.itest.fixture.ThrowsWhenActivated;
import io.armstrong.upgrade.itest.fixture.ThrowsWhenResumed;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;

/** Feature U15: a preparation that fails costs no bundle event of any bundle but the twin, which nobody sees. */
class U15PreparationCostsNothingTest extends Runtime {
    private final List<BundleEvent> events = new CopyOnWriteArrayList<>();
    private final SynchronousBundleListener listener = events::add;
    private Bundle bundle;

    @BeforeEach
    void run() throws Exception {
        bundle = install(counter(1));
        call("add", "41");
        context.addBundleListener(listener);
    }

    @AfterEach
    void nothingHappened() {
        context.removeBundleListener(listener);
        assertThat(events).isEmpty();
        assertThat(context.getBundles())
                .filteredOn(each -> each.getSymbolicName().equals(bundle.getSymbolicName()))
                .hasSize(1);
        serves(bundle, "1.0.0", 41);
        assertThat(upgrades.history(id)).isEmpty();
    }

    private UpgradeReport refused(ChildJar jar, String reason) throws Exception {
        UpgradeReport report = upgrade(jar);
        assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(report.reason()).contains(reason);
        return report;
    }

    @Test
    void anImportThatNobodyOffersIsNamed() throws Exception {
        ChildJar jar = counter(2).inHeader("Import-Package", "java.util,", "java.util,no.such.pack,");
        refused(jar, "no.such.pack");
        PlanReport plan = done(upgrades.plan(id, jar.write(folder.resolve("plan.jar")), Options.NONE));
        assertThat(plan.possible()).isFalse();
        assertThat(plan.reason()).contains("package no.such.pack");
    }

    @Test
    void aWorkerThatCannotBeActivated() throws Exception {
        refused(counter(2).implementedBy(ChildJar.COUNTER, ThrowsWhenActivated.class), "");
    }

    @Test
    void aWorkerThatCannotResume() throws Exception {
        refused(counter(2).implementedBy(ChildJar.COUNTER, ThrowsWhenResumed.class), "boom in resumed");
    }

    @Test
    void aMigrationThatThrows() throws Exception {
        refused(counter(2).implementedBy(ChildJar.MIGRATION, ThrowingMigration.class), "boom in up");
    }

    @Test
    void aMigrationThatIsNotPure() throws Exception {
        refused(counter(2).implementedBy(ChildJar.MIGRATION, ImpureMigration.class), "is not pure");
    }

    @Test
    void aMigrationThatReturnsTooMuch() throws Exception {
        refused(counter(2).implementedBy(ChildJar.MIGRATION, GreedyMigration.class), "the state is larger than");
    }

    @Test
    void aMigrationThatHangs() throws Exception {
        refused(counter(2).implementedBy(ChildJar.MIGRATION, HangingMigration.class), "was not done within 5000 ms");
    }

    @Test
    void aMissingStepUp() throws Exception {
        refused(
                counter(2).inHeader("Provide-Capability", "from:Long=1", "from:Long=0"),
                "no migration 1 -> 2 of " + id + " (found 0 -> 2)");
    }

    @Test
    void aRehearsalShowsTheNewStateAndTouchesNothing() throws Exception {
        UpgradeReport report = upgrade(counter(2), Options.NONE.rehearsed());
        assertThat(report.outcome()).isEqualTo(Outcome.REHEARSED);
        assertThat(report.steps())
                .filteredOn(step -> step.step().equals("rehearse"))
                .extracting(StepReport::result)
                .singleElement()
                .asString()
                .contains("schema 2")
                .contains("count=41")
                .contains("adds=0");
    }

    @Test
    void aPlanTellsTheWayAndWhatCrosses() throws Exception {
        Path jar = counter(2).write(folder.resolve("plan.jar"));
        PlanReport plan = done(upgrades.plan(id, jar, Options.NONE));
        assertThat(plan.reason()).isEmpty();
        assertThat(plan.way()).isEqualTo("twin");
        assertThat(plan.stops()).containsExactly("test." + id);
        assertThat(plan.children())
                .containsExactly(new PlanReport.Crossing(
                        id, "1 -> 2", "yes", plan.children().get(0).stateSize()));
    }
}
