package io.armstrong.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.ChildStatus;
import io.armstrong.api.spi.Holds.Snapshot;
import io.armstrong.api.spi.Store.Checkpoint;
import io.armstrong.api.upgrade.PlanReport;
import io.armstrong.api.upgrade.StateMigration;
import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.api.upgrade.UpgradeReport.StepReport;
import io.armstrong.api.upgrade.Upgrades.Options;
import io.armstrong.core.upgrade.PlanStep;
import io.armstrong.core.upgrade.UpgradePlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The default way of workers (design section 4): each step of it fails once, and the end is one whole version. */
class TwinTest {
    @TempDir
    Path folder;

    World world;

    @BeforeEach
    void begin() {
        world = new World(folder, JarBuilder.version("1.0.0", 1));
        world.twins = true;
    }

    @AfterEach
    void end() {
        world.close();
        assertThat(world.held).isFalse();
        assertThat(world.store.unfinished()).isEmpty();
    }

    private static JarBuilder two() {
        return JarBuilder.version("2.0.0", 2).migration(1, 2, true);
    }

    private void serves(String version, Map<String, Object> state) {
        assertThat(world.version()).isEqualTo(version);
        assertThat(world.state.data()).isEqualTo(state);
        assertThat(world.serving).isEqualTo(World.BUNDLE);
        assertThat(world.bundleState).isEqualTo("ACTIVE");
        assertThat(world.crashed).isEmpty();
        assertThat(world.twinJar).isNull();
        assertThat(world.hidden).isFalse();
        assertThat(world.store.bundle("counter.bundle").orElseThrow().current().version())
                .isEqualTo(version);
    }

