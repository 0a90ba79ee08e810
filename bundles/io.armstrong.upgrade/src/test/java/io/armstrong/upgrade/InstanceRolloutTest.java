package io.armstrong.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.spi.Holds.Snapshot;
import io.armstrong.api.spi.Instances;
import io.armstrong.api.upgrade.ChangeSet;
import io.armstrong.api.upgrade.RolloutReport;
import io.armstrong.api.upgrade.Rollouts.Order;
import io.armstrong.api.upgrade.Upgrades.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Feature U7 without a framework: whatever fails, every instance ends on one version with its state in that version's shape. */
class InstanceRolloutTest {
    private static final Order QUICK = Order.DEFAULT.gate(Duration.ZERO);
    private static final int INSTANCES = 3;

    @TempDir
    Path folder;

    World world;
    private FakeInstances instances;
    private RollingOut rollouts;
    private String complaint = "";
    private final Function<RolloutReport, CompletionStage<String>> gate =
            now -> CompletableFuture.completedStage(complaint);

    @BeforeEach
    void begin() {
        world = new World(folder, JarBuilder.dynamic("1.0.0", 1));
        world.twins = true;
        instances = new FakeInstances();
        for (int i = 1; i <= INSTANCES; i++) instances.born("counter-" + i, i);
        rollouts = rollouts(world.upgrading);
    }

    private RollingOut rollouts(Upgrading upgrading) {
        return new RollingOut(world.ground, upgrading, Optional::empty, () -> Optional.of(instances), gate);
    }

    @AfterEach
    void end() {
        world.close();
    }

    /** States by instance, and the side each runs on. */
    private final class FakeInstances implements Instances {
        final Map<String, Snapshot> states = new TreeMap<>();
        final Map<String, Long> sides = new ConcurrentHashMap<>();
        final List<Long> standing = new ArrayList<>(List.of(World.BUNDLE));
        int movesLeft = Integer.MAX_VALUE;
        volatile boolean watched;

        void born(String id, int count) {
            states.put(id, new Snapshot(1, Map.of("count", count)));
            sides.put(id, World.BUNDLE);
        }

        @Override
        public Optional<Dynamic> of(String childId) {
            return Optional.of(new Dynamic("counter", World.BUNDLE, "counter.bundle", world.version(), 1));
        }

        @Override
        public synchronized List<Instance> list(String supervisor) {
            return states.keySet().stream()
                    .map(id -> new Instance(id, sides.getOrDefault(id, World.BUNDLE), true))
                    .toList();
        }

        @Override
        public CompletionStage<Void> standBy(String supervisor, long bundleId, Duration deadline) {
            standing.add(bundleId);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void share(String supervisor, long bundleId, int percent) {}

        @Override
        public void watch(String supervisor, Calls calls) {
            watched = true;
        }

        @Override
        public void unwatch(String supervisor) {
            watched = false;
        }

        @Override
        public CompletionStage<Long> move(String instance, long bundleId, Carry carry, Duration deadline) {
            assertThat(standing)
                    .as("nobody moves into code that does not stand by")
                    .contains(bundleId);
            if (movesLeft-- <= 0)
                return CompletableFuture.failedStage(new IllegalStateException(instance + " does not resume"));
            return carry.carry(states.get(instance)).thenApply(state -> {
                synchronized (this) {
                    states.put(instance, state);
                    sides.put(instance, bundleId);
                }
                return 100L;
            });
        }

        @Override
        public synchronized void restart(String instance, String reason) {
            sides.put(instance, World.BUNDLE);
            states.put(instance, new Snapshot(1, Map.of("count", 0)));
        }

        @Override
        public void dismiss(String supervisor, long bundleId) {
            standing.remove(bundleId);
        }
    }

    private static JarBuilder two(boolean down) {
        return JarBuilder.dynamic("2.0.0", 2).migration(1, 2, down);
    }

    private RolloutReport rolledOut(JarBuilder jar, Order order) {
        World.done(rollouts.begin("counter", jar.write(folder.resolve("next.jar")), order));
        return World.done(rollouts.ended("counter"));
    }

    private void untilPaused() {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!rollouts.status("counter").paused() && System.nanoTime() < deadline) Thread.onSpinWait();
        assertThat(rollouts.status("counter").paused()).isTrue();
    }

