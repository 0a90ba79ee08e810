package io.armstrong.supervisor;

import io.armstrong.supervisor.bundle.Culprits;
import io.armstrong.supervisor.child.BundleChild;
import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/**
 * Notices what threads of children do to themselves: deadlocks, on virtual threads long waits for a lock (fault row 11), and throws
 * on threads that a child did not take from its context (row 13). All are told with the child's name; none can be undone from outside.
 */
final class ThreadTrouble implements AutoCloseable {
    /** From one look for deadlocks to the next. */
    static final Duration PERIOD = Duration.ofSeconds(5);

    private static final String ALARM = "deadlock";
    private static final int FRAMES = 64;
    /** Others that are named beside a child that waits. */
    private static final int MOST_NAMED = 5;
    /** Where the JDK's own handler would print. */
    private static final System.Logger LOG = System.getLogger(ThreadTrouble.class.getName());

    private final Runtime runtime;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    /** Deadlocked threads that were told of, and whose they are; empty: nobody's. Of the edge thread. */
    private final Map<Long, String> told = new HashMap<>();

    private final LockWaits lockWaits = new LockWaits(threads);
    /** Callbacks whose waiting was told of. Of the edge thread. */
    private Set<String> waited = new HashSet<>();

    private final Thread.@Nullable UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    private final Thread.UncaughtExceptionHandler strays = this::stray;
    private volatile boolean closed;

    ThreadTrouble(Runtime runtime) {
        this.runtime = runtime;
    }

    void open() {
        Thread.setDefaultUncaughtExceptionHandler(strays);
        next();
    }

    /** Whoever handled strays before us does again, unless somebody came after us. */
    @Override
    public void close() {
        closed = true;
        if (Thread.getDefaultUncaughtExceptionHandler() == strays) Thread.setDefaultUncaughtExceptionHandler(before);
    }

    private void next() {
        if (!closed)
            runtime.system().timers().after(PERIOD.toNanos(), () -> runtime.edge()
                    .execute(this::look));
    }

    private void look() {
        Set<String> before = stuck();
        long[] found = threads.findDeadlockedThreads();
        long[] ids = found == null ? new long[0] : found;
        told.keySet().retainAll(Arrays.stream(ids).boxed().toList());
        for (ThreadInfo info : threads.getThreadInfo(ids, FRAMES))
            if (info != null && !told.containsKey(info.getThreadId())) told.put(info.getThreadId(), deadlocked(info));
        lookForWaits();
        before.removeAll(stuck());
        before.forEach(child -> runtime.alarmOver(child, ALARM, "its thread goes on, or has ended"));
        runtime.leftovers().look();
        next();
    }

    /** Children with an alarm. */
    private Set<String> stuck() {
        Set<String> stuck = new HashSet<>(told.values());
        stuck.addAll(waited);
        stuck.remove("");
        return stuck;
    }

    private void lookForWaits() {
        List<LockWaits.Waiting> waiting = lockWaits.look(runtime.children().inBundles());
        Set<String> now = new HashSet<>();
        for (LockWaits.Waiting one : waiting) {
            String id = one.child().id();
            now.add(id);
            if (!waited.contains(id)) waits(one, waiting);
        }
        waited = now;
    }

    private void waits(LockWaits.Waiting one, List<LockWaits.Waiting> all) {
        String id = one.child().id();
        String others = all.stream()
                .map(waiting -> waiting.child().id())
                .filter(other -> !other.equals(id))
                .limit(MOST_NAMED)
                .collect(Collectors.joining(", "));
        runtime.alarm(
                id,
                ALARM,
                "perhaps a deadlock: its handler has waited for a lock for more than " + PERIOD.toSeconds() + " s"
                        + (others.isEmpty() ? "" : ", as do those of " + others)
                        + "; on a virtual thread the JVM does not say who holds it:" + where(one.stack()),
                "sup:why " + id + "; its handler deadline ends it");
    }

    /** @return whose thread that is; empty: nobody's */
    private String deadlocked(ThreadInfo info) {
        LockInfo lock = info.getLockInfo();
        String text = "its thread " + info.getThreadName() + " waits for "
                + (lock == null ? "a lock" : lock.getClassName()) + ", held by " + info.getLockOwnerName()
                + ", for ever: " + where(info.getStackTrace());
        Optional<BundleChild> child = owner(info.getThreadName(), info.getStackTrace());
        child.ifPresent(culprit ->
                runtime.alarm(culprit.id(), ALARM, text, "sup:why " + culprit.id() + "; its handler deadline ends it"));
        return child.map(BundleChild::id).orElse("");
    }

    private void stray(Thread thread, Throwable thrown) {
        owner(thread.getName(), thrown.getStackTrace())
                .ifPresent(child -> runtime.alarm(
                        child.id(),
                        "stray-throw",
                        "uncaught on thread " + thread.getName() + ", which it did not take from its context: "
                                + thrown.getClass().getName() + where(thrown.getStackTrace()),
                        "take threads from ctx.threads(): then it is a crash, and repaired"));
        if (before != null) before.uncaughtException(thread, thrown);
        else LOG.log(System.Logger.Level.WARNING, "uncaught on thread " + thread.getName(), thrown);
    }

    private static String where(StackTraceElement[] stack) {
        return Arrays.stream(stack).limit(3).map(frame -> " at " + frame).collect(Collectors.joining());
    }

    /** The child whose code that is; where several have the same code, the one the thread is named after. */
    private Optional<BundleChild> owner(String thread, StackTraceElement[] stack) {
        List<BundleChild> owners = runtime.children().inBundles().stream()
                .filter(child -> {
                    Bundle bundle = child.bundle();
                    return bundle != null && Culprits.frameOf(bundle, stack).isPresent();
                })
                .toList();
        return owners.stream()
                .filter(child -> thread.contains(child.id()))
                .findFirst()
                .or(() -> owners.stream().findFirst());
    }
}
