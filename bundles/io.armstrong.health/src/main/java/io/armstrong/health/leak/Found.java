package io.armstrong.health.leak;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.Guards;
import io.armstrong.api.LeakPolicy;
import io.armstrong.api.spi.Guarding;
import io.armstrong.api.spi.Journal;
import io.armstrong.api.spi.Leaks;
import io.armstrong.health.heap.Mark;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** The leaks that were found and last, each told once. Written by the sentinel's thread, read by any. */
final class Found implements Leaks {
    static final String ALARM = "leaked-classes";
    /** Leaks of a child that are remembered; further ones are told and counted no more. */
    private static final int MOST = 1000;

    private record Kept(Leak leak, Mark loader) {}

    private final Guarding guarding;
    private final Journal journal;
    private final Supplier<Instant> wall;
    private final BiConsumer<String, String> isolate;
    private final Map<String, List<Kept>> kept = new ConcurrentHashMap<>();
    /** Children with the alarm set. Of the sentinel's thread. */
    private final Set<String> alarmed = new HashSet<>();

    /** @param isolate isolates a child, for that reason */
    Found(Guarding guarding, Journal journal, Supplier<Instant> wall, BiConsumer<String, String> isolate) {
        this.guarding = guarding;
        this.journal = journal;
        this.wall = wall;
        this.isolate = isolate;
    }

    boolean isEmpty() {
        return kept.isEmpty();
    }

    void add(Suspect suspect, Holder holder) {
        for (String child : suspect.children()) add(child, suspect, holder);
    }

    private void add(String child, Suspect suspect, Holder holder) {
        Holder.Kind kind = holder.kind();
        Leak leak =
                new Leak(child, suspect.version(), kind.text(), holder.text(), kind.hint(), kind.blamed(), wall.get());
        List<Kept> all = kept.computeIfAbsent(child, id -> new CopyOnWriteArrayList<>());
        boolean known = all.stream().anyMatch(each -> each.leak().kind().equals(leak.kind()));
        if (all.size() < MOST) all.add(new Kept(leak, suspect.loader()));
        boolean nobodys = kind == Holder.Kind.FRAMEWORK;
        if (nobodys && known) return; // told once: there is nothing that anybody could do
        journal.record(
                new ArmstrongEvent.Leaked(child, leak.version(), leak.kind(), leak.holder(), leak.hint(), all.size()));
        if (nobodys) return;
        alarmed.add(child);
        journal.record(new ArmstrongEvent.AlarmSet(child, ALARM, text(all.size(), leak), leak.hint()));
        if (leak.blamed() && counted(child) == guards(child).leakCeiling()) ceiling(child);
    }

    private static String text(int count, Leak newest) {
        return (count == 1 ? "an old class loader stays" : count + " old class loaders stay") + " in memory; version "
                + newest.version() + " is held by " + newest.holder();
    }

    private void ceiling(String child) {
        if (guards(child).leak() == LeakPolicy.ISOLATE)
            isolate.accept(child, counted(child) + " of its old class loaders stay in memory");
    }

    /** Class loaders that went after all. */
    void forgetGone() {
        kept.forEach((child, all) -> {
            if (!all.removeIf(each -> each.loader().gone()) || !all.isEmpty()) return;
            kept.remove(child);
            if (alarmed.remove(child))
                journal.record(new ArmstrongEvent.AlarmCleared(child, ALARM, "its old class loaders are gone"));
        });
    }

    private long counted(String child) {
        return of(child).stream().filter(Leak::blamed).count();
    }

    private Guards guards(String child) {
        return guarding.ward(child).map(Guarding.Ward::guards).orElse(Guards.DEFAULT);
    }

    @Override
    public List<Leak> of(String childId) {
        return kept.getOrDefault(childId, List.of()).stream().map(Kept::leak).toList();
    }

    @Override
    public Optional<String> refusal(String childId) {
        Guards guards = guards(childId);
        long counted = counted(childId);
        if (guards.leak() == LeakPolicy.WARN || counted < guards.leakCeiling()) return Optional.empty();
        List<Leak> all = of(childId);
        Leak newest = all.get(all.size() - 1);
        return Optional.of(counted + " class loaders of earlier versions of " + childId
                + " stay in memory, and its leakCeiling is " + guards.leakCeiling() + "; the newest is held by "
                + newest.holder());
    }
}
