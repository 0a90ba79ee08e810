package io.armstrong.process;

import io.armstrong.api.CrashCause;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Own threads and resources of a worker's code. Added to from its callbacks and its own threads, ended once. */
final class Holdings {
    private final List<AutoCloseable> resources = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private boolean ended;

    synchronized void add(AutoCloseable resource) {
        if (ended) throw new IllegalStateException("too late: what this worker opened is being closed");
        resources.add(resource);
    }

    private synchronized void add(Thread thread) {
        if (ended) throw new IllegalStateException("too late: the threads of this worker are being ended");
        threads.removeIf(t -> t.getState() == Thread.State.TERMINATED);
        threads.add(thread);
    }

    /** Resources that it keeps open. */
    synchronized int resources() {
        return resources.size();
    }

    /** Threads that live. */
    synchronized int threads() {
        return (int) threads.stream().filter(Thread::isAlive).count();
    }

    /** Daemon threads named after the child; what escapes from one is a crash of this incarnation. */
    ThreadFactory threads(Incarnation owner) {
        return task -> {
            Meters meters = owner.process().settings().meters();
            Runnable counted = meters == null ? task : meters.of(owner.id()).counted(task);
            Thread thread = new Thread(counted, owner.id() + "-" + numbers.incrementAndGet());
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler((t, thrown) -> owner.process()
                    .threadDied(
                            owner,
                            Exits.of(
                                    CrashCause.THREAD,
                                    thrown,
                                    owner.process().system().stacks())));
            add(thread);
            return thread;
        };
    }

    /**
     * Interrupts the threads, closes the resources, last opened first, and gives the threads a while to go. What does not end is
     * told, each by itself. May block: never on a dispatcher thread.
     */
    void end(String id, long millisPerThread, Trouble trouble) {
        List<AutoCloseable> closing;
        List<Thread> ending;
        synchronized (this) {
            ended = true;
            closing = List.copyOf(resources);
            ending = List.copyOf(threads);
        }
        ending.forEach(Thread::interrupt);
        for (int i = closing.size() - 1; i >= 0; i--) close(closing.get(i), id, trouble);
        for (Thread thread : ending) join(thread, id, millisPerThread, trouble);
    }

    private static void close(AutoCloseable resource, String id, Trouble trouble) {
        try {
            resource.close();
        } catch (Throwable thrown) { // the others must be closed too
            trouble.report(
                    id, new LeftBehind("closing its " + resource.getClass().getName() + " threw " + thrown, null));
        }
    }

    private static void join(Thread thread, String id, long millis, Trouble trouble) {
        if (thread.getState() == Thread.State.NEW) return;
        try {
            thread.join(Math.max(1, millis));
            if (!thread.isAlive()) return;
            trouble.report(
                    id,
                    new LeftBehind(
                            "its thread " + thread.getName() + " did not heed an interrupt within " + millis
                                    + " ms and runs on",
                            () -> !thread.isAlive()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            trouble.report(id + " waiting for its thread " + thread.getName(), e);
        }
    }
}
