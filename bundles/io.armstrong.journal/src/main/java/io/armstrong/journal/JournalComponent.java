package io.armstrong.journal;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.spi.Journal;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;

/** The journal as a service: a ring, and a teller for each listener. */
@Component(immediate = true, configurationPid = JournalComponent.PID)
@Designate(ocd = JournalConfig.class)
public final class JournalComponent implements Journal {
    static final String PID = "io.armstrong.journal";

    /** Property of a listener that is told what was recorded before it came, and goes on where it left off when it comes again. */
    static final String FROM_OLDEST = "io.armstrong.journal.from.oldest";

    private static final int LEAST = 100;
    private static final int MOST = 10_000_000;

    private final Ring ring;
    private final List<Teller> tellers = new CopyOnWriteArrayList<>();
    /** Where listeners that are told everything go on, by class. */
    private final Map<String, Long> positions = new ConcurrentHashMap<>();

    /** Set up by DS. */
    @Activate
    public JournalComponent(JournalConfig config) {
        this(Math.min(MOST, Math.max(LEAST, config.capacity())), InstantSource.system());
    }

    /** One that nobody configures: where there is no DS. */
    public JournalComponent(int capacity, InstantSource clock) {
        ring = new Ring(capacity, clock);
    }

    @Deactivate
    void finish() {
        tellers.forEach(Teller::finish);
    }

    @Override
    public void record(ArmstrongEvent event) {
        long sequence = ring.add(event);
        for (Teller teller : tellers) teller.recorded(sequence);
    }

    @Override
    public List<Entry> entries(String child, int limit) {
        return ring.newest(child, limit);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addListener(Listener listener, Map<String, Object> properties) {
        boolean everything = Boolean.TRUE.equals(properties.get(FROM_OLDEST));
        Long position = everything ? positions.get(listener.getClass().getName()) : Long.valueOf(ring.last() + 1);
        Teller teller = new Teller(ring, listener, position == null ? 1 : position, this::record);
        tellers.add(teller);
        teller.open();
    }

    void removeListener(Listener listener, Map<String, Object> properties) {
        Teller teller = teller(listener);
        if (teller == null) return;
        tellers.remove(teller);
        teller.close();
        if (Boolean.TRUE.equals(properties.get(FROM_OLDEST)))
            positions.put(listener.getClass().getName(), teller.next());
    }

    /** Entries that listener was not told because it was too slow. */
    long dropped(Listener listener) {
        Teller teller = teller(listener);
        return teller == null ? 0 : teller.dropped();
    }

    private @Nullable Teller teller(Listener listener) {
        for (Teller teller : tellers) if (teller.tells(listener)) return teller;
        return null;
    }
}
