package io.armstrong.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The deadlines of one process behind one timer of the wheel. Nearly all of them are met, and those cost a few plain writes.
 * Of the turn.
 *
 * <p>They stand in a row, the newest last. The timer is set for the earliest when it was started, and is left to fire when that one
 * is met: then the row is looked through, and the timer set again if anything still stands there.
 */
public final class Deadlines {
    private final ProcessSystem system;
    private final Consumer<Runnable> turn;
    private @Nullable Deadline first;
    private @Nullable Deadline last;
    /** Whether each in the row is due no earlier than the one before it. */
    private boolean sorted = true;

    /** The timers' tick at the last look at the clock, and what that said. */
    private int tick;

    private long from;

    private Timers.@Nullable Timer timer;
    private long timerDue;
    /** Whether the row is being looked through: then the timer is set at the end, for the earliest of all. */
    private boolean looking;
    /** Whether one was met that may be over or not: it is looked at again, in a while. */
    private boolean unsure;

    /** @param turn has something done on the process's turn, before what waits; called on any thread */
    public Deadlines(ProcessSystem system, Consumer<Runnable> turn) {
        this.system = system;
        this.turn = turn;
    }

    /** One deadline. */
    public abstract static class Deadline {
        /** Null before it is started, and when it is met or has expired. */
        private @Nullable Deadlines row;

        private long due;
        /** The timers' tick in which it was started; 0: it is due exactly then. */
        private int tick;

        private @Nullable Deadline before;
        private @Nullable Deadline after;

        /** It is met. More than once is once. */
        public final void met() {
            Deadlines mine = row;
            row = null;
            if (mine != null) mine.remove(this);
        }

        /** It was not met. On the process's turn. */
        protected abstract void expire();
    }

    private static final class Task extends Deadline {
        private final Runnable task;

        Task(Runnable task) {
            this.task = task;
        }

        @Override
        protected void expire() {
            task.run();
        }
    }

    /** Runs the task on the process's turn after that time, by the clock. */
    public void start(Duration limit, Runnable task) {
        start(limit, new Task(task), 0, system.clock().nanos());
    }

    /**
     * Starts one that was not started yet: it is over after that time unless it is met before, never earlier and up to {@link
     * Timers#LEEWAY} and a tick later. The clock is looked at once a tick only, since a look is a sixth of what a call costs.
     */
    public void start(Duration limit, Deadline deadline) {
        int at = system.timers().tick();
        if (at == 0 || at != tick) {
            tick = at;
            from = system.clock().nanos();
        }
        start(limit, deadline, at, at == 0 ? from : from + Timers.LEEWAY);
    }

    private void start(Duration limit, Deadline deadline, int at, long now) {
        long nanos = Math.max(0, Nanos.of(limit));
        long due = nanos >= Long.MAX_VALUE - Math.max(0, now) ? Long.MAX_VALUE : now + nanos;
        deadline.row = this;
        deadline.due = due;
        deadline.tick = at;
        append(deadline);
        if (!looking && (timer == null || due < timerDue)) set(due, due - now);
    }

    /** The process ends: every one of them is over now. */
    void cutShort() {
        if (timer != null) timer.cancel();
        timer = null;
        for (Deadline deadline = first; deadline != null; deadline = first) {
            deadline.met();
            deadline.expire();
        }
    }

    /** The process has ended: none of them matters any more, and what they hold is let go now. */
    public void drop() {
        if (timer != null) timer.cancel();
        timer = null;
        while (first != null) first.met();
    }

    private void append(Deadline deadline) {
        Deadline end = last;
        if (end == null) {
            first = deadline;
            sorted = true;
        } else {
            end.after = deadline;
            deadline.before = end;
            sorted &= end.due <= deadline.due;
        }
        last = deadline;
    }

    private void remove(Deadline deadline) {
        Deadline before = deadline.before;
        Deadline after = deadline.after;
        if (before == null) first = after;
        else before.after = after;
        if (after == null) last = before;
        else after.before = before;
        deadline.before = null;
        deadline.after = null;
    }

    private void set(long due, long nanos) {
        if (timer != null) timer.cancel();
        timerDue = due;
        timer = system.timers().after(nanos, () -> turn.accept(this::look));
    }

    /** The timer fired: runs what is over, and sets it for the next. */
    private void look() {
        timer = null;
        long now = system.clock().nanos();
        looking = true;
        unsure = false;
        try {
            run(overdue(now));
        } finally {
            looking = false;
            if (first != null) {
                long next = earliest();
                set(next, unsure ? Math.max(next - now, Timers.LEEWAY) : next - now);
            }
        }
    }

    private static void run(List<Deadline> overdue) {
        for (Deadline deadline : overdue) {
            if (deadline.row == null) continue; // met by what ran before it
            deadline.met();
            deadline.expire();
        }
    }

    /** In the order in which they are due: one that fires late, after the machine slept, changes no order (invariant I26). */
    private List<Deadline> overdue(long now) {
        List<Deadline> overdue = new ArrayList<>();
        for (Deadline d = first; d != null && (d.due <= now || !sorted); d = d.after)
            if (d.due <= now && isOver(d, now)) overdue.add(d);
        if (!sorted) overdue.sort(Comparator.comparingLong(deadline -> deadline.due));
        return overdue;
    }

    /** Its tick may have lasted longer than was reckoned; that of the present one is not known, and it is looked at again. */
    private boolean isOver(Deadline deadline, long now) {
        if (deadline.tick == 0) return true;
        long more = system.timers().excess(deadline.tick);
        unsure |= more < 0;
        if (more <= 0) return more == 0;
        deadline.tick = 0;
        deadline.due += more;
        sorted = false;
        return deadline.due <= now;
    }

    private long earliest() {
        long earliest = Long.MAX_VALUE;
        for (Deadline d = first; d != null; d = d.after) {
            earliest = Math.min(earliest, d.due);
            if (sorted) break;
        }
        return earliest;
    }
}
