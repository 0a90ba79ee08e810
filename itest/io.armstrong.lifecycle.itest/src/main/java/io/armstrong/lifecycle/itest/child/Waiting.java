package io.armstrong.lifecycle.itest.child;

import java.util.concurrent.CountDownLatch;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Waits for what never comes, and heeds an interrupt. */
public final class Waiting implements BundleActivator {
    @Override
    public void start(BundleContext context) throws Exception {
        new CountDownLatch(1).await();
    }

    @Override
    public void stop(BundleContext context) {}
}
