package io.armstrong.health.felix;

import io.armstrong.api.health.Health;
import io.armstrong.health.Checks;
import org.osgi.framework.BundleContext;

/** Both directions, opened and closed together. */
public final class FelixBridge implements AutoCloseable {
    private final TreeChecks outward;
    private final ChildChecks inward;

    /** Opens it. */
    public FelixBridge(BundleContext context, Health health, Checks checks) {
        outward = new TreeChecks(context, health);
        inward = new ChildChecks(context, checks);
        inward.open();
    }

    @Override
    public void close() {
        inward.close();
        outward.close();
    }
}
