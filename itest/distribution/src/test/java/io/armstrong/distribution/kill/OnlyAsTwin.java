package io.armstrong.distribution.kill;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** In a process in which it started beside the running bundle it does not start in its place: the way to an undo after COMMIT. */
public final class OnlyAsTwin implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        boolean twin = context.getBundle().getLocation().startsWith("armstrong-twin:");
        if (twin) System.setProperty(OnlyAsTwin.class.getName(), "stood beside");
        else if (System.getProperty(OnlyAsTwin.class.getName()) != null)
            throw new IllegalStateException("not in this place");
    }

    @Override
    public void stop(BundleContext context) {}
}
