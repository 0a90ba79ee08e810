package io.armstrong.health.leak;

import io.armstrong.health.heap.Mark;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Sees bundles lose their class loaders. The class loader is marked while its bundle stops, because afterwards nobody gives it any more;
 * that takes about a microsecond of whoever stops it, and everything else happens elsewhere.
 */
final class Departures implements SynchronousBundleListener {
    /** Told in the order of what happens; must return at once. */
    interface Told {
        void stops(long bundleId, String symbolicName, String version, Mark loader);

        void replaced(long bundleId);
    }

    private final Told told;

    Departures(Told told) {
        this.told = told;
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        Bundle bundle = event.getBundle();
        switch (event.getType()) {
            case BundleEvent.STOPPING -> stops(bundle);
            case BundleEvent.UPDATED, BundleEvent.UNRESOLVED, BundleEvent.UNINSTALLED ->
                told.replaced(bundle.getBundleId());
            default -> {
                // its class loader stays
            }
        }
    }

    private void stops(Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        String name = bundle.getSymbolicName();
        ClassLoader loader = wiring == null ? null : wiring.getClassLoader();
        if (loader != null && name != null && bundle.getBundleId() != 0)
            told.stops(bundle.getBundleId(), name, bundle.getVersion().toString(), new Mark(loader));
    }
}
