package io.armstrong.examples.flaky;

import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/** Fails when its fuses are lit; else does nothing. */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class FlakyActivator implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        Fuse.ACTIVATOR.spark();
    }

    @Override
    public void stop(BundleContext context) throws InterruptedException {
        Stall.hang(Fuse.ACTIVATOR_STOP_HANG.burnDown());
    }
}
