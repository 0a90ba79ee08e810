package io.armstrong.health;

import io.armstrong.api.health.Health;
import io.armstrong.health.felix.FelixBridge;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;

/**
 * Builds the bridge to Felix Health Checks as soon as their API is there. Nothing of that API may be named here: it is optional, and
 * may come later than this bundle.
 */
final class FelixHealth implements BundleListener, AutoCloseable {
    private static final String API = "org.apache.felix.hc.api.HealthCheck";

    private final BundleContext context;
    private final Health health;
    private final Checks checks;
    /** Guarded by this. */
    private @Nullable FelixBridge bridge;

    FelixHealth(BundleContext context, Health health, Checks checks) {
        this.context = context;
        this.health = health;
        this.checks = checks;
    }

    void open() {
        context.addBundleListener(this);
        build();
    }

    /** A bundle that was resolved may have brought the API. */
    @Override
    public void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.RESOLVED) build();
    }

    private synchronized void build() {
        if (bridge == null && present()) bridge = new FelixBridge(context, health, checks);
    }

    private static boolean present() {
        try {
            Class.forName(API, false, FelixHealth.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        context.removeBundleListener(this);
        synchronized (this) {
            if (bridge != null) bridge.close();
            bridge = null;
        }
    }
}
