package io.armstrong.journal;

import io.armstrong.api.ArmstrongEvent.AlarmSet;
import io.armstrong.api.spi.Journal;
import io.armstrong.api.spi.Journal.Entry;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Tells one listener each entry, in order, on a thread of its own: one that blocks holds up nobody. The ring itself is its
 * queue; what was overwritten before it could be told is dropped and counted.
 */
final class Teller implements AutoCloseable {
    /** Between two rounds, so that a storm wakes a thread some hundred times a second, not once an entry. */
    private static final long REST = TimeUnit.MILLISECONDS.toNanos(5);

    private final Ring ring;
    private final Journal.Listener listener;
    private final Consumer<AlarmSet> alarms;
    private final Thread thread;
    private final AtomicBoolean namedSlow = new AtomicBoolean();
    private final AtomicBoolean namedFailing = new AtomicBoolean();

    /** Number of the first entry not yet handed to the listener; written by the thread alone. */
    private volatile long next;
    /** Written by the thread alone. */
    private volatile long dropped;

    private volatile boolean asleep;
    private volatile boolean finishing;
    private volatile boolean closed;

    /** @param from number of the first entry it is told */
    Teller(Ring ring, Journal.Listener listener, long from, Consumer<AlarmSet> alarms) {
        this.ring = ring;
        this.listener = listener;
        this.next = from;
        this.alarms = alarms;
        this.thread = new Thread(
                null, this::tell, "armstrong-journal-" + listener.getClass().getSimpleName(), 0, false);
        thread.setDaemon(true);
    }

    void open() {
        thread.start();
    }

    boolean tells(Journal.Listener one) {
        return listener == one;
    }

    /** An entry was recorded: wakes the thread when it sleeps; returns at once. */
    void recorded(long sequence) {
        if (asleep) LockSupport.unpark(thread);
        if (sequence - next >= ring.capacity() && namedSlow.compareAndSet(false, true))
            alarm("slow-listener", " is more than " + ring.capacity() + " entries behind and misses some");
    }

    /** Number of the next entry to be told. */
    long next() {
        return next;
    }

    /** Entries it was not told. */
    long dropped() {
        return dropped;
    }

    /** Ends when it has told what there is. */
    void finish() {
        finishing = true;
        LockSupport.unpark(thread);
    }

    /** Ends after the entry that it tells now. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    private void tell() {
        while (!closed) {
            boolean some = tellWhatThereIs();
            if (finishing && !some) return;
            if (some) LockSupport.parkNanos(this, REST);
            else sleep();
        }
    }

    private void sleep() {
        asleep = true;
        // Whoever recorded before this saw us awake, so look once more.
        if (next > ring.last() && !closed && !finishing) LockSupport.park(this);
        asleep = false;
    }

    /** @return whether there was anything */
    private boolean tellWhatThereIs() {
        boolean some = false;
        while (!closed && next <= ring.last()) {
            some = true;
            Entry entry = ring.get(next);
            if (entry == null) skip();
            else {
                next = entry.sequence() + 1;
                tell(entry);
            }
        }
        return some;
    }

    /** The ring went round: what is left begins later. */
    private void skip() {
        long from = next;
        long oldest = Math.max(from + 1, ring.oldest());
        dropped += oldest - from;
        next = oldest;
    }

    private void tell(Entry entry) {
        try {
            listener.recorded(entry);
        } catch (RuntimeException | Error thrown) {
            if (namedFailing.compareAndSet(false, true))
                alarm("failing-listener", " threw at entry " + entry.sequence() + ": " + thrown);
        }
    }

    private void alarm(String alarm, String what) {
        String name = listener.getClass().getName();
        alarms.accept(
                new AlarmSet("journal", alarm, name + what, "mend recorded() of that listener; it is named once"));
    }
}
