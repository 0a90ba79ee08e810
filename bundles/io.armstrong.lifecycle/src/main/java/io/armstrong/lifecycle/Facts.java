package io.armstrong.lifecycle;

import io.armstrong.api.spi.FrameworkFact;
import io.armstrong.api.spi.FrameworkFact.Kind;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;

/**
 * Turns what others do to bundles into facts.
 *
 * <p>The listener is synchronous because only on the acting thread can be seen whose hand it is; telling is left to a
 * {@link FactTeller} for each listener, because the framework may hold locks here.
 */
final class Facts implements SynchronousBundleListener, AutoCloseable {
    /** Whether a change was ordered through this bundle. */
    interface Ownership {
        boolean ordered(long bundleId, Kind kind);
    }

    private final Ownership ownership;
    private final Consumer<String> log;
    private final List<FactTeller> tellers = new CopyOnWriteArrayList<>();

    Facts(Ownership ownership, Consumer<String> log) {
        this.ownership = ownership;
        this.log = log;
    }

    void addListener(FrameworkFact.Listener listener) {
        FactTeller teller = new FactTeller(listener, log);
        tellers.add(teller);
        teller.open();
    }

    void removeListener(FrameworkFact.Listener listener) {
        for (FactTeller teller : tellers) if (teller.tells(listener) && tellers.remove(teller)) teller.close();
    }

    /** What waits is still told. */
    @Override
    public void close() {
        tellers.forEach(FactTeller::close);
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        Bundle bundle = event.getBundle();
        Kind kind = kind(bundle.getBundleId(), event.getType());
        if (kind == null || ownership.ordered(bundle.getBundleId(), kind)) return;
        add(new FrameworkFact(bundle.getBundleId(), OsgiFramework.symbolicName(bundle), kind));
    }

    void add(FrameworkFact fact) {
        for (FactTeller teller : tellers) teller.add(fact);
    }

    private static @Nullable Kind kind(long bundleId, int type) {
        return switch (type) {
            case BundleEvent.INSTALLED -> Kind.INSTALLED;
            case BundleEvent.RESOLVED -> Kind.RESOLVED;
            case BundleEvent.STARTED -> Kind.STARTED;
            case BundleEvent.STOPPED -> Kind.STOPPED;
            case BundleEvent.UPDATED -> Kind.UPDATED;
            case BundleEvent.UNRESOLVED -> Kind.UNRESOLVED;
            case BundleEvent.UNINSTALLED -> Kind.UNINSTALLED;
            case BundleEvent.STOPPING -> bundleId == 0 ? Kind.FRAMEWORK_STOPPING : null;
            default -> null;
        };
    }
}
