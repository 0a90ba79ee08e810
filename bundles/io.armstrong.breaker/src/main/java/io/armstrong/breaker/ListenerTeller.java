package io.armstrong.breaker;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.breaker.BreakerListener;
import io.armstrong.api.spi.Journal;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Tells breaker listeners what the journal tells: so a transition is one event everywhere, in one order. */
@Component(service = Journal.Listener.class)
public final class ListenerTeller implements Journal.Listener {
    private final BundleContext context;
    private final Collection<BreakerListener> listeners = new CopyOnWriteArrayList<>();
    private final Set<Class<?>> named = ConcurrentHashMap.newKeySet();

    /** The journal is looked up when it is needed: as a reference it would wait for this, and this for it. */
    @Activate
    public ListenerTeller(BundleContext context) {
        this.context = context;
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addListener(BreakerListener listener) {
        listeners.add(listener);
    }

    void removeListener(BreakerListener listener) {
        listeners.remove(listener);
        named.remove(listener.getClass());
    }

    @Override
    public void recorded(Journal.Entry entry) {
        if (entry.event() instanceof ArmstrongEvent.BreakerChanged changed)
            for (BreakerListener listener : listeners) tell(listener, changed);
    }

    private void tell(BreakerListener listener, ArmstrongEvent.BreakerChanged changed) {
        try {
            listener.changed(changed.change());
        } catch (RuntimeException thrown) {
            if (named.add(listener.getClass())) alarm(listener, changed, thrown);
        }
    }

    private void alarm(BreakerListener listener, ArmstrongEvent.BreakerChanged changed, RuntimeException thrown) {
        ServiceReference<Journal> reference = context.getServiceReference(Journal.class);
        Journal journal = reference == null ? null : context.getService(reference);
        if (journal == null) return; // it has just gone, and with it whoever told us
        journal.record(new ArmstrongEvent.AlarmSet(
                changed.child(),
                "failing-listener",
                listener.getClass().getName() + " threw: " + thrown,
                "mend changed() of that listener; it is named once"));
    }
}
