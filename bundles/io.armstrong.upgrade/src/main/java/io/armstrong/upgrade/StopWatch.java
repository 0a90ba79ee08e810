package io.armstrong.upgrade;

import io.armstrong.api.spi.Holds;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;

/** Hears which bundles stop. */
final class StopWatch implements SynchronousBundleListener, RunningBundles.Stops {
    private final BundleContext context;
    private final Set<String> names = new ConcurrentSkipListSet<>();

    StopWatch(BundleContext context) {
        this.context = context;
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        Bundle bundle = event.getBundle();
        if (event.getType() != BundleEvent.STOPPED || bundle.getLocation().startsWith(Holds.TWIN_LOCATION)) return;
        names.add(bundle.getSymbolicName() == null ? "bundle " + bundle.getBundleId() : bundle.getSymbolicName());
    }

    @Override
    public List<String> names() {
        return List.copyOf(names);
    }

    @Override
    public void close() {
        context.removeBundleListener(this);
    }
}
