package io.armstrong.face.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.spi.Faces;
import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.Upgrades;
import io.armstrong.face.itest.words.Caller;
import io.armstrong.face.itest.words.Echo;
import java.lang.ref.WeakReference;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.test.common.annotation.InjectService;

/** Row I3: who keeps an old reference reaches new code, and what leaks past the proxy is told. */
class I3StaleReferencesTest extends Scene {
    @InjectService(timeout = 20_000)
    Upgrades upgrades;

    @Test
    void anOldReferenceReachesNewCodeAndPinsNoOldLoader() throws Exception {
        Bundle child = child("i3-stale", "");
        Echo kept = echo("i3-stale");
        Caller caller = caller("i3-stale");
        assertThat(kept.say("x")).isEqualTo("1.0.0:x");
        WeakReference<ClassLoader> old = loader(child);
        UpgradeReport report = done(
                upgrades.upgrade("i3-stale", Jars.child("i3-stale", "2.0.0", "").in(folder), Upgrades.Options.NONE));
        assertThat(report.outcome()).as(report.toString()).isEqualTo(UpgradeReport.Outcome.COMMITTED);
        assertThat(kept.say("x")).isEqualTo("2.0.0:x");
        assertThat(caller.echo().say("y")).isEqualTo("2.0.0:y");
        assertThat(caller.activations()).isEqualTo(1);
        await().until(() -> references(Echo.class, "(version=2.0.0)").size() == 1);
        if (keepsLoadersItself()) return;
        await().until(() -> {
            System.gc();
            return old.get() == null;
        });
    }

    /** Equinox keeps the loader of a DS component that was got as a service and given back, with a face and without (measured). */
    private boolean keepsLoadersItself() {
        return context.getBundle(0).getSymbolicName().equals("org.eclipse.osgi");
    }

    private static WeakReference<ClassLoader> loader(Bundle bundle) {
        return new WeakReference<>(
                Objects.requireNonNull(bundle.adapt(BundleWiring.class)).getClassLoader());
    }

    @Test
    void anObjectOfTheChildsOwnClassThatEscapesIsReported() throws Exception {
        child("i3-leak", "");
        Object leaked = echo("i3-leak").giveAway();
        assertThat(leaked).isInstanceOf(Echo.class);
        seen("i3-leak", "Echo.giveAway hands out an object of the child's own class");
        assertThat(report("i3-leak").services())
                .extracting(Faces.Service::note)
                .singleElement()
                .asString()
                .contains("giveAway");
    }
}
