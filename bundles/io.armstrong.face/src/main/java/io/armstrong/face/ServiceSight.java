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

/**
 * Who sees which service (OSGi Core 54): services of a twin are its own, a raw service that has a face is its child's, and the
 * proxy in front of it everybody else's. Hears of raw services before anybody.
 */
final class ServiceSight implements FindHook, EventListenerHook {
    static final String[] HOOKS = {FindHook.class.getName(), EventListenerHook.class.getName()};

    private final long here;
    private final Twins twins;
    private final StableFaces faces;

    /** @param here the bundle that registers the proxies */
    ServiceSight(long here, Twins twins, StableFaces faces) {
        this.here = here;
        this.twins = twins;
        this.faces = faces;
    }

    @Override
    public void find(
            BundleContext context,
            @Nullable String name,
            @Nullable String filter,
            boolean allServices,
            Collection<ServiceReference<?>> references) {
        if (faces.none() && twins.none()) return;
        Bundle viewer = context.getBundle();
        references.removeIf(reference -> {
            Bundle owner = reference.getBundle();
            if (owner == null || viewer == null || sees(viewer, owner, reference)) return false;
            StableFaces.Hidden raw = faces.hidden(reference);
            return raw == null
                    || !(name == null ? asksForRaw(raw, filter) : asksForRaw(raw, "(objectClass=" + name + ')'));
        });
    }

    @Override
    public void event(ServiceEvent event, Map<BundleContext, Collection<ListenerInfo>> listeners) {
        if (faces.none() && twins.none()) return;
        ServiceReference<?> reference = event.getServiceReference();
        boolean leaves = event.getType() == ServiceEvent.UNREGISTERING;
        if (leaves) faces.vanished(reference);
        else if (event.getType() == ServiceEvent.REGISTERED) faces.appeared(reference, false);
        else faces.modified(reference);
        Bundle owner = reference.getBundle();
        if (owner == null) return;
        StableFaces.Hidden raw = faces.hidden(reference);
        if (leaves) faces.forgotten(reference);
        boolean missed = leaves && raw != null && raw.seen();
        if (!missed)
            listeners.entrySet().removeIf(entry -> isDeaf(entry.getKey(), entry.getValue(), owner, reference, raw));
    }

    /** Whether none of those listeners may hear of that service; those that may not are taken out. */
    private boolean isDeaf(
            BundleContext context,
            Collection<ListenerInfo> listeners,
            Bundle owner,
            ServiceReference<?> reference,
            StableFaces.@Nullable Hidden raw) {
        Bundle viewer = bundleOf(context);
        if (viewer == null || sees(viewer, owner, reference)) return false;
        if (raw != null) listeners.removeIf(listener -> !asksForRaw(raw, listener.getFilter()));
        return raw == null || listeners.isEmpty();
    }

    private static @Nullable Bundle bundleOf(BundleContext context) {
        try {
            return context.getBundle();
        } catch (IllegalStateException stopped) {
            return null; // its bundle is gone: nobody hears
        }
    }

    private boolean sees(Bundle viewer, Bundle owner, ServiceReference<?> reference) {
        if (twins.isHiddenFrom(viewer, owner)) return false;
        if (owner.getBundleId() == here) {
            Object child = reference.getProperty(StableFaces.CHILD);
            return child == null || !faces.isOf(child.toString(), viewer);
        }
        return faces.hidden(reference) == null
                || viewer.getBundleId() == owner.getBundleId()
                || Insiders.isInsider(viewer);
    }

    /** Whether somebody looks for that service by a name that has no face: a class, or an interface of a whiteboard. */
    private static boolean asksForRaw(StableFaces.Hidden raw, @Nullable String filter) {
        if (filter == null) return false;
        for (String name : raw.verdict().raw().keySet()) if (filter.contains("(objectClass=" + name + ')')) return true;
        return false;
    }
}
