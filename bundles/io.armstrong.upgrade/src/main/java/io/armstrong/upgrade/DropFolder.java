package io.armstrong.upgrade;

import io.armstrong.api.ArmstrongEvent.AlarmCleared;
import io.armstrong.api.ArmstrongEvent.AlarmSet;
import io.armstrong.api.ChildReport;
import io.armstrong.api.Supervision;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.spi.Journal;
import io.armstrong.api.spi.Store;
import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.api.upgrade.Upgrades;
import io.armstrong.api.upgrade.Upgrades.Options;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A folder whose jars are upgraded to, by the same path as {@code sup:upgrade}: a jar is copied to the store as soon as two looks
 * found it the same, and from there on only the copy is used (fault row 53). One at a time; looked at by one thread.
 *
 * <p>A version that is running or kept is let lie; each other jar is tried once, and what came of it is said by an alarm when it was
 * not committed.
 */
final class DropFolder {
    static final String ALARM = "drop";

    private final DropPlace place;
    private final Supervision supervision;
    private final Upgrades upgrades;
    private final Store store;
    private final Journal journal;
    /** What lay there at the last look. */
    private Map<Path, DropPlace.Stamp> seen = new HashMap<>();
    /** Digests and stamps that need no second look. */
    private final Set<Object> done = new HashSet<>();

    private String refused = "";
    private CompletableFuture<?> underWay = CompletableFuture.completedFuture(null);

    DropFolder(DropPlace place, Supervision supervision, Upgrades upgrades, Store store, Journal journal) {
        this.place = place;
        this.supervision = supervision;
        this.upgrades = upgrades;
        this.store = store;
        this.journal = journal;
    }

    /** One look; takes at most one jar. @return done when what it began is done */
    CompletionStage<?> look() {
        if (!underWay.isDone()) return underWay;
        try {
            place.trusted();
            if (!refused.isEmpty()) journal.record(new AlarmCleared(place.name(), ALARM, "it is ours alone"));
            refused = "";
            Map<Path, DropPlace.Stamp> now = place.jars();
            Optional<DropPlace.Stamp> settled = now.values().stream()
                    .filter(jar -> jar.equals(seen.get(jar.file())) && !done.contains(jar))
                    .findFirst();
            seen = now;
            settled.ifPresent(jar -> underWay = take(jar).toCompletableFuture());
        } catch (SupervisionException e) {
            refuse(e);
        } catch (IOException e) {
            refuse(Refusal.of(place.name() + " cannot be read: " + Refusal.sentence(e), "look at its rights"));
        }
        return underWay;
    }

    /** Said once, not at every look. */
    private void refuse(SupervisionException why) {
        if (refused.equals(why.getMessage())) return;
        refused = Refusal.message(why);
        journal.record(new AlarmSet(place.name(), ALARM, refused, why.remedy()));
    }

    private CompletionStage<?> take(DropPlace.Stamp stamp) {
        done.add(stamp);
        Path jar = stamp.file();
        String name = String.valueOf(jar.getFileName());
        try {
            if (stamp.size() > CheckedJar.MAX_JAR)
                throw Refusal.of(
                        name + " has " + stamp.size() + " bytes, at most " + CheckedJar.MAX_JAR, "take it away");
            String sha256 = store.putJar(jar);
            if (!done.add(sha256)) return CompletableFuture.completedStage(null);
            CheckedJar copy = CheckedJar.read(store.jar(sha256));
            if (kept(copy)) return CompletableFuture.completedStage(null);
            String child = childOf(copy, name);
            return upgrades.upgrade(child, copy.file(), Options.NONE)
                    .whenComplete((report, failure) -> told(child, jar, report, failure));
        } catch (SupervisionException e) {
            journal.record(new AlarmSet(name, ALARM, name + " was not taken: " + Refusal.message(e), e.remedy()));
        } catch (IOException e) {
            done.remove(stamp); // the disk may have room at the next look
            refuse(Refusal.of(name + " was not taken: " + Refusal.sentence(e), "free the disk"));
        }
        return CompletableFuture.completedStage(null);
    }

    /** A jar that was deployed before, as it lies there after each boot. */
    private boolean kept(CheckedJar copy) {
        return store.bundle(copy.declaration().symbolicName()).stream()
                .flatMap(bundle -> bundle.kept().stream())
                .anyMatch(revision -> revision.sha256().equals(copy.sha256()));
    }

    private String childOf(CheckedJar copy, String name) {
        String bundle = copy.declaration().symbolicName();
        return supervision.tree().children().stream()
                .filter(child ->
                        child.bundle() != null && child.bundle().symbolicName().equals(bundle))
                .map(ChildReport::id)
                .findFirst()
                .orElseThrow(() -> Refusal.of(
                        bundle + " is the bundle of no child here", "install it once, then drop its next version"));
    }

    private void told(String child, Path jar, @Nullable UpgradeReport report, @Nullable Throwable failure) {
        if (report != null && report.outcome() == Outcome.COMMITTED) {
            journal.record(new AlarmCleared(child, ALARM, report.to() + " was taken from " + jar.getFileName()));
            return;
        }
        String why = failure != null || report == null
                ? Refusal.sentence(failure == null ? new IllegalStateException("no report") : failure)
                : report.outcome().text() + ": " + report.reason();
        journal.record(new AlarmSet(
                child,
                ALARM,
                jar.getFileName() + " was not upgraded to: " + why,
                "sup:upgrade " + child + " " + jar + " --plan"));
    }
}
