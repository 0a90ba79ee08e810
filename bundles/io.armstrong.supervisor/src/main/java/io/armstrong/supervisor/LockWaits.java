package io.armstrong.supervisor;

import io.armstrong.process.Callback;
import io.armstrong.supervisor.child.BundleChild;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Handlers on virtual threads that wait for a lock from one look to the next. The JVM's own detector sees no virtual thread (fault row
 * 11), and nobody tells who holds what: so it is the waiting that is known, and not that it is for ever.
 */
final class LockWaits {
    /** Where code of the JDK stands that waits for a {@code java.util.concurrent.locks} lock. */
    private static final Set<String> ACQUIRING = Set.of(
            "java.util.concurrent.locks.AbstractQueuedSynchronizer.acquire",
            "java.util.concurrent.locks.AbstractQueuedLongSynchronizer.acquire",
            "java.util.concurrent.locks.StampedLock.acquireWrite",
            "java.util.concurrent.locks.StampedLock.acquireRead");

    /** A child whose handler waits, and where. */
    record Waiting(BundleChild child, StackTraceElement[] stack) {}

    private final ThreadMXBean threads;
    private Map<String, Callback> before = new HashMap<>();

    LockWaits(ThreadMXBean threads) {
        this.threads = threads;
    }

    /** Those that waited at the last look too, in the same callback. */
    List<Waiting> look(Iterable<BundleChild> children) {
        Map<String, Callback> now = new HashMap<>();
        List<Waiting> waiting = new ArrayList<>();
        for (BundleChild child : children) {
            Callback running = child.process().callback();
            if (running == null || seenByTheJvm(running.thread())) continue;
            StackTraceElement[] stack = running.thread().getStackTrace();
            if (!waits(running.thread().getState(), stack)) continue;
            now.put(child.id(), running);
            if (running.equals(before.get(child.id()))) waiting.add(new Waiting(child, stack));
        }
        before = now;
        return waiting;
    }

    private boolean seenByTheJvm(Thread thread) {
        return threads.getThreadInfo(thread.getId()) != null;
    }

    private static boolean waits(Thread.State state, StackTraceElement[] stack) {
        if (state == Thread.State.BLOCKED) return true;
        if (state != Thread.State.WAITING) return false;
        for (StackTraceElement frame : stack) {
            if (!frame.getClassName().startsWith("java.")) return false;
            if (ACQUIRING.contains(frame.getClassName() + "." + frame.getMethodName())) return true;
        }
        return false;
    }
}
