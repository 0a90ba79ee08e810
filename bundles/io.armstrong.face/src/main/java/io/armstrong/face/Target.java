package io.armstrong.face;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;

/** The raw service behind a mask. Its object is fetched by the first call, so that a delayed component stays delayed. */
final class Target {
    private final BundleContext context;
    private final ServiceReference<?> reference;
    private final long bundleId;
    private volatile @Nullable Object object;
    private @Nullable ClassLoader childLoader;
    private boolean released;

    Target(BundleContext context, ServiceReference<?> reference, long bundleId) {
        this.context = context;
        this.reference = reference;
        this.bundleId = bundleId;
    }

    ServiceReference<?> reference() {
        return reference;
    }

    long bundleId() {
        return bundleId;
    }

    /** The service object; null when its component cannot be activated, or it is gone. */
    @Nullable
    Object object() {
        Object there = object;
        return there != null ? there : fetch();
    }

    private synchronized @Nullable Object fetch() {
        if (object != null || released) return object;
        Bundle owner = reference.getBundle();
        if (owner == null) return null;
        try {
            Object fetched = context.getService(reference);
            BundleWiring wiring = owner.adapt(BundleWiring.class);
            childLoader = wiring == null ? null : wiring.getClassLoader();
            object = fetched;
            return fetched;
        } catch (IllegalStateException stopped) {
            return null; // the face is being stopped: its door closes
        }
    }

    /** Whether that object is of a class of the child: it will be stale after the next upgrade. */
    boolean leaks(@Nullable Object result) {
        return result != null
                && childLoader != null
                && Objects.equals(result.getClass().getClassLoader(), childLoader);
    }

    /** Gives the object back, so that nothing of ours keeps its class loader. */
    synchronized void release() {
        released = true;
        if (object == null) return;
        object = null;
        childLoader = null;
        try {
            context.ungetService(reference);
        } catch (IllegalStateException stopped) {
            // the face is being stopped: the framework gives everything back
        }
    }
}
