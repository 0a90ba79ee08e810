package io.armstrong.face.events;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/** Of the events that Event Admin makes of other people's (OSGi Compendium 113.6): which a handler asks for now, by its topics. */
final class Wanted extends ServiceTracker<Object, ServiceReference<?>> {
    /** By name: nothing here is wired to Event Admin, which need not be there. */
    private static final String HANDLER = "org.osgi.service.event.EventHandler";

    private static final String TOPICS = "event.topics";

    private final Runnable changed;
    private final Map<ServiceReference<?>, List<String>> handlers = new ConcurrentHashMap<>();
    private volatile boolean bundles;
    private volatile boolean services;
    private volatile boolean logs;

    /** @param changed what is done after an answer may have changed, on the thread that registers or unregisters a handler */
    Wanted(BundleContext context, Runnable changed) {
        super(context, HANDLER, null);
        this.changed = changed;
    }

    boolean bundles() {
        return bundles;
    }

    boolean services() {
        return services;
    }

    boolean logs() {
        return logs;
    }

    @Override
    public ServiceReference<?> addingService(ServiceReference<Object> handler) {
        look(handler);
        return handler;
    }

    @Override
    public void modifiedService(ServiceReference<Object> handler, ServiceReference<?> same) {
        look(handler);
    }

    @Override
    public void removedService(ServiceReference<Object> handler, ServiceReference<?> same) {
        handlers.remove(handler);
        answer();
    }

    private void look(ServiceReference<?> handler) {
        handlers.put(handler, topics(handler.getProperty(TOPICS)));
        answer();
    }

    private void answer() {
        synchronized (handlers) {
            bundles = asked("org/osgi/framework/BundleEvent/");
            services = asked("org/osgi/framework/ServiceEvent/");
            logs = asked("org/osgi/service/log/LogEntry/");
        }
        changed.run();
    }

    private boolean asked(String below) {
        return handlers.values().stream().anyMatch(topics -> topics.stream().anyMatch(topic -> mayMatch(topic, below)));
    }

    /** A handler without topics may be told everything: Felix Event Admin can be configured so. */
    static List<String> topics(@Nullable Object property) {
        if (property instanceof String one) return List.of(one);
        if (property instanceof String[] some) return List.of(some);
        if (property instanceof Collection<?> some)
            return some.stream().map(String::valueOf).toList();
        return List.of("*");
    }

    /** Whether a topic below that one, which ends with a slash, can match what a handler asks for. */
    static boolean mayMatch(String asked, String below) {
        if (!asked.endsWith("*")) return asked.startsWith(below);
        String start = asked.substring(0, asked.length() - 1);
        return start.startsWith(below) || below.startsWith(start);
    }
}
