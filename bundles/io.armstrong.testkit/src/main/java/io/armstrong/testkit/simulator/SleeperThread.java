package io.armstrong.testkit.simulator;

import io.armstrong.process.Turn;

/**
 * A thread that runs only while the scheduler waits for it. An interrupt is noted and delivered when the scheduler comes to
 * it, so that even that has its place in the order.
 */
final class SleeperThread extends Thread {
    private enum State {
        RUNNING,
        ASLEEP,
        DONE
    }

    /** Ends a thread whose scenario is over. */
    private static final class Over extends Error {
        private static final long serialVersionUID = 1L;

        Over() {
            super("the scenario is over", null, false, false);
        }
    }

    private final Sleepers sleepers;
    private final Turn turn;
    private State state = State.RUNNING;
    private long sleep;
    private boolean interrupted;
    private boolean aborted;
    private boolean forever;

    SleeperThread(Sleepers sleepers, Turn turn, String name) {
        super(name);
        setDaemon(true);
        this.sleepers = sleepers;
        this.turn = turn;
    }

    static SleeperThread current() {
        if (Thread.currentThread() instanceof SleeperThread thread) return thread;
        throw new IllegalStateException("sleeps outside a blocking turn: " + Thread.currentThread());
    }

    void begin() {
        start();
    }

    @Override
    public void run() {
        try {
            turn.run();
        } finally {
            become(State.DONE);
        }
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
        sleepers.wakeAfter(this, nanos, number);
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
