package io.armstrong.upgrade.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.upgrade.RolloutGate;
import io.armstrong.api.upgrade.RolloutReport;
import io.armstrong.api.upgrade.Rollouts;
import io.armstrong.api.upgrade.Rollouts.Order;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.api.upgrade.Upgrades.Options;
import io.armstrong.upgrade.itest.fixture.ThrowsWhenResumed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.test.common.annotation.InjectService;

/** Feature U7: instances move to the new version one by one with a gate between; pause, resume and abort at any time. */
class U7RollingTest extends Runtime {
    private static final Order QUICK = Order.DEFAULT
            .gate(Duration.ofMillis(50))
            .analysis("interval=50 count=1 calls=20 floor=1000 background=false");
    private static final int INSTANCES = 5;

    @InjectService(timeout = 20_000)
    Rollouts rollouts;

    /** Of the supervisor: it is there, and its bundle starts with its first instance. */
    @Override
    ChildStatus status() {
        boolean there = supervision.tree().supervisors().stream()
                .flatMap(tier -> tier.children().stream())
                .anyMatch(member -> member.id().equals(id) && member.status() == ChildStatus.UP);
        return there ? ChildStatus.UP : ChildStatus.STARTING;
    }

    private ChildJar dynamic(int version) throws IOException {
        return counter(version).inHeader("Provide-Capability", "dynamic=false", "dynamic=true");
    }

    private Bundle installed() throws Exception {
        Bundle bundle = install(dynamic(1));
        for (int i = 1; i <= INSTANCES; i++) {
            done(supervision.startDynamic(id, instance(i), Map.of()));
            add(i, i);
        }
        return bundle;
    }

    private String instance(int number) {
        return id + "-" + number;
    }

    private long add(int number, long by) {
        return (Long) done(
                supervision.callWords(instance(number), List.of("add", Long.toString(by)), Duration.ofSeconds(10)));
    }

    private Map<String, Object> stateOf(int number) {
        return done(supervision.state(instance(number), Duration.ofSeconds(5))).state();
    }

    private RolloutReport begin(ChildJar jar, Order order) throws IOException {
        RolloutReport begun = done(rollouts.begin(id, jar.write(folder.resolve("next.jar")), order));
        assertThat(begun.outcome()).as(begun.reason()).isIn("", "aborted", "promoted");
        return begun;
    }

    private RolloutReport until(String phase) {
        await().atMost(DEADLINE).until(() -> rollouts.status(id).phase().equals(phase));
        return rollouts.status(id);
    }

    private RolloutReport ended() {
        return done(rollouts.ended(id));
    }

    private List<Integer> on(String version, int instances) {
        return IntStream.rangeClosed(1, instances)
                .filter(i -> supervision.status(instance(i)).version().equals(version))
                .boxed()
                .toList();
    }

    private void noTwinIsLeft() {
        assertThat(Arrays.stream(context.getBundles())
                        .filter(bundle -> bundle.getLocation().startsWith("armstrong-twin:test." + id + "/")))
                .isEmpty();
    }

    /** The counts of all instances as they were added, on the old version. */
    private void everythingIsAsItWas(Bundle bundle) {
        assertThat(bundle.getVersion()).hasToString("1.0.0");
        assertThat(on("1.0.0", INSTANCES)).hasSize(INSTANCES);
        for (int i = 1; i <= INSTANCES; i++) assertThat(stateOf(i)).isEqualTo(Map.of("count", (long) i));
        noTwinIsLeft();
    }

