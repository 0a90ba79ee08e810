package io.armstrong.face;

import io.armstrong.api.spi.Hiding;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.hooks.bundle.CollisionHook;
import org.osgi.framework.wiring.BundleRevision;

/** The twins that are hidden now, and who may see what of them. Hooks read it all the time: reading takes no lock. */
final class Twins implements Hiding {
    private final BundleContext system;
    /** Location of a twin -> the bundle it stands beside. Replaced, never changed. */
    private volatile Map<String, Long> besides = Map.of();

    Twins(BundleContext system) {
        this.system = system;
    }

    @Override
    public synchronized Twin hide(String location, long besideBundleId) {
        if (system.getBundle(location) != null)
            throw new IllegalStateException(
                    "a bundle is already installed from " + location + ": it cannot be hidden in hindsight");
        if (besides.containsKey(location)) throw new IllegalStateException("a twin is already hidden at " + location);
        Map<String, Long> more = new HashMap<>(besides);
        more.put(location, besideBundleId);
        besides = Map.copyOf(more);
        return () -> reveal(location);
    }

    private synchronized void reveal(String location) {
        if (system.getBundle(location) != null)
            throw new IllegalStateException("the twin at " + location + " is still installed: uninstall it first");
        Map<String, Long> fewer = new HashMap<>(besides);
        fewer.remove(location);
        besides = Map.copyOf(fewer);
    }

    @Override
    public boolean isHidden(long bundleId) {
        if (none()) return false;
        Bundle bundle = system.getBundle(bundleId);
        return bundle != null && isTwin(bundle);
    }

    /** The bundle that a twin stands beside; null for a bundle that is none. */
    @Nullable
    Long beside(long bundleId) {
        if (none()) return null;
        Bundle bundle = system.getBundle(bundleId);
        return bundle == null ? null : besides.get(bundle.getLocation());
    }

    boolean none() {
        return besides.isEmpty();
    }

    boolean isTwin(Bundle bundle) {
        return besides.containsKey(bundle.getLocation());
    }

    /** Whether that bundle must not see this one. */
    boolean isHiddenFrom(Bundle viewer, Bundle bundle) {
        return isTwin(bundle) && viewer.getBundleId() != bundle.getBundleId() && !Insiders.isInsider(viewer);
    }

    /** Whether the twin and the bundle it stands beside meet here, or a twin and anybody else: they are never wired. */
    boolean areApart(BundleRevision requirer, BundleRevision provider) {
        Bundle from = requirer.getBundle();
        Bundle to = provider.getBundle();
        if (from.getBundleId() == to.getBundleId()) return false;
        Long beside = besides.get(from.getLocation());
        return isTwin(to) || (beside != null && beside == to.getBundleId());
    }

    /** OSGi Core 55.2.4: what is taken out of the candidates no longer collides. */
    void liftCollisions(int operation, Bundle target, Collection<Bundle> candidates) {
        if (none()) return;
        candidates.removeIf(this::isTwin);
        if (operation == CollisionHook.INSTALLING)
            candidates.removeIf(candidate -> besides.containsValue(candidate.getBundleId()));
    }
}
