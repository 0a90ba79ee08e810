package io.armstrong.face;

import java.util.Collection;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.hooks.bundle.EventHook;
import org.osgi.framework.hooks.bundle.FindHook;

/** Keeps twins and what happens to them from the bundles and listeners of others (OSGi Core 55). */
final class TwinBundles implements FindHook, EventHook {
    static final String[] HOOKS = {FindHook.class.getName(), EventHook.class.getName()};

    private final Twins twins;

    TwinBundles(Twins twins) {
        this.twins = twins;
    }

    @Override
    public void find(BundleContext context, Collection<Bundle> bundles) {
        if (twins.none()) return;
        Bundle viewer = context.getBundle();
        bundles.removeIf(bundle -> twins.isHiddenFrom(viewer, bundle));
    }

    @Override
    public void event(BundleEvent event, Collection<BundleContext> contexts) {
        if (twins.none() || !twins.isTwin(event.getBundle())) return;
        contexts.removeIf(context -> twins.isHiddenFrom(context.getBundle(), event.getBundle()));
    }
}
