package io.armstrong.supervisor.child;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.supervisor.bundle.Culprits;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;

/**
 * Looks for threads that outlived the incarnation they were made in (fault row 5; feature I4): each holds the old code in memory.
 * They are named once, and left alone.
 */
final class ThreadCensus {
    /** Time to end that threads have after their bundle was stopped, and from the first look to the second. */
    private static final long GRACE = Duration.ofMillis(500).toNanos();

    private final World world;
    private final String child;
    /** Of threads that were told of; guarded by this. */
    private final Set<Long> told = new HashSet<>();
    /** Threads as old as that or older are looked at; guarded by this. */
    private long youngest;
    /** Whether a look is on its way: a child that restarts all the time is looked at once a while; guarded by this. */
    private boolean looking;

    ThreadCensus(World world, String child) {
        this.world = world;
        this.child = child;
    }

    /** An incarnation ended and its bundle is about to be stopped: threads as old as that are looked at a little later. */
    synchronized void ended(Bundle bundle) {
        youngest = new Thread(() -> {}).getId();
        if (looking) return; // what a look finds before its grace is over gets the time until the second
        looking = true;
        later(() -> look(bundle));
    }

    private void look(Bundle bundle) {
        long oldest = upTo();
        Set<Long> first = suspects(bundle, oldest).keySet();
        if (first.isEmpty()) looked(bundle, oldest);
        else later(() -> lookAgain(bundle, oldest, first));
    }

    private void lookAgain(Bundle bundle, long oldest, Set<Long> first) {
        Map<Long, String> second = suspects(bundle, oldest);
        second.keySet().retainAll(first);
        tell(second);
        looked(bundle, oldest);
    }

    private synchronized long upTo() {
        return youngest;
    }

    /** Done, unless another incarnation ended meanwhile. */
    private synchronized void looked(Bundle bundle, long upTo) {
        looking = upTo != youngest;
        if (looking) later(() -> look(bundle));
    }

    private void later(Runnable look) {
        world.system().timers().after(GRACE, () -> world.activation().threads().execute(look));
    }

    /** Threads that run code of that bundle and are older than its present incarnation, but not our own that carry children's calls. */
    private static Map<Long, String> suspects(Bundle bundle, long youngest) {
        Map<Long, String> suspects = new TreeMap<>();
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            if (thread.getId() >= youngest || thread.getName().startsWith("armstrong-")) return;
            Culprits.frameOf(bundle, stack)
                    .ifPresent(frame -> suspects.put(thread.getId(), thread.getName() + " at " + frame));
        });
        return suspects;
    }

    private synchronized void tell(Map<Long, String> leaked) {
        leaked.keySet().removeIf(id -> !told.add(id));
        if (leaked.isEmpty()) return;
        String threads = leaked.values().stream().limit(10).collect(Collectors.joining(", "));
        world.events()
                .accept(new ArmstrongEvent.AlarmSet(
                        child,
                        "leaked-threads",
                        leaked.size() + " outlived an incarnation: " + threads,
                        "take threads from ctx.threads(), or end them in deactivate and stop"));
    }
}
