package io.armstrong.api.spi;

import io.armstrong.api.ArmstrongEvent;
import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The bounded, ordered record of what happened and why. Kept in memory, told to the log, to Event Admin when there is
 * one, and to listeners; the oldest entries go first when it is full (default 10,000).
 */
@ProviderType
public interface Journal {
    /** Takes the event in and returns at once; sequence numbers have no gaps. */
    void record(ArmstrongEvent event);

    /** The newest entries, oldest first. @param child empty: of all; @param limit at most that many */
    List<Entry> entries(String child, int limit);

    /** @param sequence from 1; @param at wall clock, for people only */
    record Entry(long sequence, Instant at, ArmstrongEvent event) {}

    /** A service that is told each entry recorded after it came, in order, on a thread of its own. */
    @ConsumerType
    interface Listener {
        void recorded(Entry entry);
    }
}
