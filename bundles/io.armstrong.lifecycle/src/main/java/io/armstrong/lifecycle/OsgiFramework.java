package io.armstrong.lifecycle;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;

/** The framework we run in. The system bundle's context is used because no hook hides a bundle from it. */
final class OsgiFramework implements FrameworkCalls {
    private static final long STATE_FOLLOWS_NANOS = 1_000_000_000L;

    private final BundleContext system;
    private final FrameworkWiring wiring;
    private final Resolution resolution = new Resolution();

    OsgiFramework(BundleContext system) {
        this.system = system;
        this.wiring = Objects.requireNonNull(system.getBundle().adapt(FrameworkWiring.class));
    }

    @Override
    public long install(String location, Path jar) throws Exception {
        try (InputStream content = Files.newInputStream(jar)) {
            return system.installBundle(location, content).getBundleId();
        }
    }

    @Override
    public void start(long bundleId) throws Exception {
        Bundle bundle = present(bundleId);
        if (bundle.getState() == Bundle.INSTALLED) resolve(bundle); // if that fails the start says why
        else resolution.awaitTold();
        try {
            bundle.start(Bundle.START_TRANSIENT);
        } catch (BundleException failed) {
            // The frameworks tell this at length and each in its own way.
            if (failed.getType() == BundleException.RESOLVE_ERROR) throw unresolved(bundle, failed);
            throw failed;
        }
    }

    @Override
    public void stop(long bundleId) throws Exception {
        present(bundleId).stop(Bundle.STOP_TRANSIENT);
    }

    @Override
    public void update(long bundleId, Path jar) throws Exception {
        Bundle bundle = present(bundleId);
        BundleRevision before = bundle.adapt(BundleRevision.class);
        try (InputStream content = Files.newInputStream(jar)) {
            bundle.update(content);
        }
        if (bundle.adapt(BundleRevision.class) == before)
            throw new BundleException("the update returned, and the old content is still there");
        if (!resolve(bundle)) throw unresolved(bundle, null);
        awaitState(bundle);
    }

    private boolean resolve(Bundle bundle) throws InterruptedException {
        return resolution.alone(() -> wiring.resolveBundles(List.of(bundle)));
    }

    /** Equinox may have wired it on the thread of somebody else's resolve, which gives it its state a moment later. */
    private static void awaitState(Bundle bundle) {
        long end = System.nanoTime() + STATE_FOLLOWS_NANOS;
        while (bundle.getState() == Bundle.INSTALLED
                && System.nanoTime() < end
                && !Thread.currentThread().isInterrupted()) LockSupport.parkNanos(1_000_000);
    }

    @Override
    public void uninstall(long bundleId) throws Exception {
        present(bundleId).uninstall();
    }

    @Override
    public void refresh(Collection<Long> bundleIds) {
        CountDownLatch refreshed = new CountDownLatch(1);
        wiring.refreshBundles(bundles(bundleIds), event -> {
            if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) refreshed.countDown();
        });
        awaitWhateverComes(refreshed);
    }

    @Override
    public Set<Long> closure(Collection<Long> bundleIds) {
        Set<Long> closure = new HashSet<>();
        for (Bundle bundle : wiring.getDependencyClosure(bundles(bundleIds))) closure.add(bundle.getBundleId());
        return closure;
    }

    @Override
    public Seen look(long bundleId) {
        Bundle bundle = system.getBundle(bundleId);
        if (bundle == null) return new Seen(bundleId, "", "UNINSTALLED", "");
        String version = bundle.getVersion().toString();
        return new Seen(bundleId, symbolicName(bundle), state(bundle.getState()), version);
    }

    @Override
    public OptionalLong at(String location) {
        Bundle bundle = system.getBundle(location);
        return bundle == null ? OptionalLong.empty() : OptionalLong.of(bundle.getBundleId());
    }

    /** Never null: a bundle of the old times has none. */
    static String symbolicName(Bundle bundle) {
        return Objects.requireNonNullElse(bundle.getSymbolicName(), "");
    }

    private static String state(int state) {
        return switch (state) {
            case Bundle.INSTALLED -> "INSTALLED";
            case Bundle.RESOLVED -> "RESOLVED";
            case Bundle.STARTING -> "STARTING";
            case Bundle.ACTIVE -> "ACTIVE";
            case Bundle.STOPPING -> "STOPPING";
            default -> "UNINSTALLED";
        };
    }

    private Bundle present(long bundleId) throws BundleException {
        Bundle bundle = system.getBundle(bundleId);
        if (bundle == null) throw new BundleException("there is no bundle " + bundleId + " any more");
        return bundle;
    }

    /** Bundles with these ids, also those that are uninstalled while others still use their packages. */
    private Collection<Bundle> bundles(Collection<Long> bundleIds) {
        Set<Bundle> bundles = new HashSet<>();
        for (Bundle bundle : wiring.getRemovalPendingBundles())
            if (bundleIds.contains(bundle.getBundleId())) bundles.add(bundle);
        for (long id : bundleIds) {
            Bundle bundle = system.getBundle(id);
            if (bundle != null) bundles.add(bundle);
        }
        return bundles;
    }

    private BundleException unresolved(Bundle bundle, @Nullable BundleException thrown) {
        String missing = MissingRequirements.of(bundle, system.getBundles());
        return new BundleException(
                "does not resolve: " + missing, BundleException.RESOLVE_ERROR, missing.isEmpty() ? thrown : null);
    }

    /** The work goes on in the framework whether we wait or not: giving up early would only hide that it hangs. */
    private static void awaitWhateverComes(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
