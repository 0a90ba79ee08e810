package io.armstrong.health.itest.child;

import io.armstrong.api.health.Heartbeats;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** A plain bundle that beats every 20 ms unless the system property {@code silent.} and its name is true. */
public final class Beating implements BundleActivator {
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

    @Override
    public void start(BundleContext context) {
        String id = context.getBundle().getSymbolicName();
        thread.scheduleAtFixedRate(() -> beat(context, id), 0, 20, TimeUnit.MILLISECONDS);
    }

    private static void beat(BundleContext context, String id) {
        if (Boolean.getBoolean("silent." + id)) return;
        ServiceReference<Heartbeats> reference = context.getServiceReference(Heartbeats.class);
        Heartbeats heartbeats = reference == null ? null : context.getService(reference);
        if (heartbeats != null) heartbeats.beat(id);
    }

    @Override
    public void stop(BundleContext context) {
        thread.shutdownNow();
    }
}
