package io.armstrong.supervisor;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.spi.Journal;
import io.armstrong.api.spi.Lifecycle;
import io.armstrong.api.spi.Store;
import io.armstrong.supervisor.bundle.BundleContent;
import io.armstrong.supervisor.bundle.Bundles;
import io.armstrong.supervisor.child.Wanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/**
 * Makes the bundles that are present those that the store wants (design D10): a bundle the store does not know is adopted,
 * one whose content differs is brought to the store's revision, one that is missing is installed. So a framework cache that
 * was deleted or torn loses nothing. Blocks; used on the edge thread and by starts of missing bundles.
 */
final class Revisions {
    /** For one install or update of a stopped bundle. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Store store;
    private final Lifecycle lifecycle;
    private final Journal journal;
    private final Bundles bundles;
    /** Bundles that run something else than the store has, by symbolic name. */
    private final Map<String, Drifted> drifts = new ConcurrentHashMap<>();

    /** @param runs digest of what runs; @param stored what the store had when that was found */
    private record Drifted(String runs, Store.RevisionRecord stored) {}

    Revisions(Store store, Lifecycle lifecycle, Journal journal, Bundles bundles) {
        this.store = store;
        this.lifecycle = lifecycle;
        this.journal = journal;
        this.bundles = bundles;
    }

    /** Installs what children in the store need and the framework does not have. */
    void installMissing() {
        Set<String> needed = store.children().stream()
                .filter(child -> !child.wanted().equals(Wanted.REMOVED))
                .map(Store.ChildRecord::symbolicName)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
        for (String name : needed) if (bundles.find(name).isEmpty()) told(name, install(name));
    }

    private void told(String name, Lifecycle.Outcome outcome) {
        journal.record(
                outcome.done()
                        ? new ArmstrongEvent.Drifted(name, "its bundle was not installed", "installed from the store")
                        : new ArmstrongEvent.AlarmSet(
                                name, "not-installed", outcome.cause(), "sup:events --child " + name));
    }

    /** Brings one bundle back from the store. */
    Lifecycle.Outcome install(String symbolicName) {
        Store.RevisionRecord current =
                store.bundle(symbolicName).map(Store.BundleRecord::current).orElse(null);
        if (current == null)
            return refused("bundle " + symbolicName + " is not installed, and the store has no jar of it; install it");
        try {
            Path jar = store.jar(current.sha256());
            return lifecycle
                    .install(current.location(), jar, LIMIT)
                    .toCompletableFuture()
                    .join();
        } catch (IOException e) {
            return refused("bundle " + symbolicName + " cannot be installed from the store: " + e.getMessage());
        }
    }

    private static Lifecycle.Outcome refused(String cause) {
        return new Lifecycle.Outcome(Lifecycle.Kind.REFUSED, -1, "UNINSTALLED", "", cause, List.of());
    }

    /** Adopts a bundle or brings it to the revision that the store wants, unless it was left to a person to decide. */
    void reconcile(Bundle bundle) {
        String name = String.valueOf(bundle.getSymbolicName());
        if (!drifted(name).isEmpty()) return;
        try {
            Store.BundleRecord known = store.bundle(name).orElse(null);
            if (known == null) adopt(bundle, name);
            else bring(bundle, name, known.current());
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
        Path folder = Files.createTempDirectory("armstrong-digest-");
        try {
            return BundleContent.sha256(BundleContent.jarOf(bundle, folder));
        } finally {
            clear(folder);
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
        Store.RevisionRecord stored = current(String.valueOf(bundle.getSymbolicName()));
        if (stored == null) return refused("the store has no jar of " + bundle.getSymbolicName());
        return lifecycle
                .update(bundle.getBundleId(), store.jar(stored.sha256()), LIMIT)
                .toCompletableFuture()
                .join();
    }

    /** Takes the content of a bundle that somebody else updated as what is wanted, if the store knows the bundle. */
    void adoptDrifted(Bundle bundle) {
        String name = String.valueOf(bundle.getSymbolicName());
        if (current(name) == null) return;
        try {
            adopt(bundle, name);
        } catch (IOException e) {
            journal.record(new ArmstrongEvent.AlarmSet(
                    name, "not-stored", "its new jar could not be kept: " + e.getMessage(), "sup:adopt CHILD JAR"));
        }
    }

    private void adopt(Bundle bundle, String name) throws IOException {
        Path folder = Files.createTempDirectory("armstrong-adopt-");
        try {
            String sha256 = store.putJar(BundleContent.jarOf(bundle, folder));
            store.adopt(
                    name,
                    new Store.RevisionRecord(
                            bundle.getVersion().toString(), sha256, bundle.getLocation(), Instant.now()));
        } finally {
            clear(folder);
        }
    }

    private static void clear(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) Files.delete(file);
        }
        Files.delete(folder);
    }

    private void bring(Bundle bundle, String name, Store.RevisionRecord current) throws IOException {
        Path jar = store.jar(current.sha256());
        if (BundleContent.same(bundle, jar)) return;
        String found = "its bundle holds version " + bundle.getVersion() + ", the store wants " + current.version();
        Lifecycle.Outcome outcome = lifecycle
                .update(bundle.getBundleId(), jar, LIMIT)
                .toCompletableFuture()
                .join();
        String action = outcome.done() ? "updated from the store" : "could not be updated: " + outcome.cause();
        journal.record(new ArmstrongEvent.Drifted(name, found, action));
    }
}
