package io.armstrong.journal;

import io.armstrong.api.spi.Journal;
import io.armstrong.api.spi.Journal.Entry;
import java.util.HashMap;
import java.util.Map;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;

/**
 * Posts each entry to Event Admin, where there is one and while a handler asks for it: topic {@code io/armstrong/child-exited},
 * properties as in the event's data, and {@code sequence}, {@code sentence}, {@code timestamp}. Without Event Admin this class is not
 * loaded.
 */
@Component(property = JournalComponent.FROM_OLDEST + ":Boolean=true")
public final class EventAdminListener implements Journal.Listener {
    private static final String TOPIC = "io/armstrong/";
    private static final String KIND = "event";

    private final EventAdmin events;
    private final Handlers handlers = new Handlers(TOPIC);

    /** Set up by DS. */
    @Activate
    public EventAdminListener(@Reference EventAdmin events) {
        this.events = events;
    }

    @Override
    public void recorded(Entry entry) {
        if (handlers.some()) events.postEvent(event(entry));
    }

    static Event event(Entry entry) {
        Map<String, Object> properties = new HashMap<>(entry.event().data());
        Object kind = properties.remove(KIND);
        properties.put("sequence", entry.sequence());
        properties.put("sentence", entry.event().sentence());
        properties.put(EventConstants.TIMESTAMP, entry.at().toEpochMilli());
        return new Event(TOPIC + kind, properties);
    }

    @Reference(
            service = EventHandler.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            updated = "addHandler")
    void addHandler(ServiceReference<EventHandler> handler) {
        handlers.put(handler, handler.getProperty(EventConstants.EVENT_TOPIC));
    }

    void removeHandler(ServiceReference<EventHandler> handler) {
        handlers.remove(handler);
    }
}
