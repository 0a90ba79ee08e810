package io.armstrong.process;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The real {@link Timers}: a hashed wheel of 512 buckets, a tick of 10 ms, one thread.
 *
 * <p>Starting a timer is one compare-and-set: it goes on a pile that the thread sorts into the wheel at its next tick. A timer
 * stopped before that, as the deadline of an answered call is, never reaches the wheel; one stopped later is cleared when its
 * bucket comes by, 5 s later at most.
 */
final class WheelTimers implements Timers {
    private static final int BUCKETS = 512;
    private static final long TICK = 10_000_000;

    private final Clock clock;
    private final Trouble trouble;
    private final long start;
    private final Ticks ticks;
    private final AtomicReference<@Nullable Entry> pile = new AtomicReference<>();
    private final @Nullable Entry[] wheel = new Entry[BUCKETS];
    private final Thread thread = new Thread(this::turn, "armstrong-timer");
    private volatile boolean asleep;
    private volatile boolean closed;
    // of the thread
    private long tick;
    private int inWheel;

    WheelTimers(Clock clock, Trouble trouble) {
        this.clock = clock;
        this.trouble = trouble;
        this.ticks = new Ticks(clock);
        this.start = clock.nanos();
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public Timer after(long nanos, Runnable task) {
        long elapsed = clock.nanos() - start;
        long due = nanos >= Long.MAX_VALUE - elapsed - TICK ? Long.MAX_VALUE : elapsed + Math.max(0, nanos) + TICK - 1;
        Entry entry = new Entry(due / TICK, task);
        Entry below;
        do {
            below = pile.get();
            entry.next = below;
        } while (!pile.compareAndSet(below, entry));
        if (below == null && asleep) LockSupport.unpark(thread);
        return entry;
    }

    @Override
    public int tick() {
        return ticks.now();
    }

    @Override
    public long excess(int tick) {
        return ticks.excess(tick);
    }

    private void turn() {
        while (!closed) {
            if (inWheel == 0 && pile.get() == null) sleep();
            else LockSupport.parkNanos(this, start + (tick + 1) * TICK - clock.nanos());
            ticks.next();
            long now = (clock.nanos() - start) / TICK;
            if (inWheel == 0) tick = now;
            sortIn();
            while (tick < now) strike(++tick);
        }
    }

    /** Nothing waits anywhere: until the first timer is started. */
    private void sleep() {
        ticks.none();
        asleep = true;
        while (pile.get() == null && !closed) LockSupport.park(this);
        asleep = false;
    }

    private void sortIn() {
        Entry next;
        for (Entry entry = pile.getAndSet(null); entry != null; entry = next) {
            next = entry.next;
            if (entry.due <= tick) run(entry);
            else if (entry.waits()) place(entry);
        }
    }

    private void place(Entry entry) {
        int bucket = (int) (entry.due % BUCKETS);
        entry.next = wheel[bucket];
        wheel[bucket] = entry;
        inWheel++;
    }

    /** One bucket: what is due runs, what was stopped goes, the rest waits another round. */
    private void strike(long now) {
        int bucket = (int) (now % BUCKETS);
        Entry entry = wheel[bucket];
        wheel[bucket] = null;
        while (entry != null) {
            Entry next = entry.next;
            inWheel--;
            if (entry.due <= now) run(entry);
            else if (entry.waits()) place(entry);
            entry = next;
        }
    }

    private void run(Entry entry) {
        Runnable task = entry.take();
        if (task == null) return;
        try {
            task.run();
        } catch (Throwable thrown) { // the other timers must go on
            trouble.report("a timer's task", thrown);
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    /** A timer; its task is null once it ran or was stopped, so that nothing is kept alive by a clock. */
    private static final class Entry extends AtomicReference<@Nullable Runnable> implements Timer {
        private static final long serialVersionUID = 1L;

        final long due;
        transient @Nullable Entry next;

        Entry(long due, Runnable task) {
            super(task);
            this.due = due;
        }

        boolean waits() {
            return get() != null;
        }

        @Nullable
        Runnable take() {
            return getAndSet(null);
        }

        @Override
        public boolean cancel() {
            return take() != null;
        }
    }
}
