package io.armstrong.supervisor.itest.child;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Fails to start as often as the system property named after its bundle says. */
public final class Activator implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        String property = "fail." + context.getBundle().getSymbolicName();
        int left = Integer.getInteger(property, 0);
        if (left == 0) return;
        System.setProperty(property, Integer.toString(left - 1));
        throw new IllegalStateException("told to fail, " + left + " times more");
    }

    @Override
    public void stop(BundleContext context) {
        // nothing was opened
    }
}
