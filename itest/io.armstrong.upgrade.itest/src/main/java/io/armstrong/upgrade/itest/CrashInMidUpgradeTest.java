package io.armstrong.upgrade.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.ChildStatus;
import io.armstrong.api.SupervisorReport;
import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.api.upgrade.Upgrades.Options;
import io.armstrong.upgrade.itest.fixture.Ledger;
import io.armstrong.upgrade.itest.fixture.LedgerTwo;
import io.armstrong.upgrade.itest.fixture.WaitsAtGate;
import java.io.IOException;
import java.time.Duration;
import java.util.Hashtable;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.test.common.annotation.InjectService;

/** Exits of the child between the order and DONE (design section 4): before the hold the twin is discarded; after it a crash is the undo. */
class CrashInMidUpgradeTest extends Runtime {
    @InjectService(timeout = 20_000)
    ConfigurationAdmin configurations;

    /** As many as the normal tier answers with a restart. */
    private static final int LIMIT = 5;

    private static final Set<ChildStatus> UNDER_WAY =
            Set.of(ChildStatus.RESTARTING, ChildStatus.STOPPING, ChildStatus.STARTING);

    private ChildJar two() throws IOException {
        return counter(2).activatedBy(WaitsAtGate.class);
    }

    private CompletionStage<UpgradeReport> begin(ChildJar jar) throws IOException {
        return begin(jar, Options.NONE);
    }

    private CompletionStage<UpgradeReport> begin(ChildJar jar, Options options) throws IOException {
        return upgrades.upgrade(id, jar.write(folder.resolve("next.jar")), options);
    }

    /** Crashes it, and waits until that is seen to. */
    private void crash() {
        long before = report().incarnation();
        supervision.crash(id, "boom");
        soon().until(() -> report().status() != ChildStatus.UP || report().incarnation() > before);
        soon().until(() -> !UNDER_WAY.contains(report().status()));
    }

    /** Looks often: what is held at a gate is held for some seconds only. */
    private static ConditionFactory soon() {
        return await().atMost(DEADLINE).pollInterval(Duration.ofMillis(10));
    }

    @Test
    void newCodeServesUntilTheUndo() throws Exception {
        Bundle bundle = install(counter(1));
        call("add", "41");
        try (Gate gate = Gate.own(id)) {
            CompletionStage<UpgradeReport> walk = begin(two(), new Options(false, true));
            gate.reached();
            assertThat(call("version")).isEqualTo(2L);
            crash();
            await().atMost(DEADLINE).until(() -> status() == ChildStatus.UP);
            assertThat(call("version")).as("never old code with new state").isEqualTo(2L);
            assertThat(report().version()).isEqualTo("2.0.0");
            assertThat(call("add", "5")).isEqualTo(5L);
            gate.open();
            UpgradeReport report = done(walk);
            assertThat(report.outcome()).as(report.reason()).isEqualTo(Outcome.ROLLED_BACK);
            assertThat(report.reason()).contains("crashed in the new version");
        }
        serves(bundle, "1.0.0", 5);
        assertThat(upgrade(counter(2)).reason()).isEmpty();
        serves(bundle, "2.0.0", 5);
    }

    @Test
    void newCodeThatDoesNotStayUpIsUndoneToo() throws Exception {
        Bundle bundle = install(counter(1));
        try (Gate gate = Gate.own(id)) {
            CompletionStage<UpgradeReport> walk = begin(two());
            gate.reached();
            for (int i = 0; i < LIMIT + 1 && status() == ChildStatus.UP; i++) crash();
            assertThat(status()).isEqualTo(ChildStatus.OPEN);
            gate.open();
            UpgradeReport report = done(walk);
            assertThat(report.outcome()).as(report.reason()).isEqualTo(Outcome.ROLLED_BACK);
            assertThat(report.reason()).contains("crashed in the new version and is open");
        }
        await().atMost(DEADLINE).until(() -> status() == ChildStatus.UP);
        serves(bundle, "1.0.0", 0);
    }

    @Test
    void aStopMeanwhileLeavesTheNewVersionStopped() throws Exception {
        Bundle bundle = install(counter(1));
        call("add", "41");
        try (Gate gate = Gate.own(id)) {
            CompletionStage<UpgradeReport> walk = begin(two());
            gate.reached();
            done(supervision.stop(id));
            gate.open();
            UpgradeReport report = done(walk);
            assertThat(report.outcome()).as(report.reason()).isEqualTo(Outcome.COMMITTED);
        }
        assertThat(status()).isEqualTo(ChildStatus.DOWN);
        assertThat(bundle.getState()).isEqualTo(Bundle.RESOLVED);
        done(supervision.start(id));
        serves(bundle, "2.0.0", 0);
    }

