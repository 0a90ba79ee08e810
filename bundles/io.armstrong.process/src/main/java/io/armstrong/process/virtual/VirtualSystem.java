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
 * then of their start, and nothing happens but when the test says so. Of one thread; same calls, same run.
 */
public final class VirtualSystem implements Clock, Dispatcher, Timers {
    /** Steps without end mean a loop: this many turns in one {@link #runUntilIdle}. */
    public static final int MAX_TURNS = 10_000_000;

    private final ArrayDeque<Turn> turns = new ArrayDeque<>();
    private final PriorityQueue<Entry> timers = new PriorityQueue<>();
    private final List<String> troubles = new ArrayList<>();
    private final ProcessSystem system;
    private long now;
    private long sequence;

    public VirtualSystem() {
        system = new ProcessSystem(this, this, this, (where, thrown) -> troubles.add(where + ": " + thrown));
    }

    /** What runs in this time. */
    public ProcessSystem system() {
        return system;
    }

    /** Runs every turn that is due, and those they cause, without letting time pass. */
    public void runUntilIdle() {
        for (int left = MAX_TURNS; left > 0; left--) {
            Turn turn = turns.pollFirst();
            if (turn == null) return;
            turn.run();
        }
        throw new IllegalStateException("still not idle after " + MAX_TURNS + " turns");
    }

    /** Lets time pass: every timer due until then fires at its time, and what it causes is run before the next. */
    public void advance(Duration time) {
        long end = now + time.toNanos();
        runUntilIdle();
        for (Entry entry = timers.peek(); entry != null && entry.due <= end; entry = timers.peek()) {
            timers.remove();
            now = Math.max(now, entry.due);
            entry.fire();
            runUntilIdle();
        }
        now = end;
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
