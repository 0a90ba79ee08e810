package io.armstrong.health.felix;

import io.armstrong.health.Checks;
import org.apache.felix.hc.api.HealthCheck;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/** Takes every health check of others in; whether it concerns a child is asked later, because that may be declared later. */
final class ChildChecks extends ServiceTracker<HealthCheck, FelixCheck> {
    /** Bundle of ours that stands in front of services of children: behind each of its proxies there is a check that we see too. */
    private static final String FACE = "io.armstrong.face";

    private final Checks checks;

    ChildChecks(BundleContext context, Checks checks) {
        super(context, HealthCheck.class, null);
        this.checks = checks;
    }

    @Override
    public @Nullable FelixCheck addingService(ServiceReference<HealthCheck> reference) {
        if (ours(reference)) return null;
        FelixCheck check = new FelixCheck(context, reference, checks);
        checks.add(check);
        return check;
    }

    private boolean ours(ServiceReference<HealthCheck> reference) {
        return context.getBundle().equals(reference.getBundle())
                || FACE.equals(reference.getBundle().getSymbolicName());
    }

    @Override
    public void removedService(ServiceReference<HealthCheck> reference, FelixCheck check) {
        checks.remove(check);
    }
}