    @Test
    void aCrashBeforeTheHoldDiscardsTheTwin() throws Exception {
        Bundle bundle = install(counter(1));
        discarded(bundle, two(), this::crash, "was restarted while its upgrade was prepared");
        serves(bundle, "1.0.0", 0);
    }

    @Test
    void aStopBeforeTheHoldDiscardsTheTwin() throws Exception {
        Bundle bundle = install(counter(1));
        discarded(bundle, two(), () -> done(supervision.stop(id)), id);
        assertThat(status()).isEqualTo(ChildStatus.DOWN);
        done(supervision.start(id));
        serves(bundle, "1.0.0", 0);
    }

    /** Under one_for_all a neighbour's crash is its end too. */
    @Test
    void aGroupRestartBeforeTheHoldDiscardsTheTwin() throws Exception {
        String group = "group-" + id;
        Configuration grouped = configurations.getFactoryConfiguration("io.armstrong.supervisor", group, "?");
        grouped.update(new Hashtable<>(Map.of("tier", "normal", "strategy", "one_for_all")));
        try {
            await().atMost(DEADLINE).until(() -> isUp(group));
            String mate = "mate-" + id;
            install(ChildJar.plain("1.0.0", mate)
                    .header("Armstrong-Child", mate + ";supervisor=" + group)
                    .write(folder.resolve("mate.jar")));
            await().atMost(DEADLINE).until(() -> isUp(mate));
            Bundle bundle = install(in(group, counter(1)));
            Runnable boom = () -> {
                long before = report().incarnation();
                supervision.crash(mate, "boom");
                await().atMost(DEADLINE)
                        .until(() -> report().incarnation() > before && report().status() == ChildStatus.UP);
            };
            discarded(bundle, in(group, two()), boom, "was restarted while its upgrade was prepared");
            serves(bundle, "1.0.0", 0);
        } finally {
            clear();
            forget();
            done(supervision.remove(group));
            grouped.delete();
        }
    }

    private static ChildJar in(String supervisor, ChildJar jar) {
        return jar.inHeader("Provide-Capability", "supervisor=\"\"", "supervisor=\"" + supervisor + '"');
    }

    /** A child or a supervisor of a tier, or a child of such a supervisor. */
    private boolean isUp(String member) {
        return supervision.tree().supervisors().stream().anyMatch(tier -> isUp(tier, member));
    }

    private static boolean isUp(SupervisorReport supervisor, String member) {
        return supervisor.children().stream()
                .anyMatch(each -> each.id().equals(member) && each.status() == ChildStatus.UP
                        || each instanceof SupervisorReport nested && isUp(nested, member));
    }

    private void discarded(Bundle bundle, ChildJar next, Runnable exit, String reason) throws Exception {
        call("add", "41");
        try (Gate gate = Gate.twin(id)) {
            CompletionStage<UpgradeReport> walk = begin(next);
            gate.reached();
            exit.run();
            gate.open();
            UpgradeReport report = done(walk);
            assertThat(report.outcome()).as(report.reason()).isEqualTo(Outcome.REFUSED);
            assertThat(report.reason()).contains(reason);
        }
        assertThat(bundle.getVersion()).hasToString("1.0.0");
        assertThat(context.getBundles())
                .noneMatch(other -> other != bundle && ("test." + id).equals(other.getSymbolicName()));
    }

    /** What was acknowledged before and after the hand-over is there in the version before. */
    @Test
    void nothingDurableIsLostInAnUndo() throws Exception {
        Bundle bundle = install(ledger(1));
        call("add", "41");
        try (Gate gate = Gate.own(id)) {
            CompletionStage<UpgradeReport> walk = begin(ledger(2).activatedBy(WaitsAtGate.class));
            gate.reached();
            assertThat(call("add", "1")).isEqualTo(42L);
            crash();
            await().atMost(DEADLINE).until(() -> status() == ChildStatus.UP);
            assertThat(report().schema()).isEqualTo(2);
            assertThat(call("add", "1")).isEqualTo(43L);
            for (int i = 0; i < LIMIT && status() == ChildStatus.UP; i++) crash();
            gate.open();
            assertThat(done(walk).outcome()).isEqualTo(Outcome.ROLLED_BACK);
        }
        await().atMost(DEADLINE).until(() -> status() == ChildStatus.UP);
        serves(bundle, "1.0.0", 43);
    }

    private ChildJar ledger(int version) throws IOException {
        return counter(version)
                .implementedBy(ChildJar.COUNTER, version == 1 ? Ledger.class : LedgerTwo.class)
                .inHeader("Provide-Capability", "durable=false", "durable=true");
    }
}
