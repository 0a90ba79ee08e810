package io.armstrong.lifecycle.itest.child;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Cannot stop in peace. */
public final class StopThrowing implements BundleActivator {
    @Override
    public void start(BundleContext context) {}

    @Override
    public void stop(BundleContext context) {
        throw new IllegalStateException("cannot flush");
    }
}
