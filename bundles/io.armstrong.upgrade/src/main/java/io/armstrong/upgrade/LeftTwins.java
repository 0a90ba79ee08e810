package io.armstrong.upgrade;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.spi.Holds;
import io.armstrong.api.spi.Journal;
import io.armstrong.api.spi.Lifecycle;
import java.time.Duration;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** Twins that a kill left behind in a framework that keeps its cache: always discarded, whatever the log says (design section 4). */
record LeftTwins(BundleContext context, Lifecycle lifecycle, Journal journal) {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    void discard() {
        for (Bundle bundle : context.getBundles())
            if (bundle.getLocation().startsWith(Holds.TWIN_LOCATION)) discard(bundle);
    }

    private void discard(Bundle twin) {
        String name = String.valueOf(twin.getSymbolicName());
        String version = twin.getVersion().toString();
        lifecycle
                .uninstall(twin.getBundleId(), LIMIT)
                .thenAccept(outcome -> journal.record(
                        outcome.done()
                                ? new ArmstrongEvent.UpgradeStep(
                                        name, "", version, "discard-twin", "left by a kill, discarded")
                                : new ArmstrongEvent.AlarmSet(
                                        name,
                                        "upgrade",
                                        "a twin left by a kill cannot be uninstalled: " + outcome.cause(),
                                        "uninstall bundle " + twin.getBundleId() + " by hand")));
    }
}