    @Test
    void oneByOneWithTheirStateAndNoCallLost() throws Exception {
        Bundle bundle = installed();
        long bundleId = bundle.getBundleId();
        List<ChildReport> before = reports();
        AtomicLongArray answered = new AtomicLongArray(INSTANCES + 1);
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> caller = CompletableFuture.runAsync(() -> {
            for (int i = 1; !over.get(); i = i % INSTANCES + 1) answered.set(i, add(i, 1));
        });
        begin(dynamic(2), QUICK);
        RolloutReport last = ended();
        over.set(true);
        assertThat(caller).as("no call failed").succeedsWithin(DEADLINE);
        assertThat(last.outcome()).as(last.reason()).isEqualTo("promoted");
        assertThat(bundle.getBundleId()).isEqualTo(bundleId);
        assertThat(bundle.getVersion()).hasToString("2.0.0");
        assertThat(bundle.getState()).isEqualTo(Bundle.ACTIVE);
        assertThat(on("2.0.0", INSTANCES)).hasSize(INSTANCES);
        for (int i = 1; i <= INSTANCES; i++) {
            if (answered.get(i) > 0) assertThat(stateOf(i)).containsEntry("count", answered.get(i));
            assertThat(stateOf(i)).containsKeys("step", "adds");
        }
        assertThat(reports())
                .as("no exit")
                .extracting(ChildReport::incarnation)
                .isEqualTo(before.stream().map(ChildReport::incarnation).toList());
        noTwinIsLeft();
        assertThat(upgrades.history(instance(1))).last().satisfies(logged -> {
            assertThat(logged.outcome()).isEqualTo(Outcome.COMMITTED);
            assertThat(logged.to()).isEqualTo("2.0.0");
        });
        done(supervision.startDynamic(id, instance(6), Map.of()));
        assertThat(on("2.0.0", 6)).hasSize(6);
    }

    private List<ChildReport> reports() {
        return IntStream.rangeClosed(1, INSTANCES)
                .mapToObj(i -> supervision.status(instance(i)))
                .toList();
    }

    @Test
    void pausedAtAShareNewcomersKeepItAndAnAbortBringsEverybodyBack() throws Exception {
        Bundle bundle = installed();
        begin(dynamic(2), QUICK.steps("weight 40, pause, promote"));
        RolloutReport paused = until("paused");
        assertThat(paused.moved()).isEqualTo(2);
        assertThat(on("2.0.0", INSTANCES)).hasSize(2);
        assertThat(bundle.getVersion()).hasToString("1.0.0");
        for (int i = INSTANCES + 1; i <= 2 * INSTANCES; i++) {
            done(supervision.startDynamic(id, instance(i), Map.of()));
            assertThat(on("2.0.0", i).size() * 100).isLessThanOrEqualTo(40 * i);
        }
        assertThat(on("2.0.0", 2 * INSTANCES)).hasSize(4);
        Path jar = dynamic(2).write(folder.resolve("again.jar"));
        assertThat(done(upgrades.upgrade(instance(1), jar, Options.NONE)).reason())
                .contains("is being rolled out");
        supervision.crash(instance(1), "boom");
        assertThat(ended().outcome())
                .as("a crash on the new side ends it, paused or not")
                .isEqualTo("aborted");
        await().atMost(DEADLINE).until(() -> supervision.status(instance(1)).status() == ChildStatus.UP);
        add(1, 1);
        everythingIsAsItWas(bundle);
    }

    @Test
    void abortByHandMigratesTheStateDown() throws Exception {
        Bundle bundle = installed();
        begin(dynamic(2), QUICK.steps("weight 60, pause, promote"));
        until("paused");
        assertThat(on("2.0.0", INSTANCES)).hasSize(3);
        add(1, 10);
        rollouts.abort(id, "enough");
        assertThat(ended().reason()).isEqualTo("enough");
        assertThat(stateOf(1)).isEqualTo(Map.of("count", 11L));
        add(1, -10);
        everythingIsAsItWas(bundle);
    }

    @Test
    void aCrashInTheGateIsAnAbort() throws Exception {
        installed();
        begin(dynamic(2), QUICK.gate(Duration.ofMinutes(10)));
        until("gating");
        String moved = instance(on("2.0.0", INSTANCES).get(0));
        supervision.crash(moved, "boom");
        RolloutReport last = ended();
        assertThat(last.outcome()).isEqualTo("aborted");
        assertThat(last.reason()).contains(moved + " crashed in 2.0.0");
        assertThat(on("1.0.0", INSTANCES)).hasSize(INSTANCES);
        noTwinIsLeft();
    }

    @Test
    void whoCannotResumeGoesOnInTheOldVersion() throws Exception {
        Bundle bundle = installed();
        ChildJar bad = dynamic(2).implementedBy(ChildJar.COUNTER, ThrowsWhenResumed.class);
        begin(bad, QUICK);
        RolloutReport last = ended();
        assertThat(last.outcome()).isEqualTo("aborted");
        assertThat(last.reason()).contains("could not be moved");
        everythingIsAsItWas(bundle);
    }

