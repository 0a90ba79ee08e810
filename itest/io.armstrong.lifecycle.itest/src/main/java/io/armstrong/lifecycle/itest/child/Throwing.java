package io.armstrong.lifecycle.itest.child;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Cannot start. */
public final class Throwing implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        throw new IllegalStateException("no port");
    }

    @Override
    public void stop(BundleContext context) {}
}
