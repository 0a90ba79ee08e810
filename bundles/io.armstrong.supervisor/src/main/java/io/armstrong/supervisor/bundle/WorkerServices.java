package io.armstrong.supervisor.bundle;

import io.armstrong.api.worker.Worker;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * Keeps up with the worker services of all bundles and tells the child concerned when its worker comes and goes.
 *
 * <p>A worker is known by its bundle and its {@code component.name}. Watchers are called on the thread of the service
 * event, one at a time for each worker, never under a lock of this class, and must return at once.
 */
public final class WorkerServices implements ServiceTrackerCustomizer<Worker<?>, WorkerServices.Key>, AutoCloseable {
    private static final String COMPONENT_NAME = "component.name";

    private final BundleContext context;
    private final ServiceTracker<Worker<?>, Key> tracker;
    /** Guarded by itself. */
    private final Map<Key, Watcher> watchers = new HashMap<>();
    /** Guarded by {@link #watchers}. */
    private final Map<Key, ServiceReference<Worker<?>>> present = new HashMap<>();

    /** @param component the {@code component.name} of the worker service */
    public record Key(long bundleId, String component) {}

    /** Told when a worker comes and goes. */
    public interface Watcher {
        /** It can be had with {@link WorkerServices#acquire}. */
        void appeared(ServiceReference<Worker<?>> worker);

        /** It is being unregistered: its component is deactivated next. */
        void disappeared(ServiceReference<Worker<?>> worker);
    }

    @SuppressWarnings("unchecked")
    public WorkerServices(BundleContext context) {
        this.context = context;
        this.tracker = new ServiceTracker<>(context, (Class<Worker<?>>) (Class<?>) Worker.class, this);
    }

    /** Begins to listen. */
    public void open() {
        tracker.open(true);
    }

    @Override
    public void close() {
        tracker.close();
    }

    /** Tells that watcher from now on. One watcher a worker. @return the worker when it is there already: then nobody is told of it */
    public @Nullable ServiceReference<Worker<?>> watch(Key key, Watcher watcher) {
        synchronized (watchers) {
            watchers.put(key, watcher);
            return present.get(key);
        }
    }

    /** Tells nobody any more. */
    public void unwatch(Key key) {
        synchronized (watchers) {
            watchers.remove(key);
        }
    }

    /**
     * The worker object: a fresh instance of a prototype-scoped component, else the one instance.
     *
     * @return null when its component cannot be activated: Declarative Services says why in its own log
     */
    public @Nullable Worker<?> acquire(ServiceReference<Worker<?>> worker) {
        return prototype(worker) ? context.getServiceObjects(worker).getService() : context.getService(worker);
    }

    /** Whether {@link #acquire} runs nobody's code: whoever registered it registered the object itself. */
    public static boolean made(ServiceReference<Worker<?>> worker) {
        return Constants.SCOPE_SINGLETON.equals(worker.getProperty(Constants.SERVICE_SCOPE));
    }

    /** Gives it back, so that its bundle can be updated without leaving its class loader behind. */
    public void release(ServiceReference<Worker<?>> reference, Worker<?> worker) {
        if (!prototype(reference)) context.ungetService(reference);
        else if (reference.getBundle() != null)
            context.getServiceObjects(reference).ungetService(worker);
    }

    /** Whose worker that service is. */
    public static Key keyOf(ServiceReference<Worker<?>> reference) {
        Object bundleId = reference.getProperty(Constants.SERVICE_BUNDLEID);
        return new Key(bundleId instanceof Long id ? id : -1, String.valueOf(reference.getProperty(COMPONENT_NAME)));
    }

    private static boolean prototype(ServiceReference<?> reference) {
        return Constants.SCOPE_PROTOTYPE.equals(reference.getProperty(Constants.SERVICE_SCOPE));
    }

    @Override
    public Key addingService(ServiceReference<Worker<?>> reference) {
        Key key = keyOf(reference);
        Watcher watcher;
        synchronized (watchers) {
            present.put(key, reference);
            watcher = watchers.get(key);
        }
        if (watcher != null) watcher.appeared(reference);
        return key;
    }

    @Override
    public void modifiedService(ServiceReference<Worker<?>> reference, Key key) {
        // Properties of a worker service mean nothing to its supervisor.
    }

    @Override
    public void removedService(ServiceReference<Worker<?>> reference, Key key) {
        Watcher watcher;
        synchronized (watchers) {
            present.remove(key, reference);
            watcher = watchers.get(key);
        }
        if (watcher != null) watcher.disappeared(reference);
    }
}
