package io.armstrong.lifecycle.itest.child;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Wants more than there is. */
public final class OutOfMemory implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        // Longer than any array can be: the error comes without filling the heap.
        long[][] hoard = new long[Integer.MAX_VALUE][];
        hoard[0] = new long[0];
    }

    @Override
    public void stop(BundleContext context) {}
}
