package io.armstrong.lifecycle;

import io.armstrong.api.spi.FrameworkFact;
import io.armstrong.api.spi.FrameworkFact.Kind;
import java.util.Collection;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;

/**
 * Turns what others do to bundles into facts, and tells them in order on its own thread.
 *
 * <p>The listener is synchronous because only on the acting thread can be seen whose hand it is; telling is not, because
 * the framework may hold locks there.
 */
final class Facts implements SynchronousBundleListener, AutoCloseable {
    /** Whether a change was ordered through this bundle. */
    interface Ownership {
        /** @param wiring resolved or unresolved: a consequence for bundles nobody named */
        boolean ordered(long bundleId, boolean wiring);
    }

    /** Facts not yet told; beyond it they are dropped and counted. */
    static final int MOST_WAITING = 100_000;

    private static final FrameworkFact END = new FrameworkFact(-1, "", Kind.UNINSTALLED);

    private final Ownership ownership;
    private final Collection<FrameworkFact.Listener> listeners;
    private final Consumer<String> log;
    private final BlockingQueue<FrameworkFact> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Thread thread = new Thread(null, this::tell, "armstrong-lifecycle-facts", 0, false);

    /** @param listeners asked anew for each fact */
    Facts(Ownership ownership, Collection<FrameworkFact.Listener> listeners, Consumer<String> log) {
        this.ownership = ownership;
        this.listeners = listeners;
        this.log = log;
    }

    void open() {
        thread.setDaemon(true);
        thread.start();
    }

    /** What waits is still told. */
    @Override
    public void close() {
        add(END);
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        Bundle bundle = event.getBundle();
        Kind kind = kind(bundle.getBundleId(), event.getType());
        if (kind == null) return;
        boolean wiring = kind == Kind.RESOLVED || kind == Kind.UNRESOLVED;
        if (ownership.ordered(bundle.getBundleId(), wiring)) return;
        add(new FrameworkFact(bundle.getBundleId(), OsgiFramework.symbolicName(bundle), kind));
    }

    void add(FrameworkFact fact) {
        if (!waiting.offer(fact)) log.accept("more than " + MOST_WAITING + " facts wait to be told; dropped " + fact);
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

    private void tell() {
        while (true) {
            try {
                FrameworkFact fact = waiting.take();
                if (fact == END) return;
                for (FrameworkFact.Listener listener : listeners) tell(listener, fact);
            } catch (InterruptedException left) {
                log.accept("a listener of facts left an interrupt behind");
            }
        }
    }

    private void tell(FrameworkFact.Listener listener, FrameworkFact fact) {
        try {
            listener.happened(fact);
        } catch (RuntimeException | Error thrown) {
            log.accept(listener.getClass().getName() + " threw at " + fact + ": "
                    + Failure.of(thrown).cause());
        }
    }
}
