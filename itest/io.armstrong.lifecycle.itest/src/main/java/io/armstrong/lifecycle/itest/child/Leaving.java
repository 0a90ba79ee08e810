package io.armstrong.lifecycle.itest.child;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Leaves a thread local of its own class on the thread that starts it. */
public final class Leaving implements BundleActivator {
    private static final ThreadLocal<Object> LEFT = new ThreadLocal<>();

    @Override
    public void start(BundleContext context) {
        LEFT.set(this);
    }

    @Override
    public void stop(BundleContext context) {}
}
