package io.armstrong.upgrade;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Tier;
import io.armstrong.api.spi.Journal;
import io.armstrong.api.spi.Store.RevisionRecord;
import io.armstrong.api.upgrade.Upgrades.Options;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Watches children for a while after their upgrade: crashes beyond the rule take the new version back (feature U13). A new upgrade
 * or a rollback ends it.
 */
final class Probation implements Journal.Listener {
    private final LongSupplier nanos;
    private final Duration length;
    private final int crashes;
    private final Consumer<Trial> failed;
    /** By symbolic name. */
    private final Map<String, Trial> trials = new ConcurrentHashMap<>();

    /**
     * An upgrade whose new version has to prove itself.
     *
     * @param child it was asked for
     * @param children that crossed
     * @param began monotonic nanoseconds
     * @param allowed crashes that take it back
     * @param from the version before
     * @param to the version on trial
     * @param options what was consented to
     */
    record Trial(
            String symbolicName,
            String child,
            Set<String> children,
            long began,
            int allowed,
            RevisionRecord from,
            RevisionRecord to,
            Options options,
            AtomicInteger seen) {}

    /**
     * @param length zero: nobody is watched
     * @param crashes that take a version back; 0: as many as the tier's policy answers with a restart (design D3)
     * @param failed told once for each trial that failed, on the journal's thread
     */
    Probation(LongSupplier nanos, Duration length, int crashes, Consumer<Trial> failed) {
        this.nanos = nanos;
        this.length = length;
        this.crashes = crashes;
        this.failed = failed;
    }

    /** From now on. */
    void begin(Subject subject) {
        if (length.isZero()) return;
        Trial trial = new Trial(
                subject.symbolicName(),
                subject.child(),
                Set.copyOf(subject.crossing.stream().map(child -> child.id()).toList()),
                nanos.getAsLong(),
                crashes > 0 ? crashes : ofTier(subject.asked.child().tier()),
                subject.prepared().from(),
                subject.prepared().to(),
                subject.asked.options(),
                new AtomicInteger());
        trials.put(trial.symbolicName(), trial);
    }

    private static int ofTier(Tier tier) {
        return tier == Tier.NORMAL ? 5 : 3;
    }

    void end(String symbolicName) {
        trials.remove(symbolicName);
    }

    @Override
    public void recorded(Journal.Entry entry) {
        ArmstrongEvent event = entry.event();
        boolean crash = event instanceof ArmstrongEvent.ChildStartFailed
                || (event instanceof ArmstrongEvent.ChildExited exited && !good(exited.reason()));
        if (crash) trials.values().forEach(trial -> crashed(trial, event.child()));
    }

    private static boolean good(ExitReason reason) {
        return !reason.abnormal();
    }

    private void crashed(Trial trial, String child) {
        if (!trial.children().contains(child)) return;
        if (nanos.getAsLong() - trial.began() > length.toNanos()) trials.remove(trial.symbolicName(), trial);
        else if (trial.seen().incrementAndGet() == trial.allowed() && trials.remove(trial.symbolicName(), trial))
            failed.accept(trial);
    }
}
