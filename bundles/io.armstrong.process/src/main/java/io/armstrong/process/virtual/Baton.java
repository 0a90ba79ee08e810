package io.armstrong.process.virtual;

import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets a turn take virtual time without losing determinism: each thread that stalls hands the loop on to another, and exactly one
 * thread runs at any moment. An interrupt of a stalled thread is an event of the loop, not of the machine.
 */
final class Baton {
    private final Semaphore done = new Semaphore(0);
    private @Nullable Stall next;
    private @Nullable Throwable failure;

    /** A turn that takes time. */
    static final class Stall {
        private final Semaphore go = new Semaphore(0);
        private final boolean interruptible;
        private final Consumer<Stall> wake;
        private boolean interrupted;
        private boolean over;

        private Stall(boolean interruptible, Consumer<Stall> wake) {
            this.interruptible = interruptible;
            this.wake = wake;
        }

        boolean interrupted() {
            return interrupted;
        }
    }

    /** A thread of the loop: an interrupt reaches the stall it is in. */
    private static final class Runner extends Thread {
        private @Nullable Stall stall;

        Runner(Runnable loop) {
            super(loop, "virtual-time");
            setDaemon(true);
        }

        @Override
        public void interrupt() {
            Stall mine = stall;
            if (mine == null || !mine.interruptible || mine.interrupted) return;
            mine.interrupted = true;
            mine.wake.accept(mine);
        }
    }

    /** Runs the loop on a thread that may stall and waits until it has reached its goal. */
    void drive(BooleanSupplier loop) {
        start(loop);
        done.acquireUninterruptibly();
        Throwable thrown = failure;
        failure = null;
        if (thrown instanceof RuntimeException e) throw e;
        if (thrown != null) throw new IllegalStateException(thrown);
    }

    private void start(BooleanSupplier loop) {
        new Runner(() -> run(loop)).start();
    }

    private void run(BooleanSupplier loop) {
        try {
            if (loop.getAsBoolean()) done.release();
            else handOver();
        } catch (Throwable thrown) { // the test thread throws it
            failure = thrown;
            done.release();
        }
    }

    private void handOver() {
        Stall stall = next;
        next = null;
        if (stall == null) throw new IllegalStateException("the loop ended without handing over");
        stall.go.release();
    }

    Stall stall(boolean interruptible, Consumer<Stall> wake) {
        return new Stall(interruptible, wake);
    }

    /** Lets another thread run the loop until that stall is next. */
    void await(Stall stall, BooleanSupplier loop) {
        Runner here = (Runner) Thread.currentThread();
        here.stall = stall;
        start(loop);
        stall.go.acquireUninterruptibly();
        here.stall = null;
    }

    /** The loop's thread hands over to that stall after this step. */
    void next(Stall stall) {
        if (stall.over) return;
        stall.over = true;
        next = stall;
    }

    boolean passed() {
        return next != null;
    }
}