    @Test
    void bothItsHoldsMayBePractised() {
        assertThat(world.upgrade(two()).reason()).isEmpty();
        assertThat(world.practisable).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theStepsReportedAreThePlan(boolean durable) {
        world.durable = durable;
        UpgradeReport report = world.upgrade(two());
        assertThat(report.reason()).isEmpty();
        assertThat(report.steps().stream().map(StepReport::step))
                .containsExactlyElementsOf(UpgradePlan.twin(durable).steps().stream()
                        .map(PlanStep::text)
                        .toList());
        serves("2.0.0", Map.of("count", 41, "step", 1));
        assertThat(world.orders)
                .containsSubsequence(
                        "install twin",
                        "start twin",
                        "relief twin",
                        "rehearse",
                        "hold",
                        "relieve by twin",
                        "stop",
                        "update 2.0.0",
                        "start 2.0.0",
                        "relief own",
                        "hold",
                        "relieve by own",
                        "uninstall twin");
        assertThat(world.store.log).containsExactly("begin", "commit", "done", "committed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"install twin", "start twin", "relief twin", "rehearse", "hold"})
    void beforeTheHandOverAFailureChangesNothing(String step) {
        world.failing.put(step, 1);
        UpgradeReport report = world.upgrade(two());
        assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
        serves("1.0.0", Map.of("count", 41));
        assertThat(world.orders).doesNotContain("stop", "update 2.0.0", "relieve by twin");
        assertThat(world.upgrade(two()).outcome()).isEqualTo(Outcome.COMMITTED);
    }

    /** The rehearsal went well, on the same thread and with the same services: only the hold meets what hangs. */
    @Test
    void aMigrationThatHangsInTheHoldChangesNothing() throws Exception {
        world.close();
        Limits limits = Limits.DEFAULT;
        world = new World(
                folder.resolve("."),
                JarBuilder.version("1.0.0", 1),
                new Limits(limits.hold(), limits.step(), Duration.ofMillis(300), 1 << 20, Duration.ZERO, 0));
        world.twins = true;
        CountDownLatch interrupted = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        StateMigration good = new TestMigrations.Good();
        world.migrations.put(TestMigrations.name(1, 2), state -> {
            if (asked.incrementAndGet() <= 2) return good.up(state); // the rehearsal asks twice
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return state;
        });
        UpgradeReport report = world.upgrade(two());
        assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(report.reason()).contains("migration of counter was not done within 300 ms");
        assertThat(interrupted.await(1, TimeUnit.MINUTES)).isTrue();
        serves("1.0.0", Map.of("count", 41));
        assertThat(world.orders)
                .contains("hold", "release", "uninstall twin")
                .doesNotContain("relieve by twin", "stop");
        assertThat(world.orders.stream().filter("migrations of twin"::equals)).hasSize(1);
    }

    @Test
    void whatTheRehearsalFetchedServesTheHoldAndIsGivenBackBeforeItsBundleGoes() {
        world.upgrade(two());
        assertThat(world.orders)
                .containsSubsequence(
                        "migrations of twin", "hold", "release", "migrations let go", "stop", "uninstall twin");
        assertThat(world.orders.stream().filter("migrations of twin"::equals)).hasSize(1);
    }

    @Test
    void aTwinThatCannotTakeOverIsRelievedByTheOldWorker() {
        world.failing.put("relieve by twin", 1);
        UpgradeReport report = world.upgrade(two());
        assertThat(report.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        serves("1.0.0", Map.of("count", 41));
        assertThat(world.orders).contains("relieve by own").doesNotContain("stop");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCommitThatCannotBeForcedIsUndoneWithTheStateAsItIsNow(boolean durable) {
        world.durable = durable;
        world.store.failing.add("commit");
        UpgradeReport report = world.upgrade(two());
        assertThat(report.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        serves("1.0.0", Map.of("count", 41));
        assertThat(world.orders).doesNotContain("stop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "update 2.0.0", "start 2.0.0", "relief own", "relieve by own"})
    void afterCommitTheUndoIsAnUpgradeOfItsOwn(String step) {
        world.failing.put(step, 1);
        world.onRelease = () -> {
            if (world.state.schema() == 2) world.state = new Snapshot(2, Map.of("count", 45, "step", 1));
        };
        UpgradeReport report = world.upgrade(two());
        assertThat(report.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        serves("1.0.0", Map.of("count", 45));
        assertThat(world.store.log)
                .containsExactly("begin", "commit", "done", "committed", "begin", "commit", "done", "committed");
        assertThat(world.upgrading.history("counter"))
                .extracting(UpgradeReport::outcome)
                .containsExactly(Outcome.COMMITTED, Outcome.ROLLED_BACK);
    }

    @Test
    void aCrashOfTheNewVersionIsTheUndo() {
        world.onRelease = () -> world.incarnation = 2;
        UpgradeReport report = world.upgrade(two());
        assertThat(report.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(report.reason()).contains("crashed in the new version");
        serves("1.0.0", Map.of("count", 41));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aNewVersionThatDoesNotStayUpIsUndoneAndItsChildrenAreRaised(boolean durable) {
        world.durable = durable;
        world.onRelease = () -> world.status = ChildStatus.OPEN;
        UpgradeReport report = world.upgrade(two());
        assertThat(report.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(report.reason()).contains("crashed in the new version and is open");
        assertThat(world.version()).isEqualTo("1.0.0");
        assertThat(world.orders)
                .containsSubsequence("update 2.0.0", "stop", "update 1.0.0", "uninstall twin", "start child");
        assertThat(world.store.bundle("counter.bundle").orElseThrow().current().version())
                .isEqualTo("1.0.0");
    }

    /** What an incarnation answered before it crashed leaves when its save is forced: an undo that read before that would lose it. */
    @Test
    void aSaveThatIsUnderWayWhenTheNewVersionIsGivenUpGoesBackWithTheChild() {
        world.durable = true;
        world.onRelease = () -> {
            if (world.status == ChildStatus.OPEN) return;
            world.status = ChildStatus.OPEN;
            world.store.underWay.add(new Checkpoint("counter", 2, 0, Map.of("count", 45, "step", 1)));
        };
        assertThat(world.upgrade(two()).outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(world.store.lastCheckpoint("counter"))
                .contains(new Checkpoint("counter", 1, 0, Map.of("count", 45)));
    }

    @Test
    void aChildStoppedMeanwhileStaysStoppedOnTheNewVersion() {
        world.onRelease = () -> world.status = ChildStatus.DOWN;
        UpgradeReport report = world.upgrade(two());
        assertThat(report.reason()).isEmpty();
        assertThat(world.version()).isEqualTo("2.0.0");
        assertThat(world.bundleState).isEqualTo("RESOLVED");
        assertThat(world.twinJar).isNull();
    }

    @Test
    void aRestartBeforeTheHoldDiscardsTheTwin() {
        world.incarnation = 2;
        UpgradeReport report = world.upgrade(two());
        assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(report.reason()).contains("counter was restarted while its upgrade was prepared");
        serves("1.0.0", Map.of("count", 41));
    }

    @Test
    void withoutAWayDownTheChildIsLeftToItsPolicyWithAnAlarm() {
        world.failing.put("start 2.0.0", 1);
        UpgradeReport report = world.upgrade(JarBuilder.version("2.0.0", 2).migration(1, 2, false));
        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.reason()).contains("1 -> 2 without down");
        assertThat(world.crashed).contains("on the way back");
        assertThat(world.twinJar).isNull();
        assertThat(world.store.bundle("counter.bundle").orElseThrow().current().version())
                .isEqualTo("2.0.0");
    }

    @Test
    void aTwinThatDoesNotGoIsAnAlarmAndNoFailure() {
        world.failing.put("uninstall twin", 1);
        assertThat(world.upgrade(two()).outcome()).isEqualTo(Outcome.COMMITTED);
        assertThat(world.events).anyMatch(event -> event instanceof io.armstrong.api.ArmstrongEvent.AlarmSet);
    }

    @Test
    void aRehearsalTouchesNothing() {
        UpgradeReport report = world.upgrade(two(), Options.NONE.rehearsed());
        assertThat(report.outcome()).isEqualTo(Outcome.REHEARSED);
        assertThat(report.steps()).extracting(StepReport::step).endsWith("rehearse", "discard-twin");
        assertThat(report.steps()).extracting(StepReport::result).anyMatch(told -> told.contains("count=41"));
        assertThat(world.orders).doesNotContain("hold", "stop");
        serves("1.0.0", Map.of("count", 41));
        assertThat(world.store.log).isEmpty();
    }

    @Test
    void thePlanSaysWhyThereIsNoTwin() {
        assertThat(plan(Options.NONE).way()).isEqualTo("twin");
        assertThat(plan(Options.NONE).pointOfNoReturn()).isEqualTo("commit");
        assertThat(plan(Options.NONE.directly()).why()).isEqualTo("the direct way was asked for");
        world.onlyOne = "its data area holds a.txt";
        assertThat(plan(Options.NONE).way()).isEqualTo("direct");
        assertThat(plan(Options.NONE).why()).isEqualTo("its data area holds a.txt");
        world.twins = false;
        assertThat(plan(Options.NONE).why()).contains("io.armstrong.face does not run");
        assertThat(world.orders).isEmpty();
    }

    private PlanReport plan(Options options) {
        return World.done(world.upgrading.plan("counter", two().write(folder.resolve("planned.jar")), options));
    }

    @Test
    void thePlanTellsWhatCrossesAndWhatIsMissing() {
        PlanReport plan = plan(Options.NONE);
        assertThat(plan.possible()).isTrue();
        assertThat(plan.children())
                .containsExactly(new PlanReport.Crossing(
                        "counter", "1 -> 2", "yes", plan.children().get(0).stateSize()));
        assertThat(plan.children().get(0).stateSize()).isPositive();
        assertThat(plan.stops()).containsExactly("counter.bundle");
        assertThat(plan.predictedMicros()).isPositive();
        world.missing.add("package no.such.pack");
        PlanReport refused = plan(Options.NONE);
        assertThat(refused.possible()).isFalse();
        assertThat(refused.reason()).contains("package no.such.pack").contains("; ");
        assertThat(world.orders).isEmpty();
        assertThat(world.store.log).isEmpty();
    }

    @Test
    void thePredictionIsScored() {
        world.upgrade(two());
        assertThat(world.upgrading.scores("counter")).hasSize(1).allMatch(score -> score.right());
    }

    private Map<String, String> before() {
        return world.store.bundle("counter.bundle").orElseThrow().current().before();
    }

    @Test
    void whereAWayLeadsDownNoSnapshotIsWritten() {
        world.upgrade(two());
        assertThat(world.store.log).contains("commit").doesNotContain("snapshot");
        assertThat(before()).isEmpty();
    }

    @Test
    void aSnapshotThatCannotBeForcedUndoesTheUpgradeOfADurableChild() {
        world.durable = true;
        world.store.failing.add("snapshot");
        UpgradeReport report = world.upgrade(JarBuilder.version("2.0.0", 2).migration(1, 2, false));
        assertThat(report.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(report.reason()).contains("No space left on device");
        serves("1.0.0", Map.of("count", 41));
    }

    @Test
    void anAcceptedLossOutlivesTheProcess() {
        world.upgrade(JarBuilder.version("2.0.0", 2).migration(1, 2, false));
        world.state = new Snapshot(2, Map.of("count", 50, "step", 1));
        assertThat(world.store.log).containsSubsequence("begin", "snapshot", "commit");
        assertThat(before()).containsOnlyKeys("counter");
        assertThat(world.rollback("1.0.0", Options.NONE).outcome()).isEqualTo(Outcome.REFUSED);
        world.orders.clear();
        assertThat(world.rollback("1.0.0", new Options(false, true)).outcome()).isEqualTo(Outcome.COMMITTED);
        serves("1.0.0", Map.of("count", 41));
    }
}
