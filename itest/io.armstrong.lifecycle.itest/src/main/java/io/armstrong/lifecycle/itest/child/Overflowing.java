package io.armstrong.lifecycle.itest.child;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Runs out of stack. */
public final class Overflowing implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        deeper(0);
    }

    private long deeper(long depth) {
        return depth < 0 ? 0 : 1 + deeper(depth + 1);
    }

    @Override
    public void stop(BundleContext context) {}
}
