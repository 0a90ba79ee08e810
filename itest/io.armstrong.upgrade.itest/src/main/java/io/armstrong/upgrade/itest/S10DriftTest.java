package io.armstrong.upgrade.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.Alarm;
import io.armstrong.api.Alarms;
import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ChildReport.BundleReport;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.spi.Journal;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.test.common.annotation.InjectService;

/**
 * Feature S10, invariant I16, fault row 15: an update behind the runtime's back is seen, told with both digests, and adopted, taken back
 * or left, as the child's policy says. No restart of it is counted.
 */
class S10DriftTest extends Runtime {
    private static final int UPDATES = 30;

    @InjectService(timeout = 20_000)
    Journal journal;

    @InjectService(timeout = 20_000)
    Alarms alarms;

    private ChildJar counter(int version, String drift) throws Exception {
        return counter(version).inHeader("Provide-Capability", "drift=\"\"", "drift=\"" + drift + "\"");
    }

    /** As a shell or a web console does it. @return digest of what was there before */
    private String updatedBySomebody(Bundle bundle, ChildJar next) throws Exception {
        String before = bundleReport().sha256();
        Path jar = next.write(folder.resolve("by-somebody.jar"));
        try (InputStream in = Files.newInputStream(jar)) {
            bundle.update(in);
        }
        return before;
    }

    private BundleReport bundleReport() {
        return Objects.requireNonNull(report().bundle());
    }

    private ArmstrongEvent.Drifted told() {
        await().atMost(DEADLINE).until(() -> !drifts().isEmpty());
        return drifts().get(0);
    }

    private List<ArmstrongEvent.Drifted> drifts() {
        return journal.entries(id, 1000).stream()
                .map(Journal.Entry::event)
                .filter(ArmstrongEvent.Drifted.class::isInstance)
                .map(ArmstrongEvent.Drifted.class::cast)
                .filter(drifted -> drifted.found().contains("updated to"))
                .toList();
    }

    private void alarmed(String word) {
        await().atMost(DEADLINE).until(() -> alarms.list().stream()
                .anyMatch(alarm -> alarm.child().equals(id) && alarm.alarm().equals("drift")));
        assertThat(alarms.list())
                .filteredOn(alarm -> alarm.child().equals(id) && alarm.alarm().equals("drift"))
                .extracting(Alarm::text)
                .singleElement()
                .asString()
                .contains(word);
    }

    /** Up in a second incarnation, at that version, and nobody counted it as a restart after an exit. */
    private void restartedAt(String version) {
        await().atMost(DEADLINE)
                .until(() -> status() == ChildStatus.UP
                        && report().incarnation() > 1
                        && report().version().equals(version));
        assertThat(report().incarnation()).as("one new incarnation").isEqualTo(2);
        assertThat(journal.entries(id, 1000))
                .as("nobody decided about an exit")
                .noneMatch(entry -> entry.event() instanceof ArmstrongEvent.Decided);
    }

    @Test
    void row15ByDefaultItIsAdopted() throws Exception {
        Bundle bundle = install(counter(1));
        String before = updatedBySomebody(bundle, counter(2));
        assertThat(told().found()).contains("1.0.0", "2.0.0", before.substring(0, 12));
        assertThat(told().action()).isEqualTo("adopted");
        restartedAt("2.0.0");
        assertThat(call("version")).isEqualTo(2L);
        assertThat(bundleReport().drifted()).isEmpty();
        assertThat(bundleReport().sha256()).as("the store has it").isNotEqualTo(before);
        assertThat(upgrades.versions(id))
                .extracting(revision -> revision.version())
                .contains("1.0.0", "2.0.0");
        alarmed("adopted");
    }

    @Test
    void row15WhereThePolicySaysSoThePinnedJarIsPutBack() throws Exception {
        Bundle bundle = install(counter(1, "revert"));
        String before = updatedBySomebody(bundle, counter(2));
        assertThat(told().action()).isEqualTo("put back");
        restartedAt("1.0.0");
        assertThat(call("add", "2")).isEqualTo(2L);
        assertThat(bundle.getVersion()).hasToString("1.0.0");
        assertThat(bundleReport().sha256()).isEqualTo(before);
        assertThat(bundleReport().drifted()).isEmpty();
        alarmed("put back");
    }

    @Test
    void row15OrItIsLeftForAPersonToDecide() throws Exception {
        Bundle bundle = install(counter(1, "alarm"));
        String before = updatedBySomebody(bundle, counter(2));
        assertThat(told().action()).isEqualTo("left as it is");
        restartedAt("2.0.0");
        assertThat(bundleReport().sha256()).as("what the store has").isEqualTo(before);
        assertThat(bundleReport().drifted()).as("what runs").hasSize(64).isNotEqualTo(before);
        alarmed("left as it is");

        done(upgrades.adopt(id, folder.resolve("by-somebody.jar")));
        assertThat(bundleReport().drifted()).isEmpty();
        assertThat(bundleReport().sha256()).isNotEqualTo(before);
    }

    @Test
    void theSameContentAgainIsToldAndNoAlarm() throws Exception {
        Bundle bundle = install(counter(1, "revert"));
        updatedBySomebody(bundle, counter(1, "revert"));
        assertThat(told().action()).isEqualTo("nothing to do");
        restartedAt("1.0.0");
        assertThat(alarms.list())
                .noneMatch(alarm -> alarm.child().equals(id) && alarm.alarm().equals("drift"));
    }

    /** The framework tells of an update before it is done with it. */
    @Test
    void whatIsReadInTheMiddleOfAnUpdateIsNotTakenForNewContent() throws Exception {
        Bundle bundle = install(counter(1));
        String stored = bundleReport().sha256();
        for (int update = 1; update <= UPDATES; update++) {
            updatedBySomebody(bundle, counter(1));
            int told = update;
            await().atMost(DEADLINE).until(() -> drifts().size() >= told);
        }
        assertThat(drifts()).extracting(ArmstrongEvent.Drifted::action).containsOnly("nothing to do");
        assertThat(bundleReport().sha256()).isEqualTo(stored);
    }

    @Test
    void aStopByAnotherHandIsAnExit() throws Exception {
        Bundle bundle = install(counter(1));
        bundle.stop();
        await().atMost(DEADLINE).until(() -> status() == ChildStatus.UP && report().incarnation() == 2);
        assertThat(journal.entries(id, 1000))
                .anyMatch(entry -> entry.event() instanceof ArmstrongEvent.ChildExited exited
                        && exited.reason().text().contains("stopped by somebody else"));
        assertThat(report().restarts()).isEqualTo(1);
    }

    @Test
    void anUninstallByAnotherHandIsAnExitAndTheStoreBringsItBack() throws Exception {
        Bundle bundle = install(counter(1));
        bundle.uninstall();
        await().atMost(DEADLINE).until(() -> status() == ChildStatus.UP && report().incarnation() == 2);
        assertThat(bundleReport().bundleId()).isNotEqualTo(bundle.getBundleId());
        assertThat(call("get")).isEqualTo(0L);
        long again = bundleReport().bundleId();
        done(supervision.remove(id));
        context.getBundle(again).uninstall();
        forget();
    }
}
