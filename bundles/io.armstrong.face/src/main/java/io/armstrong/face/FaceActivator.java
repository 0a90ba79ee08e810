package io.armstrong.face;

import io.armstrong.api.spi.Faces;
import io.armstrong.api.spi.Hiding;
import io.armstrong.api.spi.Journal;
import io.armstrong.face.events.ConfiguratorSight;
import io.armstrong.face.events.EventAdminSight;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.hooks.bundle.CollisionHook;
import org.osgi.framework.hooks.bundle.EventHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Puts the hooks in. An activator and no component: the hooks must stand before Service Component Runtime starts the
 * first child, and be called without waking anything.
 */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class FaceActivator implements BundleActivator {
    private @Nullable StableFaces faces;
    private @Nullable ServiceTracker<Journal, Journal> journals;
    private @Nullable ExecutorService publisher;
    private @Nullable EventAdminSight events;

    @Override
    public void start(BundleContext context) {
        BundleContext system = Objects.requireNonNull(context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION))
                .getBundleContext();
        ServiceTracker<Journal, Journal> told = new ServiceTracker<>(context, Journal.class, null);
        told.open();
        ExecutorService threads = threads();
        Twins twins = new Twins(system);
        StableFaces stable = new StableFaces(context, system, twins, threads, event -> {
            Journal journal = told.getService();
            if (journal != null) journal.record(event);
        });
        faces = stable;
        journals = told;
        publisher = threads;
        long here = context.getBundle().getBundleId();
        context.registerService(ServiceSight.HOOKS, new ServiceSight(here, twins, stable), null);
        context.registerService(TwinBundles.HOOKS, new TwinBundles(twins), null);
        context.registerService(ResolverHookFactory.class, new TwinWiring(twins), null);
        context.registerService(CollisionHook.class, twins::liftCollisions, null);
        context.registerService(EventHook.class, new ConfiguratorSight(), null);
        events = EventAdminSight.open(context);
        context.registerService(Hiding.class, twins, null);
        context.registerService(Faces.class, stable, null);
    }

    /** Others hear of proxies here, and may do in it what they like. */
    private static ExecutorService threads() {
        AtomicInteger numbers = new AtomicInteger();
        return Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "armstrong-face-" + numbers.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The framework takes the hooks and what is left of the proxies out. */
    @Override
    public void stop(BundleContext context) {
        if (events != null) events.close();
        if (faces != null) faces.close();
        if (publisher != null) publisher.shutdown();
        if (journals != null) journals.close();
    }
}
