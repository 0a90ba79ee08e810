package io.armstrong.process.virtual;

import io.armstrong.process.Clock;
import io.armstrong.process.Dispatcher;
import io.armstrong.process.ProcessSystem;
import io.armstrong.process.Timers;
import io.armstrong.process.Turn;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ProcessSystem} in virtual time: turns run in the order in which they came, timers in the order of their time and
 * then of their start, and nothing happens but when the test says so. Same calls, same run.
 *
 * <p>One made with {@link #withStalls} also lets a callback take virtual time, so that deadlines, interrupts and lost threads can
 * be tested without waiting: {@link #stall}.
 */
public final class VirtualSystem implements Clock, Dispatcher, Timers {
    /** Steps without end mean a loop: this many turns in one call. */
    public static final int MAX_TURNS = 10_000_000;

    private static final long OVERRUN = 50_000_000;

    private final ArrayDeque<Turn> turns = new ArrayDeque<>();
    private final PriorityQueue<Entry> timers = new PriorityQueue<>();
    private final List<String> troubles = new ArrayList<>();
    private final ProcessSystem system;
    private final @Nullable Baton baton;
    private long now;
    private long goal;
    private long sequence;
    private @Nullable Turn running;

    /** Runs on the caller's thread; nothing can stall. */
    public VirtualSystem() {
        this(null);
    }

    private VirtualSystem(@Nullable Baton baton) {
        this.baton = baton;
        system = new ProcessSystem(this, this, this, (where, thrown) -> troubles.add(where + ": " + thrown));
    }

    /** One in which callbacks can {@link #stall}. */
    public static VirtualSystem withStalls() {
        return new VirtualSystem(new Baton());
    }

    /** What runs in this time. */
    public ProcessSystem system() {
        return system;
    }

    /** Runs every turn that is due, and those they cause, without letting time pass. */
    public void runUntilIdle() {
        advance(Duration.ZERO);
    }

    /** Lets time pass: every timer due until then fires at its time, and what it causes is run before the next. */
    public void advance(Duration time) {
        goal = now + time.toNanos();
        if (baton == null) loop();
        else baton.drive(this::loop);
    }

    /** Jumps to the next timer, if there is one, and runs what it causes. @return whether there was one */
    public boolean step() {
        runUntilIdle();
        Entry next = timers.peek();
        if (next == null) return false;
        advance(Duration.ofNanos(Math.max(0, next.due - now)));
        return true;
    }

    /** Time passed since the beginning. */
    public Duration elapsed() {
        return Duration.ofNanos(now);
    }

    /** What was reported as trouble so far. */
    public List<String> troubles() {
        return List.copyOf(troubles);
    }

    /**
     * Inside a callback: takes that much virtual time, as a handler that blocks does; others go on meanwhile.
     *
     * @throws InterruptedException when the runtime interrupts it
     * @throws IllegalStateException outside a turn, or when this system was not made {@link #withStalls}
     */
    public void stall(Duration time) throws InterruptedException {
        if (takeTime(time, true)) throw new InterruptedException("interrupted in virtual time");
    }

    /** As {@link #stall}, deaf to interrupts. */
    public void stallDeaf(Duration time) {
        takeTime(time, false);
    }

    private boolean takeTime(Duration time, boolean interruptible) {
        Turn turn = running;
        if (baton == null || turn == null)
            throw new IllegalStateException("cannot stall here: not in a turn of a system made withStalls");
        Baton.Stall stall = baton.stall(interruptible, s -> after(0, () -> baton.next(s)));
        Timer watch = after(OVERRUN, turn::overran); // as the real dispatcher's watch does
        Timer end = after(time.toNanos(), () -> baton.next(stall));
        baton.await(stall, this::loop);
        running = turn;
        watch.cancel();
        end.cancel();
        return stall.interrupted();
    }

    /** Runs until the goal. @return false when another thread goes on instead */
    private boolean loop() {
        for (int left = MAX_TURNS; left > 0; left--) {
            Turn turn = turns.pollFirst();
            if (turn != null) {
                running = turn;
                turn.run();
                running = null;
                continue;
            }
            Entry entry = timers.peek();
            if (entry == null || entry.due > goal) {
                now = Math.max(now, goal);
                return true;
            }
            timers.remove();
            now = Math.max(now, entry.due);
            entry.fire();
            if (baton != null && baton.passed()) return false;
        }
        throw new IllegalStateException("still not idle after " + MAX_TURNS + " steps");
    }

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public void execute(Turn turn) {
        turns.addLast(turn);
    }

    @Override
    public void requeue(Turn turn) {
        turns.addLast(turn);
    }

    @Override
    public void executeBlocking(Turn turn, String threadName) {
        turns.addLast(turn);
    }

    @Override
    public Timer after(long nanos, Runnable task) {
        long due = nanos >= Long.MAX_VALUE - now ? Long.MAX_VALUE : now + Math.max(0, nanos);
        Entry entry = new Entry(due, sequence++, task);
        timers.add(entry);
        return entry;
    }

    @Override
    public void close() {
        turns.clear();
        timers.clear();
    }

    private final class Entry implements Timer, Comparable<Entry> {
        private final long due;
        private final long number;
        private @Nullable Runnable task;

        Entry(long due, long number, Runnable task) {
            this.due = due;
            this.number = number;
            this.task = task;
        }

        void fire() {
            Runnable mine = task;
            task = null;
            if (mine != null) mine.run();
        }

        @Override
        public boolean cancel() {
            boolean waits = task != null;
            task = null;
            if (waits) timers.remove(this);
            return waits;
        }

        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(due, other.due);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(number);
        }
    }
}
