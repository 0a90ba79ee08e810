package io.armstrong.upgrade.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.Tier;
import io.armstrong.api.spi.Journal;
import io.armstrong.api.spi.Store;
import io.armstrong.api.upgrade.ChangeSet;
import io.armstrong.api.upgrade.ChangeSet.Part;
import io.armstrong.api.upgrade.ChangeSetPlan;
import io.armstrong.api.upgrade.ChangeSetReport;
import io.armstrong.api.upgrade.PlanReport;
import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.api.upgrade.Upgrades.Options;
import io.armstrong.upgrade.itest.fixture.Ledger;
import io.armstrong.upgrade.itest.fixture.LedgerTwo;
import io.armstrong.upgrade.itest.fixture.ResumesOnlyAsTwin;
import io.armstrong.upgrade.itest.fixture.StartsOnlyAsTwin;
import io.armstrong.upgrade.itest.fixture.ThrowingMigration;
import io.armstrong.upgrade.itest.fixture.ThrowsWhenActivated;
import io.armstrong.upgrade.itest.fixture.ThrowsWhenResumedAgain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.test.common.annotation.InjectService;

/**
 * Feature U6: five bundles in one transaction. What fails before the common COMMIT leaves all five old bytes and old state; what
 * fails after it takes all five back, with the state as it is then migrated down.
 */
class U6ChangeSetTest extends Runtime {
    private static final int MEMBERS = 5;
    private static final int FOURTH = 3;

    @InjectService(timeout = 20_000)
    Store store;

    @InjectService(timeout = 20_000)
    Journal journal;

    private final List<String> ids = new ArrayList<>();
    private final List<Bundle> bundles = new ArrayList<>();
    private final List<BundleEvent> events = new CopyOnWriteArrayList<>();
    private final SynchronousBundleListener listener = events::add;

    @BeforeEach
    void fiveRun() throws Exception {
        String set = id;
        for (int i = 0; i < MEMBERS; i++) {
            id = set + "-" + i;
            ids.add(id);
            bundles.add(install(version(i, 1)));
            call("add", "1" + i);
        }
    }

    @AfterEach
    void listenNoMore() {
        context.removeBundleListener(listener);
    }

    /** The first two checkpoint. */
    private ChildJar version(int member, int version) throws IOException {
        id = ids.get(member);
        ChildJar jar = counter(version);
        if (member > 1) return jar;
        return jar.implementedBy(ChildJar.COUNTER, version == 1 ? Ledger.class : LedgerTwo.class)
                .inHeader("Provide-Capability", "durable=false", "durable=true");
    }

    private Part part(int member, ChildJar jar) throws IOException {
        return new Part(ids.get(member), jar.write(folder.resolve("next-" + member + ".jar")));
    }

