package io.armstrong.face.events;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.bundle.EventHook;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.framework.hooks.service.ListenerHook.ListenerInfo;
import org.osgi.service.log.LogReaderService;

/**
 * What Felix Event Admin hears: events of bundles, of services and of the log while a handler asks for them. It gives each to a
 * thread of its own, also where nobody handles it. Other implementations look for a handler first and are left alone.
 */
public final class EventAdminSight implements EventHook, EventListenerHook, FindHook, AutoCloseable {
    private static final String[] HOOKS = {
        EventHook.class.getName(), EventListenerHook.class.getName(), FindHook.class.getName()
    };

    private static final String EVENT_ADMIN = "org.apache.felix.eventadmin";
    private static final String READER = LogReaderService.class.getName();

    private final long here;
    private final Wanted wanted;
    private final LogReaders readers;

    private EventAdminSight(BundleContext context) {
        here = context.getBundle().getBundleId();
        wanted = new Wanted(context, this::changed);
        readers = new LogReaders(context, wanted::logs, EventAdminSight::isEventAdmin);
    }

    /** Puts the hooks in. An Event Admin that has found a log reader before keeps it. */
    public static EventAdminSight open(BundleContext context) {
        EventAdminSight sight = new EventAdminSight(context);
        sight.wanted.open(true);
        sight.readers.open(true);
        context.registerService(HOOKS, sight, null);
        return sight;
    }

    /** The framework takes the hooks out; until then they know what is wanted. */
    @Override
    public void close() {
        readers.close();
    }

    private void changed() {
        readers.follow();
    }

    @Override
    public void event(BundleEvent event, Collection<BundleContext> contexts) {
        if (!wanted.bundles()) contexts.removeIf(context -> Named.is(EVENT_ADMIN, context));
    }

    @Override
    public void event(ServiceEvent event, Map<BundleContext, Collection<ListenerInfo>> listeners) {
        ServiceReference<?> reference = event.getServiceReference();
        boolean ofReader = isReader(reference);
        if (wanted.services() && !ofReader) return;
        boolean second = ofReader && LogReaders.isSecond(reference);
        if (second) listeners.keySet().removeIf(context -> !maySeeSecond(Named.bundleOf(context)));
        listeners.forEach((context, all) -> {
            if (Named.is(EVENT_ADMIN, context)) all.removeIf(one -> isSpared(one, ofReader && !second));
        });
    }

    private boolean isSpared(ListenerInfo listener, boolean firstReader) {
        String filter = listener.getFilter();
        return filter == null ? !wanted.services() : firstReader && filter.contains(READER);
    }

    @Override
    public void find(
            BundleContext context,
            @Nullable String name,
            @Nullable String filter,
            boolean allServices,
            Collection<ServiceReference<?>> references) {
        if (name != null && !name.equals(READER)) return;
        Bundle viewer = Named.bundleOf(context);
        if (isEventAdmin(viewer)) references.removeIf(each -> isReader(each) && !LogReaders.isSecond(each));
        else if (!maySeeSecond(viewer)) references.removeIf(LogReaders::isSecond);
    }

    private boolean maySeeSecond(@Nullable Bundle viewer) {
        return isEventAdmin(viewer) || (viewer != null && viewer.getBundleId() == here);
    }

    private static boolean isReader(ServiceReference<?> reference) {
        return reference.getProperty(Constants.OBJECTCLASS) instanceof String[] names
                && List.of(names).contains(READER);
    }

    private static boolean isEventAdmin(@Nullable Bundle bundle) {
        return bundle != null && Named.is(EVENT_ADMIN, bundle);
    }
}
