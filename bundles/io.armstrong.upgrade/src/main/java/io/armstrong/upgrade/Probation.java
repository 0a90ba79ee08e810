package io.armstrong.upgrade;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.Tier;
import io.armstrong.api.spi.Journal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * Watches children for a while after their upgrade: crashes beyond the rule take the new version back (feature U13). A new
 * upgrade or a rollback ends it; the end of the process does not, but crashes are counted anew after it.
 */
final class Probation implements Journal.Listener {
    private final LongSupplier nanos;
    private final Predicate<Trial> there;
    private final ToIntFunction<Trial> limit;
    private final BiConsumer<Trial, Integer> failed;
    /** By symbolic name. */
    private final Map<String, Watched> watched = new ConcurrentHashMap<>();

    /** @param ends monotonic nanoseconds */
    record Watched(Trial trial, long ends, AtomicInteger crashes) {}

    /**
     * @param there whether the version on trial is what is installed: else a start that fails is refused, and no crash of its
     * @param limit how many crashes take a version back; asked at each crash
     * @param failed told once for each trial that failed, with the number of its crashes, on the journal's thread
     */
    Probation(
            LongSupplier nanos, Predicate<Trial> there, ToIntFunction<Trial> limit, BiConsumer<Trial, Integer> failed) {
        this.nanos = nanos;
        this.there = there;
        this.limit = limit;
        this.failed = failed;
    }

    /** Watches what is left of a trial. */
    void begin(Trial trial, Instant now) {
        Duration left = Duration.between(now, trial.until());
        if (left.isNegative() || left.isZero()) return;
        watched.put(trial.symbolicName(), new Watched(trial, nanos.getAsLong() + left.toNanos(), new AtomicInteger()));
    }

    /** Those that came with that change set and are still on trial. */
    List<Trial> of(String set) {
        return watched.values().stream()
                .map(Watched::trial)
                .filter(trial -> trial.set().equals(set))
                .toList();
    }

    /** Watches it no more. @return what was watched */
    Optional<Watched> end(String symbolicName) {
        return Optional.ofNullable(watched.remove(symbolicName));
    }

    /** What was to end it did not happen. */
    void goOn(Watched before) {
        watched.putIfAbsent(before.trial().symbolicName(), before);
    }

    /** As many as the policy of the tier answers with a restart (design D3). */
    static int ofTier(Tier tier) {
        return tier == Tier.NORMAL ? 5 : 3;
    }

    @Override
    public void recorded(Journal.Entry entry) {
        ArmstrongEvent event = entry.event();
        boolean crash = event instanceof ArmstrongEvent.ChildStartFailed
                || (event instanceof ArmstrongEvent.ChildExited exited
                        && exited.reason().abnormal());
        if (crash) watched.values().forEach(each -> crashed(each, event.child()));
    }

    private void crashed(Watched each, String child) {
        Trial trial = each.trial();
        if (!trial.children().contains(child) || !there.test(trial)) return;
        if (nanos.getAsLong() - each.ends() > 0) {
            watched.remove(trial.symbolicName(), each);
            return;
        }
        int crashes = each.crashes().incrementAndGet();
        if (crashes >= limit.applyAsInt(trial) && watched.remove(trial.symbolicName(), each))
            failed.accept(trial, crashes);
    }
}
