package io.armstrong.lifecycle;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A bounded number of warm daemon threads; the one that was busy last gets the next task, so that those there is no work for end. One
 * that is held too long is abandoned: it no longer counts, another takes its place, and it ends when it comes back. Made here because
 * an executor counts a stuck thread for ever.
 */
final class CallThreads implements AutoCloseable {
    private static final long IDLE_SECONDS = 60;

    private final String name;
    private final int most;
    private final Consumer<String> warnings;
    private final ReentrantLock lock = new ReentrantLock();
    /** Bounded by the jobs in {@link Lanes}. Guarded by lock, as is all that follows. */
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    /** Where each thread that has nothing to do waits, the one that was busy last first. */
    private final Deque<Condition> idle = new ArrayDeque<>();

    private int live;
    /** Those that wait, and those that were woken and have not taken their task yet. */
    private int free;

    private long made;
    private long generation;
    private boolean closed;

    /** @param name of the threads, less a number */
    CallThreads(String name, int most, Consumer<String> warnings) {
        this.name = name;
        this.most = most;
        this.warnings = warnings;
    }

    /** Runs it as soon as a thread is free. */
    void run(Runnable task) {
        lock.lock();
        try {
            waiting.add(task);
            if (waiting.size() > free && live < most) make();
            else wake();
        } finally {
            lock.unlock();
        }
    }

    /** Guarded by lock. */
    private void wake() {
        Condition latest = idle.poll();
        if (latest != null) latest.signal();
    }

    /** Another thread takes the place of this one, which ends when its task does. */
    void abandon(CallThread thread) {
        lock.lock();
        try {
            if (thread.abandoned) return;
            thread.abandoned = true;
            left();
        } finally {
            lock.unlock();
        }
    }

    /** The threads there are end as soon as they are free: what a child left on them, a thread local say, goes with them (F10). */
    void renew() {
        lock.lock();
        try {
            generation++;
            idle.forEach(Condition::signal);
        } finally {
            lock.unlock();
        }
    }

    /** Every thread ends when there is nothing left to do. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            idle.forEach(Condition::signal);
        } finally {
            lock.unlock();
        }
    }

    /** Where the system gives no more threads, those there are take the task, or the next order tries again. */
    private void make() {
        try {
            new CallThread(this::loop, name + (made + 1), generation).start();
            made++;
            live++;
        } catch (OutOfMemoryError noThread) {
            wake();
        }
    }

    /** Guarded by lock: a thread is gone. */
    private void left() {
        live--;
        if (waiting.size() > free && live < most) make();
    }

    private void loop() {
        CallThread self = (CallThread) Thread.currentThread();
        for (Runnable task = next(self); task != null; task = next(self)) {
            try {
                task.run();
            } catch (RuntimeException | Error bug) {
                warnings.accept("a task of " + self.getName() + " failed: "
                        + Failure.of(bug).cause());
            }
            Thread.interrupted();
            self.tidy();
        }
    }

    /** The next task; null when the thread is to end. */
    private @Nullable Runnable next(CallThread self) {
        lock.lock();
        try {
            if (self.abandoned) return null;
            boolean waited = false;
            while (self.generation == generation) {
                Runnable task = waiting.poll();
                if (task != null) return task;
                if (closed || waited) break;
                waited = !await();
            }
            left();
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** @return whether it was woken; false when nothing came for a minute */
    private boolean await() {
        Condition mine = lock.newCondition();
        idle.push(mine);
        free++;
        try {
            return mine.await(IDLE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException late) {
            return true; // Meant for a task that is over: look again.
        } finally {
            free--;
            idle.remove(mine);
        }
    }
}
