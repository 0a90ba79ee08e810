package io.armstrong.face;

import io.armstrong.api.spi.Hiding;
import java.util.Objects;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.hooks.bundle.CollisionHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;

/**
 * Puts the hooks in. An activator and no component: the hooks must stand before Service Component Runtime starts the
 * first child, and be called without waking anything.
 */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class FaceActivator implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        BundleContext system = Objects.requireNonNull(context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION))
                .getBundleContext();
        Twins twins = new Twins(system);
        context.registerService(TwinBundles.HOOKS, new TwinBundles(twins), null);
        context.registerService(TwinServices.HOOKS, new TwinServices(twins), null);
        context.registerService(ResolverHookFactory.class, new TwinWiring(twins), null);
        context.registerService(CollisionHook.class, twins::liftCollisions, null);
        context.registerService(Hiding.class, twins, null);
    }

    /** The framework takes the hooks out. */
    @Override
    public void stop(BundleContext context) {}
}
