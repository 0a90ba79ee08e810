package io.armstrong.face;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.framework.hooks.service.ListenerHook.ListenerInfo;

/** Keeps the services of twins from others (OSGi Core 54). */
final class TwinServices implements FindHook, EventListenerHook {
    static final String[] HOOKS = {FindHook.class.getName(), EventListenerHook.class.getName()};

    private final Twins twins;

    TwinServices(Twins twins) {
        this.twins = twins;
    }

    @Override
    public void find(
            BundleContext context,
            @Nullable String name,
            @Nullable String filter,
            boolean allServices,
            Collection<ServiceReference<?>> references) {
        if (twins.none()) return;
        Bundle viewer = context.getBundle();
        references.removeIf(reference -> isHiddenFrom(viewer, reference));
    }

    @Override
    public void event(ServiceEvent event, Map<BundleContext, Collection<ListenerInfo>> listeners) {
        if (twins.none()) return;
        listeners.keySet().removeIf(context -> isHiddenFrom(context.getBundle(), event.getServiceReference()));
    }

    /** A service on its way out has no bundle any more: nobody was told of it, so nobody misses it. */
    private boolean isHiddenFrom(Bundle viewer, ServiceReference<?> reference) {
        Bundle owner = reference.getBundle();
        return owner != null && twins.isHiddenFrom(viewer, owner);
    }
}