    private void everybodyIsOn(String version, int schema) {
        assertThat(world.version()).isEqualTo(version);
        assertThat(world.bundleState).isEqualTo("ACTIVE");
        assertThat(world.twinJar).isNull();
        assertThat(world.hidden).isFalse();
        assertThat(world.store.bundle("counter.bundle").orElseThrow().current().version())
                .isEqualTo(version);
        assertThat(world.store.unfinished()).isEmpty();
        assertThat(instances.sides.values()).containsOnly(World.BUNDLE);
        instances.states.forEach((id, state) -> {
            assertThat(state.schema()).isEqualTo(schema);
            assertThat(state.data()).containsEntry("count", Integer.parseInt(id.substring("counter-".length())));
        });
    }

    @Test
    void theVersionIsLoggedOnceWhenTheLastHasMoved() {
        RolloutReport last = rolledOut(two(true), QUICK);
        assertThat(last.outcome()).as(last.reason()).isEqualTo("promoted");
        assertThat(world.store.log).containsExactly("begin", "commit", "done", "committed");
        everybodyIsOn("2.0.0", 2);
        assertThat(world.orders)
                .containsSubsequence(
                        "install twin", "start twin", "stop", "update 2.0.0", "start 2.0.0", "uninstall twin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"install twin", "start twin"})
    void whatDoesNotComeUpIsRefused(String step) {
        world.failing.put(step, 1);
        assertThat(rolledOut(two(true), QUICK).outcome()).isEqualTo("refused");
        everybodyIsOn("1.0.0", 1);
        assertThat(world.store.log).isEmpty();
        assertThat(rolledOut(two(true), QUICK).outcome()).as("free again").isEqualTo("promoted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "update 2.0.0", "start 2.0.0"})
    void aFailureBehindCommitTakesTheOldJarAndEverybodyBack(String step) {
        world.failing.put(step, 1);
        RolloutReport last = rolledOut(two(true), QUICK);
        assertThat(last.outcome()).as(last.reason()).isEqualTo("aborted");
        everybodyIsOn("1.0.0", 1);
        assertThat(world.store.log).containsSubsequence("commit", "begin", "commit");
    }

    @ParameterizedTest
    @CsvSource({"begin, refused", "commit, aborted"})
    void aDiskThatIsFullBeforeCommitChangesNothing(String entry, String outcome) {
        world.store.failing.add(entry);
        assertThat(rolledOut(two(true), QUICK).outcome()).isEqualTo(outcome);
        everybodyIsOn("1.0.0", 1);
    }

    @Test
    void whoDoesNotComeHomeTakesEverybodyBack() {
        instances.movesLeft = INSTANCES + 1; // all into the twin, one home
        CompletionStage<RolloutReport> begun =
                rollouts.begin("counter", two(true).write(folder.resolve("next.jar")), QUICK);
        World.done(begun);
        RolloutReport last = World.done(rollouts.ended("counter"));
        assertThat(last.outcome()).as("nobody moves any more").isEqualTo("failed");
        assertThat(world.events)
                .anyMatch(event -> event instanceof ArmstrongEvent.AlarmSet alarm
                        && alarm.text().contains("go on in the second bundle"));
    }

    @Test
    void aFailedUndoOfTheUpdateIsAnAlarm() {
        world.failing.put("update 2.0.0", 1);
        world.failing.put("update 1.0.0", 1);
        RolloutReport last = rolledOut(two(true), QUICK);
        assertThat(last.outcome()).isEqualTo("failed");
        assertThat(last.reason()).contains("and on the way back");
        assertThat(instances.sides.values()).as("they go on").containsOnly(World.TWIN);
    }

    @Test
    void withoutAWayDownItTakesConsentAndAnAbortRestarts() {
        RolloutReport refused = rolledOut(two(false), QUICK);
        assertThat(refused.outcome()).isEqualTo("refused");
        assertThat(refused.reason()).contains("no way leads back").contains("--accept-loss");
        Order order = QUICK.steps("weight 50, pause, promote").options(new Options(false, true));
        World.done(rollouts.begin("counter", two(false).write(folder.resolve("next.jar")), order));
        untilPaused();
        rollouts.abort("counter", "enough");
        assertThat(World.done(rollouts.ended("counter")).outcome()).isEqualTo("aborted");
        assertThat(instances.sides.values()).containsOnly(World.BUNDLE);
        assertThat(world.twinJar).isNull();
        assertThat(instances.states.get("counter-1").data()).as("fresh").containsEntry("count", 0);
    }

    private Path halfway() {
        Path jar = two(true).write(folder.resolve("next.jar"));
        World.done(rollouts.begin("counter", jar, QUICK.steps("weight 50, pause, promote")));
        untilPaused();
        return jar;
    }

    private RolloutReport aborted() {
        rollouts.abort("counter", "enough");
        return World.done(rollouts.ended("counter"));
    }

    @Test
    void upgradesAloneAndInSetsAreRefusedMeanwhile() {
        Path jar = halfway();
        assertThat(world.upgrade(two(true)).reason()).contains("is being rolled out");
        ChangeSet set = new ChangeSet(List.of(new ChangeSet.Part("counter", jar)));
        assertThat(World.done(world.upgrading.upgrade(set, Options.NONE)).reason())
                .contains("counter.bundle is being rolled out already; sup:rollout promote or abort counter first");
        assertThat(World.done(world.upgrading.plan(set, Options.NONE)).reason()).contains("is being rolled out");
        aborted();
        everybodyIsOn("1.0.0", 1);
    }

    @Test
    void aGateThatComplainsTakesEverybodyBack() {
        complaint = "too warm";
        RolloutReport last = rolledOut(two(true), QUICK.gate(Duration.ofMillis(1)));
        assertThat(last.outcome()).isEqualTo("aborted");
        assertThat(last.reason()).isEqualTo("too warm");
        everybodyIsOn("1.0.0", 1);
    }

    @ParameterizedTest
    @CsvSource({
        "'weight 50, pause, analysis, promote', '', true",
        "'weight 50, pause, analysis, promote', get, false",
        "'weight 50, pause, promote', '', false"
    })
    void callsOfOthersAreCountedOnlyWhereAnAnalysisAsksForThem(String steps, String words, boolean counted) {
        Order order = QUICK.steps(steps);
        Path jar = two(true).write(folder.resolve("next.jar"));
        World.done(rollouts.begin("counter", jar, words.isEmpty() ? order : order.probe(words)));
        untilPaused();
        assertThat(instances.watched).isEqualTo(counted);
        aborted();
        assertThat(instances.watched).isFalse();
    }

    @Test
    void howItEndedIsKnownAfterABoot() {
        halfway();
        aborted();
        assertThat(world.store.log).containsExactly("begin", "done", "rolled-back");
        RolloutReport later =
                rollouts(new Upgrading(world.ground, Beside.Way.NONE)).status("counter");
        assertThat(later.outcome()).isEqualTo("aborted");
        assertThat(later.reason()).isEqualTo("enough");
        assertThat(later.kind()).isEqualTo("rolling");
        assertThat(rolledOut(two(true), QUICK).outcome()).isEqualTo("promoted");
        assertThat(rollouts(new Upgrading(world.ground, Beside.Way.NONE)).list())
                .extracting(RolloutReport::outcome)
                .containsExactly("promoted");
    }

    @Test
    void theEndOfTheServiceIsAnAbort() {
        halfway();
        rollouts.close();
        assertThat(rollouts(new Upgrading(world.ground, Beside.Way.NONE))
                        .status("counter")
                        .reason())
                .isEqualTo("the upgrade service ended in mid-rollout");
        assertThat(instances.sides.values()).as("who had moved restarts").containsOnly(World.BUNDLE);
        assertThat(world.store.unfinished()).isEmpty();
    }

    @Test
    void aKillInTheMiddleIsToldAfterTheBoot() {
        halfway();
        new Recovery(world.store, world.ground.journal(), world.ground.wall(), Duration.ofMinutes(1)).run();
        RollingOut booted = rollouts(new Upgrading(world.ground, Beside.Way.NONE));
        assertThat(booted.status("counter").outcome()).isEqualTo("aborted");
        assertThat(booted.status("counter").reason())
                .isEqualTo(
                        "the runtime ended in mid-rollout before COMMIT; 1.0.0 was booted, for all, and nothing was decided about "
                                + "2.0.0");
        assertThatThrownBy(() -> booted.resume("counter")).hasMessageContaining("it has ended, aborted");
        assertThat(world.store.unfinished()).isEmpty();
    }
}
