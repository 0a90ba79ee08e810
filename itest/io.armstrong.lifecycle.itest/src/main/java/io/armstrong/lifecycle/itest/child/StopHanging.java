package io.armstrong.lifecycle.itest.child;

import java.util.concurrent.CountDownLatch;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** As Hanging, in stop. */
public final class StopHanging implements BundleActivator {
    @Override
    public void start(BundleContext context) {}

    @Override
    public void stop(BundleContext context) {
        Hanging.hang(
                (CountDownLatch) System.getProperties().get(context.getBundle().getSymbolicName()));
    }
}
