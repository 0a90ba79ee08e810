package io.armstrong.upgrade.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.upgrade.PlanReport;
import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.api.upgrade.Upgrades.Options;
import io.armstrong.api.upgrade.Upgrades.Score;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;

/**
 * Fault row 19, invariant I23: a refresh over several children restarts them in order; the plan says so before, nothing of it counts,
 * and what stopped is what was predicted.
 */
class Row19WiredChildrenTest extends Runtime {
    private final List<String> wired = new ArrayList<>();
    private final List<Bundle> bundles = new ArrayList<>();
    /** By tier, when the test begins. */
    private final Map<String, Integer> used = new HashMap<>();

    private String pack() {
        return "row19." + id.replaceAll("\\W", "_");
    }

    private ChildJar exporting(int version, boolean plain) throws IOException {
        ChildJar jar = plain ? ChildJar.plain(version + ".0.0", id) : counter(version);
        return jar.header("Export-Package", pack() + ";version=1.0.0");
    }

    /** Another child, wired to the first. */
    private void wire(String tier) throws Exception {
        String name = id + "-" + wired.size();
        ChildJar jar = ChildJar.plain("1.0.0", name)
                .header("Armstrong-Child", name + ";tier=" + tier)
                .header("Import-Package", pack());
        Bundle bundle = context.installBundle(
                jar.write(folder.resolve(name + ".jar")).toUri().toString());
        bundles.add(bundle);
        wired.add(name);
        await().atMost(DEADLINE).until(() -> up(name));
    }

    private boolean up(String name) {
        try {
            return supervision.status(name).status() == ChildStatus.UP;
        } catch (SupervisionException notYet) {
            return false;
        }
    }

    @AfterEach
    void unwire() throws Exception {
        for (String name : wired) done(supervision.remove(name));
        for (Bundle bundle : bundles) bundle.uninstall();
    }

    @Test
    void theyRestartInOrderWhileTheTwinServes() throws Exception {
        inOrder(false);
        assertThat(call("get")).isEqualTo(41L);
    }

    @Test
    void theyRestartInOrderTheDirectWay() throws Exception {
        inOrder(true);
    }

    private void inOrder(boolean plain) throws Exception {
        install(exporting(1, plain));
        if (!plain) call("add", "41");
        wire("peripheral");
        wire("normal");
        wire("critical");
        List<String> order = List.of(wired.get(2), wired.get(1), wired.get(0));
        Path next = exporting(2, plain).write(folder.resolve("next.jar"));
        PlanReport plan = done(upgrades.plan(id, next, Options.NONE));
        assertThat(plan.reason()).isEmpty();
        assertThat(plan.notes()).anyMatch(note -> note.contains("counted nowhere: " + String.join(", ", order)));
        Set<String> stopped = new LinkedHashSet<>();
        List<String> started = new CopyOnWriteArrayList<>();
        SynchronousBundleListener listener = event -> {
            String name = event.getBundle().getSymbolicName().substring("test.".length());
            if (!wired.contains(name)) return;
            if (event.getType() == BundleEvent.STOPPED) stopped.add(name);
            if (event.getType() == BundleEvent.STARTED) started.add(name);
        };
        context.addBundleListener(listener);
        UpgradeReport report = done(upgrades.upgrade(id, next, Options.NONE));
        context.removeBundleListener(listener);
        assertThat(report.outcome()).as(report.reason()).isEqualTo(Outcome.COMMITTED);
        assertThat(started).containsExactlyElementsOf(order);
        assertThat(stopped).containsExactly(wired.get(0), wired.get(1), wired.get(2));
        for (String name : wired) restartedUncounted(name);
        assertThat(upgrades.scores(id)).hasSize(1).allMatch(Score::right);
        assertThat(report().version()).isEqualTo("2.0.0");
    }

    /** What other tests used up before. */
    @BeforeEach
    void count() {
        supervision.tree().supervisors().forEach(tier -> used.put(tier.id(), tier.used()));
    }

    private void restartedUncounted(String name) {
        ChildReport child = supervision.status(name);
        assertThat(child.status()).isEqualTo(ChildStatus.UP);
        assertThat(child.incarnation()).as(name).isEqualTo(2);
        assertThat(supervision.tree().supervisors())
                .allSatisfy(tier -> assertThat(tier.used()).as(tier.id()).isLessThanOrEqualTo(used.get(tier.id())));
    }

    @Test
    void aChildOfTheErrorKernelTakesConsent() throws Exception {
        install(exporting(1, true));
        wire("error-kernel");
        List<BundleEvent> events = new CopyOnWriteArrayList<>();
        SynchronousBundleListener listener = events::add;
        context.addBundleListener(listener);
        UpgradeReport refused = upgrade(exporting(2, true));
        context.removeBundleListener(listener);
        assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(refused.reason()).contains("error kernel", wired.get(0), "--yes");
        assertThat(events).as("the framework was asked for nothing").isEmpty();
        UpgradeReport report = upgrade(exporting(2, true), Options.NONE.consenting());
        assertThat(report.outcome()).as(report.reason()).isEqualTo(Outcome.COMMITTED);
        restartedUncounted(wired.get(0));
    }
}
