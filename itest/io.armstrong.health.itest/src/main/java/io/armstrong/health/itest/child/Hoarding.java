package io.armstrong.health.itest.child;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** A plain bundle with a thread that allocates a mebibyte every 10 ms while the system property {@code hoard.} and its name is true. */
public final class Hoarding implements BundleActivator {
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

    @Override
    public void start(BundleContext context) {
        String property = "hoard." + context.getBundle().getSymbolicName();
        thread.execute(() -> hoard(property));
    }

    /** One task that never ends by itself: so its code is always on the stack. */
    private void hoard(String property) {
        long sum = 0;
        while (!thread.isShutdown()) {
            if (Boolean.getBoolean(property)) sum += new byte[1 << 20].length;
            try {
                thread.awaitTermination(10, TimeUnit.MILLISECONDS);
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        if (sum < 0) throw new IllegalStateException("more than can be");
    }

    @Override
    public void stop(BundleContext context) {
        thread.shutdownNow();
    }
}
