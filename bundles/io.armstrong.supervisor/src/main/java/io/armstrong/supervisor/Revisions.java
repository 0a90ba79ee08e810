package io.armstrong.supervisor;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.spi.Journal;
import io.armstrong.api.spi.Lifecycle;
import io.armstrong.api.spi.Store;
import io.armstrong.supervisor.bundle.BundleContent;
import io.armstrong.supervisor.bundle.Bundles;
import io.armstrong.supervisor.bundle.Scratch;
import io.armstrong.supervisor.child.Wanted;
import io.armstrong.supervisor.child.World;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/**
 * Makes the bundles that are present those that the store wants (design D10): a bundle the store does not know is adopted,
 * one whose content differs is brought to the store's revision, one that is missing is installed. So a framework cache that
 * was deleted or torn loses nothing. Where what is wanted cannot be had, nothing starts in that bundle: old code never meets new
 * state (fault row 33). Blocks; used on the edge thread and by starts of missing bundles.
 */
final class Revisions {
    /** For one install or update of a stopped bundle. */
    static final Duration LIMIT = Duration.ofSeconds(30);

    private final Store store;
    private final Lifecycle lifecycle;
    private final Journal journal;
    private final Bundles bundles;
    private final Copies copies;
    private final Restoration restoration;
    /** Bundles that run something else than the store has, by symbolic name. */
    private final Map<String, Drifted> drifts = new ConcurrentHashMap<>();

    /** @param runs digest of what runs; @param stored what the store had when that was found */
    private record Drifted(String runs, Store.RevisionRecord stored) {}

    Revisions(Store store, Lifecycle lifecycle, Journal journal, Bundles bundles) {
        this.store = store;
        this.lifecycle = lifecycle;
        this.journal = journal;
        this.bundles = bundles;
        this.copies = new Copies(store, journal, bundles);
        this.restoration = new Restoration(store, lifecycle, journal, bundles, copies);
    }

    /** For starts in bundles that are missing or hold what they should not. */
    World.Reinstall restoration() {
        return restoration;
    }

    /** Installs what children in the store need and the framework does not have. */
    void installMissing() {
        Set<String> needed = store.children().stream()
                .filter(child -> !child.wanted().equals(Wanted.REMOVED))
                .map(Store.ChildRecord::symbolicName)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
        for (String name : needed) if (bundles.find(name).isEmpty()) told(name, restoration.install(name));
    }

    private void told(String name, Lifecycle.Outcome outcome) {
        journal.record(
                outcome.done()
                        ? new ArmstrongEvent.Drifted(name, "its bundle was not installed", "installed from the store")
                        : new ArmstrongEvent.AlarmSet(
                                name, "not-installed", outcome.cause(), "sup:events --child " + name));
    }

    /**
     * Adopts a bundle or brings it to the revision that the store wants, unless it was left to a person to decide. Nothing is done to
     * a second bundle of that name.
     */
    void reconcile(Bundle bundle) {
        String name = String.valueOf(bundle.getSymbolicName());
        if (!drifted(name).isEmpty() || !bundles.lives(bundle)) return;
        try {
            Store.BundleRecord known = store.bundle(name).orElse(null);
            if (known != null) {
                restoration.bring(bundle, name, known.current());
                return;
            }
            restoration.accept(bundle);
            copies.keep(bundle, name);
        } catch (IOException e) {
            journal.record(new ArmstrongEvent.AlarmSet(
                    name, "not-stored", "its jar could not be kept: " + e.getMessage(), "sup:adopt CHILD JAR"));
        }
    }

    /** The revision that the store wants of that bundle; null when it does not know the bundle. */
    Store.@Nullable RevisionRecord current(String symbolicName) {
        return store.bundle(symbolicName).map(Store.BundleRecord::current).orElse(null);
    }

    /** Digest of the jar that the bundle has now: the stored one's where the entries are equal. */
    String digest(Bundle bundle, Store.RevisionRecord stored) throws IOException {
        if (BundleContent.same(bundle, store.jar(stored.sha256()))) return stored.sha256();
        try (Scratch scratch = Scratch.open("armstrong-digest-")) {
            return BundleContent.sha256(BundleContent.jarOf(bundle, scratch.folder()));
        }
    }

    /** The bundle runs what the store does not have, and is left so. */
    void drifted(Bundle bundle, String runs) {
        String name = String.valueOf(bundle.getSymbolicName());
        Store.RevisionRecord stored = current(name);
        if (stored != null) drifts.put(name, new Drifted(runs, stored));
    }

    /** Digest of what the bundle runs where that is not what the store has; else empty. */
    String drifted(String symbolicName) {
        Drifted drifted = drifts.get(symbolicName);
        if (drifted == null) return "";
        return drifted.stored().equals(current(symbolicName)) ? drifted.runs() : "";
    }

    /** Puts the revision that the store wants back into a bundle that somebody else updated, which stops it. */
    Lifecycle.Outcome putBack(Bundle bundle) throws IOException {
        String name = String.valueOf(bundle.getSymbolicName());
        Store.RevisionRecord stored = current(name);
        if (stored == null) return Restoration.refused("the store has no jar of " + name);
        return lifecycle
                .update(bundle.getBundleId(), copies.jar(name, stored), LIMIT)
                .toCompletableFuture()
                .join();
    }

    /** Takes the content of a bundle that somebody else updated as what is wanted, if the store knows the bundle. */
    void adoptDrifted(Bundle bundle) {
        String name = String.valueOf(bundle.getSymbolicName());
        if (current(name) == null) return;
        try {
            copies.keep(bundle, name);
        } catch (IOException e) {
            journal.record(new ArmstrongEvent.AlarmSet(
                    name, "not-stored", "its new jar could not be kept: " + e.getMessage(), "sup:adopt CHILD JAR"));
        }
    }
}
