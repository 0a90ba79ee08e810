package io.armstrong.distribution;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** A child that stops its own bundle as soon as it runs, each time anew. Its supervisor takes that for a crash. */
public final class StopsItself implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        Bundle own = context.getBundle();
        new Thread(() -> stop(own), "stops-itself").start();
    }

    /** Waits for the end of the start, as the framework has it. */
    private static void stop(Bundle bundle) {
        try {
            while (bundle.getState() == Bundle.STARTING) Thread.onSpinWait();
            bundle.stop(Bundle.STOP_TRANSIENT);
        } catch (BundleException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop(BundleContext context) {}
}
