package io.armstrong.upgrade;

import io.armstrong.api.upgrade.StateMigration;
import io.armstrong.upgrade.RunningBundles.Migrations;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;

/** The {@link StateMigration} services of one bundle, by class name. Used by one thread, which may wait and may be given up. */
final class RegisteredMigrations implements Migrations {
    private final BundleContext context;
    private final String filter;
    private final Semaphore registered = new Semaphore(0);
    private final ServiceListener listener = this::changed;
    private final Map<ServiceReference<StateMigration>, StateMigration> used = new HashMap<>();

    RegisteredMigrations(BundleContext context, long bundleId) {
        this.context = context;
        this.filter = "(" + Constants.SERVICE_BUNDLEID + "=" + bundleId + ")";
        try {
            context.addServiceListener(listener, filter);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("a filter of ours is wrong: " + filter, e);
        }
    }

    private void changed(ServiceEvent event) {
        if (event.getType() == ServiceEvent.REGISTERED) registered.release();
    }

    /** Waits until each class has its service. */
    void await(Set<String> classNames, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        for (Set<String> missing = missing(classNames); !missing.isEmpty(); missing = missing(classNames)) {
            if (!registered.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS))
                throw Refusal.of(
                        "declared but not registered as a StateMigration service: " + String.join(", ", missing),
                        "make it a component, and look in the log for why it has none");
        }
    }

    private Set<String> missing(Set<String> classNames) {
        Set<String> missing = new HashSet<>(classNames);
        try {
            for (ServiceReference<StateMigration> reference :
                    context.getServiceReferences(StateMigration.class, filter)) {
                StateMigration service = used.computeIfAbsent(reference, context::getService);
                if (service != null) missing.remove(service.getClass().getName());
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("a filter of ours is wrong: " + filter, e);
        }
        return missing;
    }

    @Override
    public StateMigration of(String className) {
        // No stream, and no lambda here and below: its first passing would be linked while somebody is held.
        for (StateMigration service : used.values())
            if (service.getClass().getName().equals(className)) return service;
        throw Refusal.of(className + " is gone", "try again");
    }

    @Override
    public boolean offers(Set<String> classNames) {
        Set<String> missing = new HashSet<>(classNames);
        for (Map.Entry<ServiceReference<StateMigration>, StateMigration> each : used.entrySet())
            if (each.getKey().getBundle() != null)
                missing.remove(each.getValue().getClass().getName());
        return missing.isEmpty();
    }

    /** A service that stays in use would keep the old classes alive. */
    @Override
    public void close() {
        context.removeServiceListener(listener);
        used.keySet().forEach(context::ungetService);
        used.clear();
    }
}
