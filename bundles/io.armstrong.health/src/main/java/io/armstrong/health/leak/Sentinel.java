package io.armstrong.health.leak;

import io.armstrong.core.health.LeakCase;
import io.armstrong.health.heap.HeapDump;
import io.armstrong.health.heap.HeapPath;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Watches replaced class loaders go, and finds out about those that stay. Everything happens on one thread, which is nobody else's.
 */
final class Sentinel {
    private final LeakCase.Rule rule;
    private final HeapDumps dumps;
    private final Found found;
    private final Naming naming;
    /** Whether the framework still needs an old class loader of that bundle, until a refresh. */
    private final LongPredicate stillWired;

    private List<Suspect> suspects = new ArrayList<>();
    /** Those that leaked and wait for a heap dump to say why. */
    private final List<Suspect> unexplained = new ArrayList<>();

    Sentinel(LeakCase.Rule rule, HeapDumps dumps, Found found, Naming naming, LongPredicate stillWired) {
        this.rule = rule;
        this.dumps = dumps;
        this.found = found;
        this.naming = naming;
        this.stillWired = stillWired;
    }

    /** That class loader was lost by its bundle: it was updated, refreshed or uninstalled. */
    void replaced(Suspect lost) {
        suspects.add(lost);
    }

    /** Whether there is anything to look at. */
    boolean idle() {
        return suspects.isEmpty() && unexplained.isEmpty() && found.isEmpty();
    }

    /** One look at all of them. */
    void look(long now) {
        suspects.removeIf(suspect -> suspect.loader().gone());
        unexplained.removeIf(suspect -> suspect.loader().gone());
        found.forgetGone();
        if (suspects.stream().anyMatch(suspect -> next(suspect, now) == LeakCase.Next.COLLECT)) collect(now);
        List<Suspect> leaked = suspects.stream()
                .filter(suspect -> next(suspect, now) == LeakCase.Next.NAME)
                .toList();
        leaked.forEach(this::name);
        if (!unexplained.isEmpty() && !dumps.tooSoon(now)) walk(now);
    }

    private LeakCase.Next next(Suspect suspect, long now) {
        return stillWired.test(suspect.bundleId())
                ? LeakCase.Next.WAIT
                : suspect.leak().next(rule, now);
    }

    /** One collection serves all. A JVM may be told to make none when asked: then nothing is known. */
    private void collect(long now) {
        long before = collections();
        System.gc();
        if (collections() == before) return;
        List<Suspect> still = new ArrayList<>();
        for (Suspect suspect : suspects) if (!suspect.loader().gone()) still.add(suspect.survived(now));
        suspects = still;
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }

    private void name(Suspect suspect) {
        suspects.remove(suspect);
        naming.visible(suspect.loader())
                .ifPresentOrElse(holder -> found.add(suspect, holder), () -> unexplained.add(suspect));
    }

    private void walk(long now) {
        List<Suspect> asked = List.copyOf(unexplained.subList(0, Math.min(HeapDump.MOST, unexplained.size())));
        unexplained.removeAll(asked);
        try {
            Map<Long, Optional<HeapPath>> paths = dumps.paths(
                    asked.stream().map(suspect -> suspect.loader().number()).toList(), now);
            boolean blamed = false;
            for (Suspect suspect : asked)
                blamed |= explain(suspect, paths.get(suspect.loader().number()));
            dumps.blamed(blamed);
        } catch (IOException e) {
            Holder unknown = new Holder(Holder.Kind.UNKNOWN, "not looked for: " + e.getMessage());
            for (Suspect suspect : asked) found.add(suspect, unknown);
        }
    }

    /**
     * One that is missing in the dump has gone; one that only soft references hold goes when memory is short.
     *
     * @return whether it is its child's doing
     */
    private boolean explain(Suspect suspect, @Nullable Optional<HeapPath> path) {
        if (path == null || path.isEmpty()) return false;
        Holder holder = naming.of(path.get());
        found.add(suspect, holder);
        return holder.kind().blamed();
    }
}