    @Test
    void whatAnybodysGateSaysTakesEverybodyBack() throws Exception {
        Bundle bundle = installed();
        RolloutGate gate = now -> now.moved() < 2 ? "" : "two are enough";
        ServiceRegistration<RolloutGate> registered = context.registerService(
                RolloutGate.class, gate, FrameworkUtil.asDictionary(Map.of(RolloutGate.CHILD, id)));
        try {
            begin(dynamic(2), QUICK);
            RolloutReport last = ended();
            assertThat(last.outcome()).isEqualTo("aborted");
            assertThat(last.reason()).isEqualTo("the gate of io.armstrong.upgrade.itest says: two are enough");
            everythingIsAsItWas(bundle);
        } finally {
            registered.unregister();
        }
    }

    @Test
    void pauseInTheGateHoldsTheNextAndPromoteByHandGoesToTheEnd() throws Exception {
        Bundle bundle = installed();
        begin(dynamic(2), QUICK.gate(Duration.ofSeconds(2)));
        rollouts.pause(id);
        int moved = until("paused").moved();
        assertThat(moved).isBetween(0, INSTANCES - 1);
        rollouts.resume(id);
        rollouts.promote(id);
        assertThat(ended().outcome()).isEqualTo("promoted");
        assertThat(bundle.getVersion()).hasToString("2.0.0");
        for (int i = 1; i <= INSTANCES; i++) assertThat(stateOf(i)).containsEntry("count", (long) i);
    }

    @Test
    void aShareOfInstancesIsComparedByProbes() throws Exception {
        installed();
        begin(dynamic(2), QUICK.steps("weight 40, analysis, promote").probe("get"));
        RolloutReport last = ended();
        assertThat(last.outcome()).as(last.reason()).isEqualTo("promoted");
        assertThat(last.told()).anyMatch(line -> line.startsWith("verdict success"));
        assertThat(last.sides()).extracting("version").containsExactly("2.0.0", "1.0.0");
        assertThat(last.sides().get(0).calls()).isGreaterThanOrEqualTo(20);
    }

    /** Without words for probes the calls that others make are compared, each counted where it was answered. */
    @Test
    void aShareOfInstancesIsComparedByRealCalls() throws Exception {
        Bundle bundle = installed();
        AtomicBoolean over = new AtomicBoolean();
        AtomicLong answered = new AtomicLong();
        CompletableFuture<Void> caller = CompletableFuture.runAsync(() -> {
            for (int i = 1; !over.get(); i = i % INSTANCES + 1) {
                add(i, 0);
                answered.incrementAndGet();
            }
        });
        try {
            begin(
                    dynamic(2),
                    QUICK.steps("weight 40, analysis, promote")
                            .analysis("interval=500 count=1 calls=20 floor=5000 background=false"));
            await().atMost(DEADLINE).until(this::endedOrLooksAgain);
            RolloutReport last = ended();
            assertThat(last.outcome()).as(last.reason()).isEqualTo("promoted");
            assertThat(last.told()).anyMatch(line -> line.startsWith("verdict success"));
            assertThat(last.sides()).extracting("version").containsExactly("2.0.0", "1.0.0");
            assertThat(last.sides()).allMatch(side -> side.calls() >= 20 && side.errors() == 0);
            assertThat(last.sides().get(0).calls() + last.sides().get(1).calls())
                    .as("real calls, each once")
                    .isLessThanOrEqualTo(answered.get() + 1);
        } finally {
            over.set(true);
            assertThat(caller).as("no call failed").succeedsWithin(DEADLINE);
        }
        assertThat(bundle.getVersion()).hasToString("2.0.0");
    }

    /** A busy machine may need more than one look until there were calls enough. */
    private boolean endedOrLooksAgain() {
        RolloutReport now = rollouts.status(id);
        if (now.phase().equals("paused")) rollouts.resume(id);
        return now.ended();
    }

    @Test
    void whatIsAskedTwiceIsRefused() throws Exception {
        installed();
        begin(dynamic(2), QUICK.steps("weight 20, pause, promote"));
        Path jar = dynamic(2).write(folder.resolve("again.jar"));
        assertThatThrownBy(() ->
                        rollouts.begin(id, jar, QUICK).toCompletableFuture().join())
                .hasMessageContaining("rolled out already");
        rollouts.abort(id, "enough");
        rollouts.abort(id, "twice says it once");
        assertThat(ended().reason()).isEqualTo("enough");
    }
}
