package io.armstrong.upgrade.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.api.upgrade.Upgrades.Options;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;

/** A refusal costs nothing: not one bundle event (features U5 and U15, invariant I28). */
class RefusalTest extends Runtime {
    @Test
    void costsNoBundleEvent() throws Exception {
        Bundle bundle = install(counter(1));
        call("add", "41");
        Path broken = Files.write(folder.resolve("broken.jar"), new byte[] {'P', 'K', 3, 4, 0, 0});
        List<BundleEvent> events = new CopyOnWriteArrayList<>();
        SynchronousBundleListener listener = events::add;
        context.addBundleListener(listener);
        try {
            refused(done(upgrades.upgrade(id, broken, Options.NONE)), "is no readable jar");
            refused(upgrade(counter(2).header("Bundle-SymbolicName", "other")), "the jar holds other");
            refused(upgrade(counter(1)), "these are the bytes that run");
            refused(upgrade(counter(1).header("Bundle-Version", "0.9.0")), "is older than the running 1.0.0");
            refused(
                    upgrade(counter(2).inHeader("Provide-Capability", "from:Long=1", "from:Long=7")),
                    "no migration 1 -> 2");
            refused(
                    upgrade(counter(2)
                            .inHeader("Provide-Capability", "io.armstrong.child=" + id, "io.armstrong.child=x")),
                    "no longer declares child " + id);
        } finally {
            context.removeBundleListener(listener);
        }
        assertThat(events).isEmpty();
        assertThat(upgrades.history(id)).isEmpty();
        serves(bundle, "1.0.0", 41);
    }

    @Test
    void onlyTheJarThatRunsIsAdopted() throws Exception {
        install(counter(1));
        Path same = counter(1).write(folder.resolve("same.jar"));
        assertThat(done(upgrades.adopt(id, same)).sha256())
                .isEqualTo(upgrades.versions(id).get(0).sha256());
        Path other =
                counter(1).inHeader("Import-Package", "java.util", "java.util ").write(folder.resolve("other.jar"));
        assertThatThrownBy(() -> done(upgrades.adopt(id, other)))
                .hasMessageContaining("differ in META-INF/MANIFEST.MF");
        assertThatThrownBy(() -> done(upgrades.adopt(id, counter(2).write(folder.resolve("two.jar")))))
                .hasMessageContaining("the jar holds test." + id + " 2.0.0");
    }

    private static void refused(UpgradeReport report, String reason) {
        assertThat(report.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(report.reason()).contains(reason);
    }
}
