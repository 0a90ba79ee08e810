package io.armstrong.lifecycle;

import io.armstrong.api.spi.Lifecycle.Outcome;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job on a thread. Each part of it has its deadline: when that passes the thread is interrupted, when the second
 * deadline passes too the call is given up, and what it does later is nobody's order any more.
 */
final class Call implements Runnable, Watched {
    /** A part of a job that may block and throw. */
    interface Action {
        void run() throws Exception;
    }

    /** How a part ended. @param failure what it threw */
    record Attempt(
            boolean overran, Duration deadline, @Nullable Failure failure) {
        /** In time and without a throw. */
        boolean clean() {
            return !overran && failure == null;
        }
    }

    /** The part came back after it had been given up: the rest of the job is not done. */
    static final class GivenUp extends Exception {
        private static final long serialVersionUID = 1L;

        GivenUp() {
            super("given up", null, false, false);
        }
    }

    private enum Phase {
        BETWEEN,
        RUNNING,
        INTERRUPTED,
        HUNG
    }

    final Job job;
    private final Orders orders;
    private final Watchdog watchdog;
    private final Duration secondDeadline;

    // Guarded by this.
    private Phase phase = Phase.BETWEEN;
    private long until = NEVER;
    private long began;
    private String part = "";
    private Duration deadline = Duration.ZERO;
    private @Nullable CallThread thread;

    Call(Job job, Orders orders, Watchdog watchdog, Duration secondDeadline) {
        this.job = job;
        this.orders = orders;
        this.watchdog = watchdog;
        this.secondDeadline = secondDeadline;
    }

    @Override
    public void run() {
        CallThread self = (CallThread) Thread.currentThread();
        self.job = job;
        watchdog.add(this);
        try {
            orders.finished(this, outcome());
        } catch (GivenUp late) {
            orders.returned(this);
        } finally {
            watchdog.remove(this);
        }
    }

    private Outcome outcome() throws GivenUp {
        try {
            return job.work.run(this);
        } catch (RuntimeException | Error thrown) {
            return orders.broken(this, thrown);
        }
    }

    /** Does one part under its deadline; what it throws is turned into text under the deadline too. */
    Attempt attempt(String name, Duration within, Action action) throws GivenUp {
        begin(name, within);
        Failure failure = null;
        try {
            action.run();
        } catch (Throwable thrown) { // Errors out of an activator are the child's, not ours (fact F11).
            failure = Failure.of(thrown);
        }
        return end(within, failure);
    }

    private void begin(String name, Duration within) {
        long due;
        synchronized (this) {
            thread = (CallThread) Thread.currentThread();
            part = name;
            deadline = within;
            began = watchdog.now();
            due = watchdog.in(within);
            until = due;
            phase = Phase.RUNNING;
        }
        watchdog.sooner(due);
    }

    private synchronized Attempt end(Duration within, @Nullable Failure failure) throws GivenUp {
        // The interrupt was meant for this part alone.
        Thread.interrupted();
        if (phase == Phase.HUNG) throw new GivenUp();
        boolean overran = phase == Phase.INTERRUPTED;
        phase = Phase.BETWEEN;
        until = NEVER;
        return new Attempt(overran, within, failure);
    }

    @Override
    public long look(long now) {
        Runnable tell = null;
        long next;
        synchronized (this) {
            if (now >= until && thread != null) tell = overdue(now, thread);
            next = until;
        }
        if (tell != null) tell.run();
        return next;
    }

    /** Guarded by this: the interrupt cannot hit the next part, and who returns now waits until the books are right. */
    private @Nullable Runnable overdue(long now, CallThread stuck) {
        if (phase == Phase.RUNNING) {
            phase = Phase.INTERRUPTED;
            until = now + secondDeadline.toNanos();
            stuck.interrupt();
            return null;
        }
        if (phase != Phase.INTERRUPTED) return null;
        phase = Phase.HUNG;
        until = NEVER;
        return orders.gaveUp(this, stuck);
    }

    /** The part under way: {@code start}. */
    synchronized String part() {
        return part;
    }

    /** Of the part under way. */
    synchronized Duration deadline() {
        return deadline;
    }

    /** How long the part has been under way. */
    synchronized Duration since() {
        return Duration.ofNanos(watchdog.now() - began);
    }

    /** Where the thread stands now. */
    List<String> trace() {
        return Failure.frames(stack());
    }

    /** {@code " at a.B.c(B.java:7)"}, the child's own frame. */
    String standsAt() {
        return Failure.ownFrame(stack());
    }

    private StackTraceElement[] stack() {
        CallThread running;
        synchronized (this) {
            running = thread;
        }
        return running == null ? new StackTraceElement[0] : running.getStackTrace();
    }
}
