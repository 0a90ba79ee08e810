package io.armstrong.supervisor;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.spi.Journal;
import io.armstrong.api.spi.Lifecycle;
import io.armstrong.api.spi.Store;
import io.armstrong.supervisor.alarm.AlarmBoard;
import io.armstrong.supervisor.bundle.BundleContent;
import io.armstrong.supervisor.bundle.Bundles;
import io.armstrong.supervisor.child.World;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.osgi.framework.Bundle;

/**
 * Puts what the store wants into the framework. Nothing starts in a bundle before it is known to hold that; where that cannot be had,
 * nothing starts until it can: old code never meets new state (fault row 33, invariant I17).
 */
final class Restoration implements World.Reinstall {
    private final Store store;
    private final Lifecycle lifecycle;
    private final Journal journal;
    private final Bundles bundles;
    private final Copies copies;
    /** Bundles that were found to hold what is wanted, by id. */
    private final Set<Long> fit = ConcurrentHashMap.newKeySet();
    /** Bundles of which it was told that they hold something else, by id. */
    private final Set<Long> told = ConcurrentHashMap.newKeySet();
    /** A start and the news of its bundle may come here side by side: the second finds what the first has done. By symbolic name. */
    private final Map<String, Lock> turns = new ConcurrentHashMap<>();

    Restoration(Store store, Lifecycle lifecycle, Journal journal, Bundles bundles, Copies copies) {
        this.store = store;
        this.lifecycle = lifecycle;
        this.journal = journal;
        this.bundles = bundles;
        this.copies = copies;
    }

    @Override
    public boolean fits(Bundle bundle) {
        return fit.contains(bundle.getBundleId());
    }

    @Override
    public Lifecycle.Outcome install(String symbolicName) {
        Store.RevisionRecord wanted =
                store.bundle(symbolicName).map(Store.BundleRecord::current).orElse(null);
        Bundle there = bundles.find(symbolicName).orElse(null);
        if (wanted != null) return there == null ? install(symbolicName, wanted) : bring(there, symbolicName, wanted);
        if (there != null) return fits(there(there));
        return refused("bundle " + symbolicName + " is not installed, and the store has no jar of it; install it");
    }

    /** Whatever that bundle holds is what is wanted. */
    void accept(Bundle bundle) {
        fits(there(bundle));
    }

    private Lifecycle.Outcome fits(Lifecycle.Outcome outcome) {
        if (!outcome.done()) return outcome;
        fit.add(outcome.bundleId());
        told.remove(outcome.bundleId());
        return outcome;
    }

    private Lifecycle.Outcome install(String symbolicName, Store.RevisionRecord wanted) {
        try {
            Path jar = copies.jar(symbolicName, wanted);
            return fits(lifecycle
                    .install(wanted.location(), jar, Revisions.LIMIT)
                    .toCompletableFuture()
                    .join());
        } catch (IOException e) {
            return refused("bundle " + symbolicName + " cannot be installed from the store: " + e.getMessage());
        }
    }

    /** Has what the store wants in that bundle; where that cannot be done, nothing starts in it. */
    Lifecycle.Outcome bring(Bundle bundle, String name, Store.RevisionRecord wanted) {
        Lock turn = turns.computeIfAbsent(name, none -> new ReentrantLock());
        turn.lock();
        try {
            Lifecycle.Outcome outcome = fits(brought(bundle, name, wanted));
            if (!outcome.done()) refuseStart(bundle, name, wanted, outcome.cause());
            return outcome;
        } finally {
            turn.unlock();
        }
    }

    private Lifecycle.Outcome brought(Bundle bundle, String name, Store.RevisionRecord wanted) {
        String found = "its bundle holds version " + bundle.getVersion() + ", the store wants " + wanted.version();
        try {
            Path jar = copies.jar(name, wanted);
            if (BundleContent.same(bundle, jar)) return there(bundle);
            for (Bundle other : bundles.all(name)) if (BundleContent.same(other, jar)) return moved(other, found);
            return updated(bundle, name, jar, found);
        } catch (IOException e) {
            boolean holdsIt = keptAnew(bundle, name, wanted) || fits(bundle);
            return holdsIt ? there(bundle) : refused(found + ": " + e.getMessage());
        }
    }

    private Lifecycle.Outcome updated(Bundle bundle, String name, Path jar, String found) {
        Lifecycle.Outcome outcome = lifecycle
                .update(bundle.getBundleId(), jar, Revisions.LIMIT)
                .toCompletableFuture()
                .join();
        String action = outcome.done() ? "updated from the store" : "could not be updated: " + outcome.cause();
        journal.record(new ArmstrongEvent.Drifted(name, found, action));
        return outcome;
    }

    /** The framework has each version of a bundle once: its children live in the bundle that holds what is wanted. */
    private Lifecycle.Outcome moved(Bundle other, String found) {
        bundles.live(other);
        journal.record(new ArmstrongEvent.Drifted(
                String.valueOf(other.getSymbolicName()),
                found,
                "bundle " + other.getBundleId() + ", which holds that, takes its place"));
        return there(other);
    }

    /** A bundle of the version that is wanted holds what is wanted, as long as no second revision of that version is known. */
    private boolean keptAnew(Bundle bundle, String name, Store.RevisionRecord wanted) {
        String version = bundle.getVersion().toString();
        long known = store.bundle(name).stream()
                .flatMap(record -> record.kept().stream())
                .filter(revision -> revision.version().equals(version))
                .count();
        if (!version.equals(wanted.version()) || known != 1) return false;
        String found = "its jar of " + version + " in the store was damaged or missing";
        try {
            copies.keep(bundle, name);
            journal.record(new ArmstrongEvent.Drifted(name, found, "kept anew from its bundle"));
        } catch (IOException e) {
            journal.record(new ArmstrongEvent.AlarmSet(
                    name, "not-stored", found + ", and could not be kept anew: " + e.getMessage(), "free disk space"));
        }
        return true;
    }

    private void refuseStart(Bundle bundle, String name, Store.RevisionRecord wanted, String cause) {
        fit.remove(bundle.getBundleId());
        if (!told.add(bundle.getBundleId())) return;
        if (bundle.getState() == Bundle.ACTIVE)
            lifecycle
                    .stop(bundle.getBundleId(), Revisions.LIMIT)
                    .toCompletableFuture()
                    .join();
        for (Store.ChildRecord child : store.children())
            if (child.symbolicName().equals(name))
                journal.record(new ArmstrongEvent.AlarmSet(
                        child.id(),
                        AlarmBoard.OTHER_CODE,
                        "it does not start: " + cause,
                        "sup:adopt " + child.id() + " JAR with the jar of " + wanted.version() + ", then sup:restore "
                                + child.id()));
    }

    private static Lifecycle.Outcome there(Bundle bundle) {
        return new Lifecycle.Outcome(
                Lifecycle.Kind.DONE,
                bundle.getBundleId(),
                "RESOLVED",
                bundle.getVersion().toString(),
                "",
                List.of());
    }

    static Lifecycle.Outcome refused(String cause) {
        return new Lifecycle.Outcome(Lifecycle.Kind.REFUSED, -1, "UNINSTALLED", "", cause, List.of());
    }
}
