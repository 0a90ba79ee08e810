package io.armstrong.testkit.simulator;

import io.armstrong.process.Clock;
import io.armstrong.process.Dispatcher;
import io.armstrong.process.ProcessSystem;
import io.armstrong.process.Timers;
import io.armstrong.process.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ProcessSystem} for whole scenarios: nothing happens but when the test says so, in an order the test chooses, and
 * callbacks may block in virtual time ({@link VirtualSleep}).
 *
 * <p>One step runs at a time, whatever the number of threads: a turn that may block has a thread of its own, and this one
 * stands still until that one is done or sleeps. Same choices, same run.
 */
public final class SimulatedTime implements Clock, Dispatcher, Timers {
    /** Steps without end mean a loop. */
    public static final int MAX_STEPS = 2_000_000;

    private final TurnChoice choice;
    private final List<Turn> ready = new ArrayList<>();
    private final Set<Turn> paused = new HashSet<>();
    private final List<Turn> stashed = new ArrayList<>();
    private final PriorityQueue<Due> timers = new PriorityQueue<>();
    private final Sleepers sleepers = new Sleepers(this);
    private final List<String> troubles = new ArrayList<>();
    private final ProcessSystem system;
    private long now;
    private long leapt;
    private long sequence;
    private boolean closed;
    /** Where in {@code ready} the next caused turn goes: behind those the present turn caused before. */
    private int caused;

    public SimulatedTime(TurnChoice choice) {
        this.choice = choice;
        this.system = new ProcessSystem(this, this, this, this::trouble);
    }

    /** What lives in this time. */
    public ProcessSystem system() {
        return system;
    }

    /** What was reported as trouble so far. */
    public List<String> troubles() {
        return List.copyOf(troubles);
    }

    private synchronized void trouble(String where, Throwable thrown) {
        troubles.add(where + ": " + thrown);
    }

    /** Time passed since the beginning. */
    public Duration elapsed() {
        return Duration.ofNanos(now);
    }

    /** Turns of this one are left out until {@link #release}. */
    public void pause(Turn turn) {
        paused.add(turn);
    }

    /** Lets its turns run again. */
    public void release(Turn turn) {
        paused.remove(turn);
        for (Turn waiting : List.copyOf(stashed)) {
            if (waiting != turn) continue;
            stashed.remove(waiting);
            execute(waiting);
        }
    }

    /** Whether a callback sleeps that will wake by itself. */
    public boolean somebodySleeps() {
        return sleepers.willWake();
    }

    /** Runs every turn that is due, and those they cause, without letting time pass. */
    public void runUntilIdle() {
        for (int left = MAX_STEPS; left > 0; left--) if (!step()) return;
        throw new IllegalStateException("still not idle after " + MAX_STEPS + " turns");
    }

    /** Runs one turn. @return whether there was one */
    public boolean step() {
        if (sleepers.wakeInterrupted()) return true;
        if (ready.isEmpty()) return false;
        Turn turn = ready.remove(choice.pick(ready.size()));
        caused = 0;
        turn.run();
        caused = 0;
        return true;
    }

    /** Lets time pass: what every timer causes is run before the next fires. */
    public void advance(Duration time) {
        long end = now + time.toNanos();
        runUntilIdle();
        while (fireBefore(end)) runUntilIdle();
        now = end;
    }

    /** Jumps to the next timer and runs what it causes. @return whether there was one */
    public boolean nextTimer() {
        runUntilIdle();
        Due next = timers.peek();
        if (next == null || !fireBefore(next.at)) return false;
        runUntilIdle();
        return true;
    }

    /** Time to the next timer; null when there is none. */
    public @Nullable Duration untilNextTimer() {
        Due next = timers.peek();
        return next == null ? null : Duration.ofNanos(Math.max(0, next.at - now));
    }

    /** The machine slept: that much time passes at once, and every timer that was due meanwhile fires late. */
    public void leap(Duration time) {
        runUntilIdle();
        now += time.toNanos();
        leapt += time.toNanos();
        advance(Duration.ZERO);
    }

    /** Nanoseconds passed in {@link #leap leaps}. */
    public long leapt() {
        return leapt;
    }

    /** Whether no turn is due before time passes. */
    public boolean idle() {
        return ready.isEmpty() && !sleepers.disturbed();
    }

    /** Timers that are armed. */
    public int armed() {
        return timers.size();
    }

    private boolean fireBefore(long end) {
        Due due = timers.peek();
        if (due == null || due.at > end) return false;
        timers.remove();
        now = Math.max(now, due.at);
        due.fire();
        return true;
    }

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public void execute(Turn turn) {
        if (closed) return;
        if (paused.contains(turn)) stashed.add(turn);
        else ready.add(caused++, turn);
    }

    /** Behind what it caused, before what waited already. */
    @Override
    public void requeue(Turn turn) {
        execute(turn);
    }

    @Override
    public void executeBlocking(Turn turn, String threadName) {
        execute(sleepers.turn(turn, threadName));
    }

    @Override
    public Timer after(long nanos, Runnable task) {
        long at = nanos >= Long.MAX_VALUE - now ? Long.MAX_VALUE : now + Math.max(0, nanos);
        Due due = new Due(at, sequence++, task);
        timers.add(due);
        return due;
    }

    /** Nothing runs any more; what sleeps is ended. */
    @Override
    public void close() {
        closed = true;
        ready.clear();
        timers.clear();
        sleepers.close();
    }

    private final class Due implements Timer, Comparable<Due> {
        private final long at;
        private final long number;
        private @Nullable Runnable task;

        Due(long at, long number, Runnable task) {
            this.at = at;
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
        public int compareTo(Due other) {
            int byTime = Long.compare(at, other.at);
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