    /** All go to version 2, and the fourth to that. */
    private List<Part> parts(ChildJar fourth) throws IOException {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < MEMBERS; i++) parts.add(part(i, i == FOURTH ? fourth : version(i, 2)));
        return parts;
    }

    private ChildJar fourth() throws IOException {
        return version(FOURTH, 2);
    }

    private ChangeSetReport together(ChildJar fourth) throws IOException {
        return together(fourth, Options.NONE);
    }

    private ChangeSetReport together(ChildJar fourth, Options options) throws IOException {
        List<Part> parts = parts(fourth);
        context.addBundleListener(listener);
        return done(upgrades.upgrade(new ChangeSet(parts), options));
    }

    private void allServe(String version, long more) throws IOException {
        for (int i = 0; i < MEMBERS; i++) {
            id = ids.get(i);
            serves(bundles.get(i), version, 10 + i + more);
            assertThat(state()).hasSize(version.equals("1.0.0") ? 1 : 3);
            assertThat(report().restarts()).isZero();
            assertThat(store.bundle("test." + id).orElseThrow().current().version())
                    .isEqualTo(version);
            if (i < 2)
                assertThat(store.lastCheckpoint(id).orElseThrow().schema()).isEqualTo(version.equals("1.0.0") ? 1 : 2);
        }
        assertThat(context.getBundles()).noneMatch(each -> each.getLocation().startsWith("armstrong-twin:"));
        assertThat(store.unfinished()).isEmpty();
    }

    @Test
    void allFiveAtOnce() throws Exception {
        ChangeSetReport report = together(fourth());
        assertThat(report.reason()).isEmpty();
        assertThat(report.outcome()).isEqualTo(Outcome.COMMITTED);
        assertThat(report.members()).extracting(UpgradeReport::child).containsExactlyElementsOf(ids);
        assertThat(report.members()).allMatch(member -> member.pauseMicros() > 0);
        allServe("2.0.0", 0);
        for (String member : ids)
            assertThat(upgrades.history(member)).extracting(UpgradeReport::set).containsExactly(report.set());
    }

    @Test
    void theFourthCannotBeActivated() throws Exception {
        nothingHappens(fourth().implementedBy(ChildJar.COUNTER, ThrowsWhenActivated.class), Outcome.REFUSED, "");
    }

    @Test
    void theFourthCannotMigrate() throws Exception {
        nothingHappens(
                fourth().implementedBy(ChildJar.MIGRATION, ThrowingMigration.class), Outcome.REFUSED, "boom in up");
    }

    @Test
    void theFourthCannotTakeOverInTheCommonHold() throws Exception {
        nothingHappens(
                fourth().implementedBy(ChildJar.COUNTER, ThrowsWhenResumedAgain.class),
                Outcome.ROLLED_BACK,
                "boom in the hold");
    }

    private void nothingHappens(ChildJar fourth, Outcome outcome, String reason) throws Exception {
        ChangeSetReport report = together(fourth);
        assertThat(report.outcome()).isEqualTo(outcome);
        assertThat(report.reason()).startsWith(ids.get(FOURTH) + ": ").contains(reason);
        assertThat(events).as("no bundle but the twins, which nobody sees").isEmpty();
        assertThat(report.members())
                .filteredOn(member -> !member.child().equals(ids.get(FOURTH)))
                .allMatch(member -> member.reason().contains("its change set failed at " + ids.get(FOURTH)));
        allServe("1.0.0", 0);
    }

    private interface Underway {
        ChangeSetReport set() throws Exception;
    }

    /** Calls of the first so many go on meanwhile, and none fails. @return what was acknowledged of each */
    private List<Long> underLoad(int members, Underway underway, Consumer<ChangeSetReport> check) throws Exception {
        List<Load> loads = new ArrayList<>();
        try {
            for (int i = 0; i < members; i++) loads.add(new Load(supervision, ids.get(i)));
            loads.forEach(load -> load.more(50));
            check.accept(underway.set());
            loads.forEach(load -> load.more(50));
            loads.forEach(Load::stop);
            assertThat(loads).allSatisfy(load -> assertThat(load.failures).isEmpty());
            return loads.stream().map(load -> load.acknowledged.get()).toList();
        } finally {
            loads.forEach(Load::close);
        }
    }

    /** Version 2 counts its calls: whoever goes back loses that, and consents to it. */
    @Test
    void afterTheCommitAllWalkBackWithWhatCameMeanwhile() throws Exception {
        ChildJar fourth = fourth().activatedBy(StartsOnlyAsTwin.class);
        List<Long> acknowledged = underLoad(MEMBERS, () -> together(fourth, new Options(false, true)), report -> {
            assertThat(report.outcome()).as("%s", report).isEqualTo(Outcome.ROLLED_BACK);
            assertThat(report.reason()).startsWith(ids.get(FOURTH) + ": ").contains("not in this place");
            for (String member : ids) {
                assertThat(upgrades.history(member))
                        .extracting(UpgradeReport::outcome)
                        .containsExactly(Outcome.COMMITTED, Outcome.ROLLED_BACK);
                assertThat(upgrades.history(member))
                        .extracting(UpgradeReport::set)
                        .containsOnly(report.set());
            }
        });
        for (int i = 0; i < MEMBERS; i++) {
            id = ids.get(i);
            serves(bundles.get(i), "1.0.0", 10 + i + acknowledged.get(i));
        }
        assertThat(store.lastCheckpoint(ids.get(0)).orElseThrow().data()).hasSize(1);
        assertThat(together(fourth()).reason()).as("all five upgrade again").isEmpty();
        for (int i = 0; i < MEMBERS; i++) {
            id = ids.get(i);
            serves(bundles.get(i), "2.0.0", 10 + i + acknowledged.get(i));
        }
    }

    @Test
    void ifOneWouldLoseStateOnTheWayBackNobodyGoes() throws Exception {
        ChildJar fourth = fourth().implementedBy(ChildJar.COUNTER, ResumesOnlyAsTwin.class)
                .inHeader("Import-Package", "java.util,", "java.util,org.osgi.framework,");
        List<Long> acknowledged = underLoad(FOURTH, () -> together(fourth), report -> {
            assertThat(report.outcome()).as("%s", report).isEqualTo(Outcome.FAILED);
            assertThat(report.reason())
                    .contains("not resumed in this place")
                    .contains("cannot go back: going back would lose adds")
                    .contains("--accept-loss");
        });
        for (int i = 0; i < FOURTH; i++) {
            id = ids.get(i);
            serves(bundles.get(i), "2.0.0", 10 + i + acknowledged.get(i));
        }
        for (String member : ids)
            assertThat(store.bundle("test." + member).orElseThrow().current().version())
                    .as("never a mix")
                    .isEqualTo("2.0.0");
    }

    /** In the peripheral tier, whose rule is three crashes and whose window no other test here fills. */
    @Test
    void oneThatFailsItsProbationTakesAllBack() throws Exception {
        done(supervision.changeTier(ids.get(FOURTH), Tier.PERIPHERAL));
        assertThat(together(fourth()).reason()).isEmpty();
        for (int i = 0; i < 3; i++) {
            id = ids.get(FOURTH);
            await().atMost(DEADLINE).until(() -> status() == ChildStatus.UP);
            supervision.crash(id, "boom " + i);
        }
        await().atMost(DEADLINE).until(() -> journal.entries(id, 100).stream()
                .anyMatch(entry -> entry.event() instanceof ArmstrongEvent.AlarmSet alarm
                        && alarm.alarm().equals("probation")
                        && alarm.text().contains("rolled back to 1.0.0, and with it all of")));
        await().atMost(DEADLINE).until(() -> status() == ChildStatus.UP);
        for (int i = 0; i < MEMBERS; i++) {
            id = ids.get(i);
            serves(bundles.get(i), "1.0.0", i == FOURTH ? 0 : 10 + i);
        }
        assertThat(upgrade(fourth()).reason()).contains("marked bad");
    }

    @Test
    void aPlainBundleIsUpdatedInsideTheCommonHoldAndBack() throws Exception {
        id = ids.get(0) + "-plain";
        Bundle plain = install(ChildJar.plain("1.0.0", id));
        Path next = ChildJar.plain("2.0.0", id).write(folder.resolve("plain.jar"));
        Part part = new Part(id, next);
        List<Part> bad = new ArrayList<>(parts(fourth().implementedBy(ChildJar.COUNTER, ThrowsWhenResumedAgain.class)));
        bad.add(part);
        ChangeSetReport back = done(upgrades.upgrade(new ChangeSet(bad), Options.NONE));
        assertThat(back.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        runs(plain, "1.0.0");
        allServe("1.0.0", 0);
        List<Part> worse = new ArrayList<>(parts(fourth().activatedBy(StartsOnlyAsTwin.class)));
        worse.add(part);
        assertThat(done(upgrades.upgrade(new ChangeSet(worse), Options.NONE)).outcome())
                .isEqualTo(Outcome.ROLLED_BACK);
        runs(plain, "1.0.0");
        allServe("1.0.0", 0);
        List<Part> good = new ArrayList<>(parts(fourth()));
        good.add(part);
        assertThat(done(upgrades.upgrade(new ChangeSet(good), Options.NONE)).reason())
                .isEmpty();
        runs(plain, "2.0.0");
        allServe("2.0.0", 0);
    }

    private static void runs(Bundle plain, String version) {
        assertThat(plain.getVersion()).hasToString(version);
        assertThat(plain.getState()).isEqualTo(Bundle.ACTIVE);
    }

    @Test
    void thePlanHasAllMembersInDependencyOrderAndOnePointOfNoReturn() throws Exception {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < MEMBERS; i++) {
            ChildJar jar = version(i, 2);
            String needs = "osgi.service;filter:=\"(objectClass=test.Part" + (i + 1) + ")\";effective:=active";
            if (i < MEMBERS - 1) jar.header("Require-Capability", needs);
            parts.add(part(i, jar.provides("osgi.service;objectClass:List<String>=\"test.Part" + i + "\"")));
        }
        ChangeSetPlan plan = done(upgrades.plan(new ChangeSet(parts), Options.NONE));
        assertThat(plan.reason()).isEmpty();
        assertThat(plan.members())
                .extracting(PlanReport::child)
                .containsExactly(ids.get(4), ids.get(3), ids.get(2), ids.get(1), ids.get(0));
        assertThat(plan.pointOfNoReturn()).isEqualTo("commit");
        assertThat(plan.stops()).hasSize(MEMBERS);
        assertThat(plan.members()).allMatch(member -> member.way().equals("twin"));
        allServe("1.0.0", 0);
    }

    @Test
    void aRehearsalOfAllTouchesNobody() throws Exception {
        List<Part> parts = parts(fourth());
        context.addBundleListener(listener);
        ChangeSetReport report = done(upgrades.upgrade(new ChangeSet(parts), Options.NONE.rehearsed()));
        assertThat(report.outcome()).isEqualTo(Outcome.REHEARSED);
        assertThat(events).isEmpty();
        allServe("1.0.0", 0);
        assertThat(upgrades.history(ids.get(0))).isEmpty();
    }
}
