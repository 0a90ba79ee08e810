package io.armstrong.health.leak;

import io.armstrong.api.spi.Guarding;
import io.armstrong.core.health.LeakCase;
import io.armstrong.health.heap.Mark;
import io.armstrong.process.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Sees bundles lose their class loaders. The class loader is marked while its bundle stops, because afterwards nobody gives it any more;
 * once for each, and no thread is woken for it: whoever stops the bundle may be in a hurry.
 */
final class Departures implements SynchronousBundleListener {
    /** Told in the order of what happens; must return at once. */
    interface Told {
        void replaced(Suspect lost);
    }

    private final Guarding guarding;
    private final Clock clock;
    private final Told told;
    /** By bundle id, as it was when the bundle was first stopped with that class loader. */
    private final Map<Long, InUse> inUse = new ConcurrentHashMap<>();

    private record InUse(String symbolicName, List<String> children, String version, Mark loader) {}

    Departures(Guarding guarding, Clock clock, Told told) {
        this.guarding = guarding;
        this.clock = clock;
        this.told = told;
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        Bundle bundle = event.getBundle();
        switch (event.getType()) {
            case BundleEvent.STOPPING -> stops(bundle);
            case BundleEvent.UPDATED, BundleEvent.UNRESOLVED, BundleEvent.UNINSTALLED -> replaced(bundle.getBundleId());
            default -> {
                // its class loader stays
            }
        }
    }

    private void stops(Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        String name = bundle.getSymbolicName();
        ClassLoader loader = wiring == null ? null : wiring.getClassLoader();
        if (loader == null || name == null || bundle.getBundleId() == 0) return;
        InUse known = inUse.get(bundle.getBundleId());
        if (known != null && known.loader().refersTo(loader)) return;
        String version = bundle.getVersion().toString();
        inUse.put(bundle.getBundleId(), new InUse(name, guarding.hostedBy(name), version, new Mark(loader)));
    }

    /** Its children are those it has now; if it has none any more, those that it had. Without any it is nobody's business here. */
    private void replaced(long bundleId) {
        InUse old = inUse.remove(bundleId);
        if (old == null) return;
        List<String> now = guarding.hostedBy(old.symbolicName());
        List<String> children = now.isEmpty() ? old.children() : now;
        if (children.isEmpty()) return;
        told.replaced(new Suspect(bundleId, children, old.version(), old.loader(), LeakCase.at(clock.nanos())));
    }
}
