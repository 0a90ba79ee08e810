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

    ThreadCensus(World world, String child) {
        this.world = world;
        this.child = child;
    }

    /** An incarnation ended and its bundle is about to be stopped: threads as old as that are looked at a little later. */
    void ended(Bundle bundle) {
        long youngest = new Thread(() -> {}).getId();
        later(() -> {
            Set<Long> first = suspects(bundle, youngest).keySet();
            if (first.isEmpty()) return;
            later(() -> {
                Map<Long, String> second = suspects(bundle, youngest);
                second.keySet().retainAll(first);
                tell(second);
            });
        });
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
