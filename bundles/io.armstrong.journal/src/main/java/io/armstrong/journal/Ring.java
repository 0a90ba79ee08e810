package io.armstrong.journal;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.spi.Journal.Entry;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The newest entries, each in the slot of its number. Writers hold the lock for two stores; readers hold none. */
final class Ring {
    /** Plain: an entry cannot be changed, and its number says whether it is the one that was looked for. */
    private final @Nullable Entry[] slots;

    private final InstantSource clock;
    private volatile long last;

    /** @param capacity entries kept, at least 1 */
    Ring(int capacity, InstantSource clock) {
        this.slots = new Entry[capacity];
        this.clock = clock;
    }

    /** Takes the event in; the oldest goes when there is no room. @return its number */
    synchronized long add(ArmstrongEvent event) {
        long sequence = last + 1;
        slots[slot(sequence)] = new Entry(sequence, clock.instant(), event);
        // Whoever reads the number finds the entry.
        last = sequence;
        return sequence;
    }

    /** Number of the newest entry; 0 when there is none. */
    long last() {
        return last;
    }

    /** Number of the oldest entry that is kept; may be gone before it is read. */
    long oldest() {
        return Math.max(1, last - slots.length + 1);
    }

    int capacity() {
        return slots.length;
    }

    /** The entry of that number; null when it is gone or not there yet. */
    @Nullable
    Entry get(long sequence) {
        Entry entry = slots[slot(sequence)];
        return entry == null || entry.sequence() != sequence ? null : entry;
    }

    /** The newest entries of that child, oldest first; one look at each slot at most. @param child empty: of all */
    List<Entry> newest(String child, int limit) {
        Deque<Entry> found = new ArrayDeque<>();
        for (long sequence = last; sequence > 0 && found.size() < limit; sequence--) {
            Entry entry = get(sequence);
            if (entry == null) break; // Older ones are gone too.
            if (child.isEmpty() || entry.event().child().equals(child)) found.addFirst(entry);
        }
        return List.copyOf(found);
    }

    private int slot(long sequence) {
        return (int) (sequence % slots.length);
    }
}
