package io.armstrong.lifecycle.itest.child;

import java.util.concurrent.CountDownLatch;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Waits in start for the latch that lies in the system properties under its name, whoever interrupts it. */
public final class Hanging implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        hang((CountDownLatch) System.getProperties().get(context.getBundle().getSymbolicName()));
    }

    @Override
    public void stop(BundleContext context) {}

    static void hang(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException unheeded) {
                Thread.onSpinWait();
            }
        }
    }
}
