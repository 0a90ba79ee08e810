package io.armstrong.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.spi.Holds.Snapshot;
import io.armstrong.api.spi.Store.Checkpoint;
import io.armstrong.api.spi.Store.Commit;
import io.armstrong.api.upgrade.StateMigration;
import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.api.upgrade.UpgradeReport.StepReport;
import io.armstrong.api.upgrade.Upgrades.Options;
import io.armstrong.core.upgrade.PlanStep;
import io.armstrong.core.upgrade.UpgradePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpgradingTest {
    private static final Options LOSS = new Options(false, true);

    @TempDir
    Path folder;

    World world;

    @BeforeEach
    void begin() {
        world = new World(folder, JarBuilder.version("1.0.0", 1));
    }

    @AfterEach
    void end() {
        world.close();
    }

    private static JarBuilder two() {
        return JarBuilder.version("2.0.0", 2).migration(1, 2, true);
    }

    private void serves(String version, Map<String, Object> state) {
        assertThat(world.version()).isEqualTo(version);
        assertThat(world.state.data()).isEqualTo(state);
        assertThat(world.bundleState).isEqualTo("ACTIVE");
        assertThat(world.held).isFalse();
        assertThat(world.crashed).isEmpty();
        assertThat(world.store.bundle("counter.bundle").orElseThrow().current().version())
                .isEqualTo(version);
        assertThat(world.store.unfinished()).isEmpty();
    }

    @Nested
    class Committed {
        @Test
        void newCodeHasTheMigratedState() {
            UpgradeReport report = world.upgrade(two());
            assertThat(report.outcome()).isEqualTo(Outcome.COMMITTED);
            assertThat(report.from()).isEqualTo("1.0.0");
            assertThat(report.to()).isEqualTo("2.0.0");
            assertThat(report.reason()).isEmpty();
            assertThat(report.pauseMicros()).isPositive();
            serves("2.0.0", Map.of("count", 41, "step", 1));
            assertThat(world.orders)
                    .containsExactly(
                            "hold",
                            "detach",
                            "stop",
                            "silently keep 2.0.0",
                            "update 2.0.0",
                            "start 2.0.0",
                            "migrations of 2.0.0",
                            "migrations let go",
                            "attach",
                            "release");
        }

        @Test
        void theStepsReportedAreThePlan() {
            UpgradeReport report = world.upgrade(two());
            assertThat(report.steps().stream().map(StepReport::step))
                    .containsExactlyElementsOf(UpgradePlan.direct(false).steps().stream()
                            .map(PlanStep::text)
                            .toList());
            assertThat(report.steps()).allMatch(step -> step.result().equals("ok"));
            assertThat(world.events.stream()
                            .filter(ArmstrongEvent.UpgradeStep.class::isInstance)
                            .map(event -> ((ArmstrongEvent.UpgradeStep) event).step()))
                    .startsWith("verify", "inspect")
                    .endsWith("commit", "done", "committed");
        }

        @Test
        void aDurableChildIsCheckpointedInTheCommitBeforeItGoesOn() {
            world.durable = true;
            List<String> whenReleased = new java.util.ArrayList<>();
            world.onRelease = () -> whenReleased.addAll(world.store.log);
            assertThat(world.upgrade(two()).outcome()).isEqualTo(Outcome.COMMITTED);
            assertThat(whenReleased).containsExactly("begin", "commit");
            assertThat(world.store.checkpoints.get("counter").schema()).isEqualTo(2);
            assertThat(world.store.checkpoints.get("counter").data()).isEqualTo(Map.of("count", 41, "step", 1));
        }

        @Test
        void anotherGoesOnBeforeTheCommit() {
            List<String> whenReleased = new java.util.ArrayList<>();
            world.onRelease = () -> whenReleased.addAll(world.store.log);
            assertThat(world.upgrade(two()).outcome()).isEqualTo(Outcome.COMMITTED);
            assertThat(whenReleased).containsExactly("begin");
            assertThat(world.store.log).containsExactly("begin", "commit", "done", "committed");
            assertThat(world.store.checkpoints).isEmpty();
        }

        @Test
        void theWorkersOwnStepIsLeftToItsWorker() {
            JarBuilder next = new JarBuilder()
                    .header("Manifest-Version", "1.0")
                    .header("Bundle-SymbolicName", "counter.bundle")
                    .header("Bundle-Version", "2.0.0")
                    .capability(
                            "io.armstrong.child;io.armstrong.child=counter;worker=x.Counter;schema=2;upgradesFrom=1");
            assertThat(world.upgrade(next).outcome()).isEqualTo(Outcome.COMMITTED);
            assertThat(world.state).isEqualTo(new Snapshot(1, Map.of("count", 41)));
        }

        @Test
        void aPlainChildCrossesWithoutState() {
            world.close();
            JarBuilder plain = new JarBuilder()
                    .header("Manifest-Version", "1.0")
                    .header("Bundle-SymbolicName", "counter.bundle")
                    .header("Armstrong-Child", "counter;tier=normal");
            world = new World(folder.resolve("."), plain.header("Bundle-Version", "1.0.0"));
            world.state = new Snapshot(0, Map.of());
            assertThat(world.upgrade(plain.header("Bundle-Version", "1.1.0")).outcome())
                    .isEqualTo(Outcome.COMMITTED);
            serves("1.1.0", Map.of());
        }

        @Test
        void aClosureOfOthersIsRefreshed() {
            world.closure.add(99L);
            assertThat(world.upgrade(two()).outcome()).isEqualTo(Outcome.COMMITTED);
            assertThat(world.orders).containsSubsequence("update 2.0.0", "refresh", "start 2.0.0");
        }

        @Test
        void aChildThatIsDownIsKeptDownUntilTheNewVersionBoots() {
            world.status = ChildStatus.FAILED;
            world.bundleState = "RESOLVED";
            List<String> whenReleased = new java.util.ArrayList<>();
            world.onRelease = () -> whenReleased.addAll(world.store.log);
            UpgradeReport report = world.upgrade(two());
            assertThat(whenReleased).startsWith("begin", "commit", "done");
            assertThat(world.held).isFalse();
            assertThat(report.pauseMicros()).as("nobody waited for it").isZero();
            assertThat(report.steps().stream().map(StepReport::step))
                    .containsExactlyElementsOf(UpgradePlan.cold().steps().stream()
                            .map(PlanStep::text)
                            .toList());
            assertThat(world.version()).isEqualTo("2.0.0");
            assertThat(world.orders)
                    .doesNotContain("hold", "start 2.0.0")
                    .containsSubsequence("hold down", "update 2.0.0");
            assertThat(world.bundleState).isEqualTo("RESOLVED");
        }

        private JarBuilder durable(String version, int schema) {
            return new JarBuilder()
                    .header("Manifest-Version", "1.0")
                    .header("Bundle-SymbolicName", "counter.bundle")
                    .header("Bundle-Version", version)
                    .capability("io.armstrong.child;io.armstrong.child=counter;worker=x.Counter;durable=true;schema="
                            + schema);
        }

        @Test
        void aCheckpointOfAChildThatIsDownCrossesWithItsBundleAndBack() {
            world.status = ChildStatus.DOWN;
            world.store.checkpoints.put("counter", new Checkpoint("counter", 1, 0, Map.of("count", 41)));
            UpgradeReport report = world.upgrade(durable("2.0.0", 2)
                    .capability(
                            "io.armstrong.migration;io.armstrong.migration=counter;from:Long=1;to:Long=2;down=true;class=\""
                                    + TestMigrations.Good.class.getName() + "\""));
            assertThat(report.reason()).isEmpty();
            Checkpoint there = world.store.checkpoints.get("counter");
            assertThat(there.schema()).isEqualTo(2);
            assertThat(there.data()).isEqualTo(Map.of("count", 41, "step", 1));
            assertThat(world.rollback("", Options.NONE).reason()).isEmpty();
            assertThat(world.store.checkpoints.get("counter").schema()).isEqualTo(1);
            assertThat(world.store.checkpoints.get("counter").data()).isEqualTo(Map.of("count", 41));
        }

        @Test
        void aCheckpointWithoutAWayIsARefusal() {
            world.status = ChildStatus.DOWN;
            world.store.checkpoints.put("counter", new Checkpoint("counter", 1, 0, Map.of("count", 41)));
            UpgradeReport report = world.upgrade(durable("2.0.0", 2));
            assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(report.reason()).contains("no migration 1 -> 2 of counter");
            assertThat(world.orders).isEmpty();
        }

        @Test
        void aChildThatIsDownIsLetGoOnTheOldVersionWhenTheNewOneCannotBe() {
            world.status = ChildStatus.DOWN;
            world.bundleState = "RESOLVED";
            world.failing.put("update 2.0.0", 1);
            List<String> whenReleased = new java.util.ArrayList<>();
            world.onRelease = () -> whenReleased.add(world.version());
            assertThat(world.upgrade(two()).outcome()).isEqualTo(Outcome.ROLLED_BACK);
            assertThat(whenReleased).containsExactly("1.0.0");
        }

        @Test
        void aChildThatWasStartedMeanwhileIsNotUpgradedCold() {
            world.status = ChildStatus.DOWN;
            world.failing.put("hold down", 1);
            UpgradeReport report = world.upgrade(two());
            assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(report.reason()).contains("was started meanwhile");
            assertThat(world.orders).doesNotContain("stop", "update 2.0.0");
            assertThat(world.version()).isEqualTo("1.0.0");
        }

        @Test
        void twiceForwardTwiceBackAndForwardAgain() {
            JarBuilder three = JarBuilder.version("3.0.0", 2).migration(1, 2, true);
            assertThat(world.upgrade(two()).outcome()).isEqualTo(Outcome.COMMITTED);
            assertThat(world.upgrade(three).outcome()).isEqualTo(Outcome.COMMITTED);
            assertThat(world.rollback("", Options.NONE).to()).isEqualTo("2.0.0");
            assertThat(world.rollback("", Options.NONE).to()).isEqualTo("1.0.0");
            serves("1.0.0", Map.of("count", 41));
            assertThat(world.upgrade(three).outcome()).isEqualTo(Outcome.COMMITTED);
            serves("3.0.0", Map.of("count", 41, "step", 1));
            assertThat(world.upgrading.versions("counter"))
                    .extracting("version", "running")
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("3.0.0", true),
                            org.assertj.core.groups.Tuple.tuple("2.0.0", false),
                            org.assertj.core.groups.Tuple.tuple("1.0.0", false));
            assertThat(world.upgrading.history("counter"))
                    .extracting(UpgradeReport::to)
                    .containsExactly("2.0.0", "3.0.0", "2.0.0", "1.0.0", "3.0.0");
        }
    }

    @Nested
    class Refused {
        @AfterEach
        void costsNothing() {
            assertThat(world.orders).isEmpty();
            assertThat(world.store.log).isEmpty();
            serves("1.0.0", Map.of("count", 41));
        }

        private void refused(UpgradeReport report, String reason) {
            assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(report.reason()).contains(reason).contains("; ");
        }

        @Test
        void aChildThatLeaks() {
            world.leaked = Optional.of("5 class loaders of earlier versions of counter stay in memory");
            refused(world.upgrade(two()), "5 class loaders");
        }

        @Test
        void anotherBundle() {
            refused(
                    world.upgrade(two().header("Bundle-SymbolicName", "other")),
                    "the jar holds other, not counter.bundle");
        }

        @Test
        void theSameBytes() {
            refused(world.upgrade(JarBuilder.version("1.0.0", 1)), "these are the bytes that run");
        }

        @Test
        void anOlderVersion() {
            refused(world.upgrade(JarBuilder.version("0.9.0", 1)), "0.9.0 is older than the running 1.0.0");
        }

        @Test
        void aFragment() {
            refused(world.upgrade(two().header("Fragment-Host", "x")), "the jar is a fragment");
        }

        @Test
        void aBrokenJar() throws IOException {
            Path file = two().write(folder.resolve("next.jar"));
            byte[] bytes = Files.readAllBytes(file);
            Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
            refused(world.upgrade(file, Options.NONE), "is no readable jar");
            Files.write(file, new byte[0]);
            refused(world.upgrade(file, Options.NONE), "is no readable jar");
            Files.writeString(file, "no zip");
            refused(world.upgrade(file, Options.NONE), "is no readable jar");
        }

        @Test
        void aMissingMigrationIsNamed() {
            refused(
                    world.upgrade(JarBuilder.version("2.0.0", 3).migration(1, 2, true)),
                    "no migration 1 -> 3 of counter (found 1 -> 2)");
        }

        @Test
        void aChildThatIsNoLongerDeclared() {
            JarBuilder without = new JarBuilder()
                    .header("Manifest-Version", "1.0")
                    .header("Bundle-SymbolicName", "counter.bundle")
                    .header("Bundle-Version", "2.0.0");
            refused(world.upgrade(without), "2.0.0 no longer declares child counter");
        }

        @Test
        void aHungBundleInTheClosure() {
            world.closure.add(9L);
            world.hung.add(new io.armstrong.api.spi.Lifecycle.HungCall(9, "start", Duration.ofSeconds(9), List.of()));
            refused(world.upgrade(two()), "(9) hangs in start");
        }

        @Test
        void dynamicChildren() {
            world.strategy = io.armstrong.api.Strategy.SIMPLE_ONE_FOR_ONE;
            refused(world.upgrade(two()), "runs dynamic children of counter.bundle");
        }

        @Test
        void aDownWithoutAWay() {
            refused(world.upgrade(JarBuilder.version("0.9.0", 0), new Options(true, false)), "would lose its worker");
        }
    }

    @Test
    void unknownChildrenFilesAndVersionsFail() {
        assertThatThrownBy(() -> World.done(world.upgrading.upgrade("nobody", folder, Options.NONE)))
                .isInstanceOf(SupervisionException.class)
                .hasMessageContaining("no child nobody");
        assertThatThrownBy(() -> world.upgrade(folder.resolve("none.jar"), Options.NONE))
                .hasMessageContaining("no readable file");
        assertThatThrownBy(() -> world.rollback("7.0.0", Options.NONE)).hasMessageContaining("no kept version 7.0.0");
        assertThatThrownBy(() -> world.rollback("", Options.NONE)).hasMessageContaining("no kept version before 1.0.0");
    }

    @Test
    void aSecondOneOnTheSameBundleIsRefused() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch there = new CountDownLatch(1);
        world.migrations.put(TestMigrations.name(1, 2), state -> {
            there.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return state;
        });
        var first = world.upgrading.upgrade("counter", two().write(folder.resolve("a.jar")), Options.NONE);
        there.await();
        UpgradeReport second = world.upgrade(two());
        go.countDown();
        assertThat(second.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(second.reason()).contains("is being upgraded already");
        assertThat(World.done(first).outcome()).isEqualTo(Outcome.COMMITTED);
        assertThat(world.upgrade(JarBuilder.version("3.0.0", 2)).outcome()).isEqualTo(Outcome.COMMITTED);
    }

    @Test
    void aHoldThatFailsIsRefusedAndLogged() {
        world.failing.put("hold", 1);
        UpgradeReport report = world.upgrade(two());
        assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(report.reason()).contains("busy");
        assertThat(world.orders).containsExactly("hold");
        assertThat(world.store.log).containsExactly("begin", "done", "refused");
        serves("1.0.0", Map.of("count", 41));
    }

    @Nested
    class RolledBack {
        private void back(UpgradeReport report, String reason) {
            assertThat(report.reason()).contains(reason);
            assertThat(report.outcome()).isEqualTo(Outcome.ROLLED_BACK);
            assertThat(report.pauseMicros()).isPositive();
            serves("1.0.0", Map.of("count", 41));
            assertThat(world.store.log).endsWith("rolled-back");
            assertThat(world.upgrading.history("counter")).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"detach", "stop", "update 2.0.0", "start 2.0.0", "attach", "release"})
        void aStepThatFails(String step) {
            world.failing.put(step, 1);
            back(world.upgrade(two()), "");
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void aCommitThatCannotBeForced(boolean durable) {
            world.durable = durable;
            world.store.failing.add("commit");
            back(world.upgrade(two()), "No space left on device");
        }

        @Test
        void aMigrationThatThrows() {
            world.migrations.put(TestMigrations.name(1, 2), state -> {
                throw new IllegalStateException("boom");
            });
            back(
                    world.upgrade(two()),
                    "migration 1 -> 2 of counter (x.CounterV1ToV2) threw IllegalStateException: boom");
        }

        @Test
        void aMigrationThatHangs() {
            world.close();
            world = new World(
                    folder.resolve("."),
                    JarBuilder.version("1.0.0", 1),
                    new Limits(
                            Duration.ofSeconds(5),
                            Duration.ofSeconds(5),
                            Duration.ofMillis(50),
                            1 << 20,
                            Duration.ZERO,
                            0));
            CountDownLatch interrupted = new CountDownLatch(1);
            world.migrations.put(TestMigrations.name(1, 2), state -> {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                }
                return state;
            });
            back(world.upgrade(two()), "migration of counter was not done within 50 ms");
            await().until(() -> interrupted.getCount() == 0);
        }

        @Test
        void aMigrationThatIsNotPure() {
            int[] calls = {0};
            world.migrations.put(TestMigrations.name(1, 2), state -> Map.of("calls", calls[0]++));
            back(world.upgrade(two()), "is not pure");
        }

        @Test
        void aMigrationThatGivesBackNoData() {
            world.migrations.put(TestMigrations.name(1, 2), state -> Map.of("x", new Object()));
            back(world.upgrade(two()), "counter.x: java.lang.Object is no plain data");
            world.migrations.put(TestMigrations.name(1, 2), state -> null);
            assertThat(world.upgrade(two()).reason()).contains("gave back null");
        }

        @Test
        void anUpdateThatOnlySaysItWasDone() {
            world.failing.put("silently keep 2.0.0", 1);
            back(world.upgrade(two()), "the bundle is 1.0.0 and should be 2.0.0");
        }

        @Test
        void whatWasHandledSinceTheReleaseIsTakenDown() {
            world.store.failing.add("commit");
            world.onRelease = () -> {
                if (world.state.schema() == 2) world.state = new Snapshot(2, Map.of("count", 45, "step", 1));
            };
            UpgradeReport report = world.upgrade(two());
            assertThat(report.outcome()).isEqualTo(Outcome.ROLLED_BACK);
            serves("1.0.0", Map.of("count", 45));
        }
    }

    @Nested
    class WhenTheWayBackFails {
        @Test
        void theChildIsGivenUpAndPeopleAreCalled() {
            world.failing.put("start 2.0.0", 1);
            world.failing.put("start 1.0.0", 1);
            UpgradeReport report = world.upgrade(two());
            assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(report.reason()).contains("activate threw").contains("on the way back start failed");
            assertThat(world.crashed).contains("on the way back");
            assertThat(world.orders).as("the old version boots, and lies there").doesNotContain("set aside [counter]");
            assertThat(world.events)
                    .filteredOn(ArmstrongEvent.AlarmSet.class::isInstance)
                    .asString()
                    .contains("the state of counter is kept in");
            assertThat(folder.resolve("store/counter")).content().contains("41");
            assertThat(world.store
                            .bundle("counter.bundle")
                            .orElseThrow()
                            .current()
                            .version())
                    .isEqualTo("1.0.0");
        }

        @Test
        void whereWhatLiesThereIsNotWhatBootsItIsSetAsideBeforeItIsGivenUp() {
            world.failing.put("start 2.0.0", 1);
            world.failing.put("update 1.0.0", 1);
            UpgradeReport report = world.upgrade(two());
            assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(world.orders).containsSubsequence("set aside [counter]", "abandon");
            assertThat(world.events)
                    .filteredOn(ArmstrongEvent.AlarmSet.class::isInstance)
                    .last()
                    .asString()
                    .contains("it is isolated")
                    .contains("sup:restore counter");
        }

        @Test
        void withoutAWayDownItGoesOnServingTheNewVersion() {
            world.store.failing.add("commit");
            UpgradeReport report = world.upgrade(JarBuilder.version("2.0.0", 2).migration(1, 2, false));
            assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(report.reason()).contains("1 -> 2 without down");
            assertThat(world.version()).isEqualTo("2.0.0");
            assertThat(world.held).isFalse();
            assertThat(world.crashed).isEmpty();
        }

        @Test
        void anEndThatCannotBeWrittenIsWrittenBeforeTheNextBegins() {
            world.failing.put("start 2.0.0", 1);
            world.store.failing.add("done");
            UpgradeReport report = world.upgrade(two());
            assertThat(report.outcome()).isEqualTo(Outcome.ROLLED_BACK);
            world.store.failing.clear();
            assertThat(world.upgrade(two()).outcome()).isEqualTo(Outcome.COMMITTED);
            assertThat(world.store.log)
                    .containsExactly("begin", "done", "rolled-back", "begin", "commit", "done", "committed");
        }
    }

    @Nested
    class Rollback {
        @Test
        void takesTheCurrentStateDownWhileTheNewBundleRuns() {
            world.upgrade(two());
            world.state = new Snapshot(2, Map.of("count", 50, "step", 1));
            world.orders.clear();
            assertThat(world.rollback("1.0.0", Options.NONE).outcome()).isEqualTo(Outcome.COMMITTED);
            serves("1.0.0", Map.of("count", 50));
            assertThat(world.orders).startsWith("hold", "migrations of 2.0.0", "migrations let go", "detach", "stop");
        }

        @Test
        void thatWouldLoseAFieldNamesItAndNeedsConsent() {
            world.upgrade(two());
            world.state = new Snapshot(2, Map.of("count", 50, "step", 5));
            UpgradeReport report = world.rollback("1.0.0", Options.NONE);
            assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(report.reason()).contains("would lose step of counter").contains("--accept-loss");
            serves("2.0.0", Map.of("count", 50, "step", 5));
            assertThat(world.rollback("1.0.0", LOSS).outcome()).isEqualTo(Outcome.COMMITTED);
            serves("1.0.0", Map.of("count", 50));
        }

        @Test
        void withoutAWayDownRestoresTheStateOfThenIfThatIsAccepted() {
            world.upgrade(JarBuilder.version("2.0.0", 2).migration(1, 2, false));
            world.state = new Snapshot(2, Map.of("count", 50, "step", 1));
            assertThat(world.rollback("1.0.0", Options.NONE).reason())
                    .contains("no migration 2 -> 1 of counter (found 1 -> 2 without down)");
            assertThat(world.rollback("1.0.0", LOSS).outcome()).isEqualTo(Outcome.COMMITTED);
            serves("1.0.0", Map.of("count", 41));
        }
    }

    @Nested
    class Adopt {
        @Test
        void takesTheJarThatRuns() {
            Path same = JarBuilder.version("1.0.0", 1).write(folder.resolve("same.jar"));
            assertThat(World.done(world.upgrading.adopt("counter", same)).version())
                    .isEqualTo("1.0.0");
        }

        @Test
        void refusesAnother() {
            Path other = JarBuilder.version("1.0.0", 1).entry("x", new byte[1]).write(folder.resolve("other.jar"));
            assertThatThrownBy(() -> World.done(world.upgrading.adopt("counter", other)))
                    .hasMessageContaining("differ in x/Counter.class");
            Path two = two().write(folder.resolve("two.jar"));
            assertThatThrownBy(() -> World.done(world.upgrading.adopt("counter", two)))
                    .hasMessageContaining("the jar holds counter.bundle 2.0.0, and counter.bundle 1.0.0 runs");
        }
    }

    @Nested
    class AfterAKill {
        @Test
        void anUpgradeThatHadNotCommittedIsClosedAsRolledBack() throws IOException {
            var from = world.store.bundle("counter.bundle").orElseThrow().current();
            world.store.begin("counter.bundle", from, from);
            recover();
            assertThat(world.store.log).containsExactly("begin", "done", "rolled-back");
            assertThat(world.upgrading.history("counter").get(0).reason()).contains("before COMMIT");
        }

        @Test
        void oneThatHadCommittedIsClosedAsCommitted() throws IOException {
            var from = world.store.bundle("counter.bundle").orElseThrow().current();
            world.store.commit(new Commit(world.store.begin("counter.bundle", from, from), List.of(), Map.of()));
            recover();
            assertThat(world.store.log).containsExactly("begin", "commit", "done", "committed");
        }

        private void recover() {
            new Recovery(
                            world.store,
                            new RecordedJournal(world.events),
                            java.time.Instant::now,
                            java.time.Duration.ofMinutes(10))
                    .run();
            assertThat(world.store.unfinished()).isEmpty();
            assertThat(world.events).hasSize(1).allMatch(event -> event.child().equals("counter"));
        }
    }

    private record RecordedJournal(List<ArmstrongEvent> events) implements io.armstrong.api.spi.Journal {
        @Override
        public void record(ArmstrongEvent event) {
            events.add(event);
        }

        @Override
        public List<Entry> entries(String child, int limit) {
            return List.of();
        }
    }

    @Test
    void aServiceThatEndsGivesUpWhatItHolds() throws Exception {
        CountDownLatch there = new CountDownLatch(1);
        StateMigration hanging = state -> {
            there.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return state;
        };
        world.migrations.put(TestMigrations.name(1, 2), hanging);
        var report = world.upgrading.upgrade("counter", two().write(folder.resolve("a.jar")), Options.NONE);
        there.await();
        world.upgrading.close();
        assertThatThrownBy(() -> World.done(report)).hasMessageContaining("ended in mid-upgrade");
        assertThat(world.crashed).contains("ended in mid-upgrade");
    }
}
