package io.armstrong.breaker;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.breaker.BreakerListener;
import io.armstrong.api.spi.Journal;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Tells breaker listeners what the journal tells: so a transition is one event everywhere, in one order. */
@Component(service = Journal.Listener.class)
public final class ListenerTeller implements Journal.Listener {
    /** Not needed to be told, and the journal itself looks for listeners when it starts: so it may come later. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile @Nullable Journal journal;

    private final Collection<BreakerListener> listeners = new CopyOnWriteArrayList<>();
    private final Set<Class<?>> named = ConcurrentHashMap.newKeySet();

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
            Journal known = journal;
            if (known != null && named.add(listener.getClass()))
                known.record(new ArmstrongEvent.AlarmSet(
                        changed.child(),
                        "failing-listener",
                        listener.getClass().getName() + " threw: " + thrown,
                        "mend changed() of that listener; it is named once"));
        }
    }
}
