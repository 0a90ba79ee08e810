package io.armstrong.testkit.simulator;

import io.armstrong.process.Turn;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A thread that runs only while the scheduler waits for it. An interrupt is noted and delivered when the scheduler comes to
 * it, so that even that has its place in the order.
 *
 * <p>Made once for many turns, one after the other: to start a thread takes longer than most turns. One that is not wanted for a
 * while ends by itself.
 */
final class SleeperThread extends Thread {
    private static final long IDLE_MILLIS = 2_000;

    private enum State {
        RUNNING,
        ASLEEP,
        DONE
    }

    /** Ends a turn whose scenario is over. */
    private static final class Over extends Error {
        private static final long serialVersionUID = 1L;

        Over() {
            super("the scenario is over", null, false, false);
        }
    }

    private @Nullable Sleepers sleepers;
    private @Nullable Turn turn;
    private State state = State.DONE;
    private boolean gone;
    /** Never used twice: a timer of an earlier turn wakes nobody. */
    private long sleep;

    private boolean interrupted;
    private boolean aborted;
    private boolean forever;

    SleeperThread() {
        setDaemon(true);
    }

    static SleeperThread current() {
        if (Thread.currentThread() instanceof SleeperThread thread) return thread;
        throw new IllegalStateException("sleeps outside a blocking turn: " + Thread.currentThread());
    }

    /** Has it run that turn, under that name. @return whether it does: one that was idle for long has ended */
    boolean begin(Sleepers of, Turn next, String name) {
        synchronized (this) {
            if (gone) return false;
            sleepers = of;
            turn = next;
            interrupted = false;
            aborted = false;
            forever = false;
            become(State.RUNNING);
        }
        setName(name);
        if (getState() == Thread.State.NEW) start();
        return true;
    }

    @Override
    public void run() {
        for (Turn next = next(); next != null; next = next()) run(next);
    }

    private void run(Turn next) {
        boolean whole = false;
        try {
            next.run();
            whole = true;
        } catch (Over over) {
            whole = true;
        } finally {
            done(whole);
        }
    }

    private synchronized void done(boolean whole) {
        gone = !whole;
        become(State.DONE);
    }

    /** Null when it ends. */
    private synchronized @Nullable Turn next() {
        long until = System.nanoTime() + IDLE_MILLIS * 1_000_000;
        while (turn == null && System.nanoTime() < until) {
            try {
                wait(IDLE_MILLIS);
            } catch (InterruptedException e) {
                gone = true;
                return null;
            }
        }
        Turn next = turn;
        turn = null;
        gone = next == null;
        return next;
    }

    private synchronized void become(State next) {
        state = next;
        notifyAll();
    }

    /** Waits for the thread to be done or asleep. Of the scheduler. */
    synchronized void awaitPause() {
        boolean disturbed = false;
        while (state == State.RUNNING) {
            try {
                wait();
            } catch (InterruptedException e) {
                disturbed = true;
            }
        }
        if (disturbed) Thread.currentThread().interrupt();
    }

    /** Whether it sleeps and its time will come. */
    synchronized boolean willWake() {
        return state == State.ASLEEP && (!forever || interrupted);
    }

    synchronized boolean done() {
        return state == State.DONE;
    }

    /** Ends that sleep if it still lasts. Of the scheduler. @return whether it runs now */
    synchronized boolean wake(long number) {
        if (state != State.ASLEEP || sleep != number) return false;
        become(State.RUNNING);
        return true;
    }

    synchronized boolean wakeInterrupted() {
        return interrupted && wake(sleep);
    }

    synchronized boolean disturbed() {
        return interrupted && state == State.ASLEEP;
    }

    synchronized void abort() {
        aborted = true;
        become(State.RUNNING);
    }

    /** Sleeps in virtual time. Of this thread itself. */
    void doze(long nanos) throws InterruptedException {
        long number;
        synchronized (this) {
            number = ++sleep;
            forever = nanos == Long.MAX_VALUE;
        }
        Objects.requireNonNull(sleepers).wakeAfter(this, nanos, number);
        synchronized (this) {
            become(State.ASLEEP);
            while (state == State.ASLEEP) awaitTurn();
            if (aborted) throw new Over();
            if (!interrupted) return;
            interrupted = false;
        }
        throw new InterruptedException("in virtual time");
    }

    private void awaitTurn() {
        try {
            wait();
        } catch (InterruptedException e) {
            interrupted = true;
        }
    }

    @Override
    public synchronized void interrupt() {
        interrupted = true;
    }

    @Override
    public boolean isInterrupted() {
        return interrupted;
    }
}
