package io.armstrong.face.events;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.hooks.bundle.EventHook;
import org.osgi.framework.wiring.BundleRevision;

/**
 * What Felix Configurator hears: the first start of each content of a bundle, and each start of a bundle that brings configurations.
 * It makes a thread for each start it hears of, to find that the bundle has not changed since the last one.
 */
public final class ConfiguratorSight implements EventHook {
    private static final String CONFIGURATOR = "org.apache.felix.configurator";
    private static final String EXTENDER = "osgi.extender";
    private static final String BY_CONFIGURATOR = "osgi.configurator";
    private static final int STARTS_AND_STOPS =
            BundleEvent.STARTING | BundleEvent.STARTED | BundleEvent.STOPPING | BundleEvent.STOPPED;

    /** Bundles that bring no configurations and whose start it has heard of -> when they were installed or updated. */
    private final Map<Long, Long> known = new ConcurrentHashMap<>();

    @Override
    public void event(BundleEvent event, Collection<BundleContext> contexts) {
        Bundle bundle = event.getBundle();
        if (Named.is(CONFIGURATOR, bundle)) known.clear();
        else if (event.getType() == BundleEvent.UNINSTALLED) known.remove(bundle.getBundleId());
        else if ((event.getType() & STARTS_AND_STOPS) != 0) hear(event, bundle, contexts);
    }

    private void hear(BundleEvent event, Bundle bundle, Collection<BundleContext> contexts) {
        Long heard = known.get(bundle.getBundleId());
        if (heard != null && heard == bundle.getLastModified())
            contexts.removeIf(context -> Named.is(CONFIGURATOR, context));
        else if (event.getType() == BundleEvent.STARTED && !bringsConfigurations(bundle))
            known.put(bundle.getBundleId(), bundle.getLastModified());
    }

    private static boolean bringsConfigurations(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return revision == null
                || revision.getDeclaredRequirements(EXTENDER).stream()
                        .anyMatch(each ->
                                each.getDirectives().getOrDefault("filter", "").contains(BY_CONFIGURATOR));
    }
}
