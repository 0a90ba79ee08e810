package io.armstrong.supervisor.itest.child;

import java.util.concurrent.CountDownLatch;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Does not heed an interrupt in its stop until the latch in its system property opens. */
public final class NeverStopping implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        // nothing to open
    }

    @Override
    public void stop(BundleContext context) {
        CountDownLatch latch = (CountDownLatch)
                System.getProperties().get("latch." + context.getBundle().getSymbolicName());
        boolean open = false;
        while (!open) {
            try {
                latch.await();
                open = true;
            } catch (InterruptedException e) {
                open = latch.getCount() == 0; // that is what this child is for
            }
        }
    }
}
