package io.armstrong.upgrade;

import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildReport.BundleReport;
import io.armstrong.api.spi.Holds.Hold;
import io.armstrong.api.spi.Holds.Rehearsed;
import io.armstrong.api.spi.Holds.Relief;
import io.armstrong.api.spi.Holds.Snapshot;
import io.armstrong.api.spi.Store.RevisionRecord;
import io.armstrong.api.upgrade.Upgrades.Options;
import io.armstrong.core.upgrade.MigrationPath;
import io.armstrong.core.upgrade.UpgradeEffect.Direction;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What one upgrade knows, filled in as it walks. One step at a time touches it; {@link #hold} and {@link #thread} are also read by
 * whoever ends the service.
 */
final class Subject {
    /**
     * What was asked for.
     *
     * @param kept the revision to go back to; empty for a jar from outside
     * @param last states to restore where no way leads down
     * @param marksBad digest of the running jar when it is taken back because it failed its probation; else empty
     */
    record Asked(
            ChildReport child,
            BundleReport bundle,
            Path jar,
            Optional<RevisionRecord> kept,
            Options options,
            Map<String, Snapshot> last,
            String marksBad) {}

    final Asked asked;
    /** The change set it is part of; empty: it goes alone. */
    final String set;
    /** Found by the preparation; see {@link Prepared}. */
    private @Nullable Prepared prepared;
    /** Child by child: the way of its state. */
    Map<String, MigrationPath> paths = Map.of();
    /** Other bundles that a refresh would touch. */
    Set<Long> wired = Set.of();
    /** Children in them. */
    WiredChildren wiredChildren = WiredChildren.NONE;
    /** Number in the upgrade log; 0: not begun. */
    long number;

    /** Running children that cross. */
    List<ChildReport> crossing = List.of();
    /** Why it goes the way it goes. */
    String why = "";
    /** The second bundle, from its install to its end. */
    @Nullable
    Twin twin;
    /** Whether the children stand in the twin. */
    boolean twinServes;
    /** What the new workers made of a copy of the states. */
    List<Rehearsed> rehearsed = List.of();
    /** The updated bundle's workers, standing by for the second hand-over. */
    @Nullable
    Relief own;
    /** Whether the new version brought its children down, so that the undo has to raise them again. */
    boolean broughtDown;
    /** Whether nobody is up to be held, and its bundle is upgraded as it lies there. */
    boolean cold;
    /** Whether the hold is of children that are down: nobody's messages wait for it. */
    boolean keptDown;
    /** From which schema a child's path is. */
    final Map<String, Integer> routed = new HashMap<>();
    /** Who was held, when. */
    Map<String, Long> incarnations = Map.of();
    /** Symbolic names of bundles that will stop. */
    List<String> stops = List.of();
    /** Which version would boot, and which lies in the bundle; null: an update broke, so nobody knows. */
    Direction boots = Direction.BACK;

    @Nullable
    Direction lies = Direction.BACK;
    /** Whether its children stay isolated, since those two differ and nothing more can be done about it. */
    boolean setAside;
    /** Whether COMMIT of what is open in the log was forced. */
    boolean committed;

    /** Where it does what is done in a hold; null: it has none. Also closed by whoever ends the service. */
    volatile @Nullable HandThread thread;

    volatile @Nullable Hold hold;
    long letGoAtNanos;
    /** States as they were held. */
    Map<String, Snapshot> before = Map.of();
    /** Children that checkpoint, in the old version or the new one. */
    Set<String> durable = Set.of();
    /** States for the new workers. */
    Map<String, Snapshot> after = Map.of();
    /** States for the old workers, if it comes to that. */
    Map<String, Snapshot> back = Map.of();

    /** States that the step under way could not carry over; kept for inspection when it fails. */
    Map<String, Snapshot> stuck = Map.of();

    /** What is known once the jar is verified. @param to its file lies outside the store until it is staged */
    record Prepared(
            BundleDeclaration running,
            BundleDeclaration next,
            RevisionRecord from,
            RevisionRecord to,
            Path oldJar,
            Path newJar) {}

    Subject(Asked asked) {
        this(asked, "");
    }

    Subject(Asked asked, String set) {
        this.asked = asked;
        this.set = set;
    }

    /** Who crosses with others commits inside the hold: nobody is let go before all are new. */
    boolean together() {
        return !set.isEmpty();
    }

    String child() {
        return asked.child().id();
    }

    long bundleId() {
        return asked.bundle().bundleId();
    }

    String symbolicName() {
        return asked.bundle().symbolicName();
    }

    void prepared(Prepared found) {
        prepared = found;
    }

    Prepared prepared() {
        Prepared found = prepared;
        if (found == null) throw new IllegalStateException("verify comes first");
        return found;
    }

    /** States as they were that no migration can bring back: the only ones worth keeping. */
    Map<String, Snapshot> withoutWayBack() {
        Map<String, Snapshot> kept = new HashMap<>(before);
        paths.forEach((child, path) -> {
            if (path.leadsBack()) kept.remove(child);
        });
        return kept;
    }

    /** The version wanted; empty until the jar is verified. */
    String wanted() {
        Prepared found = prepared;
        return found == null
                ? asked.kept().map(RevisionRecord::version).orElse("")
                : found.to().version();
    }

    Twin twin() {
        Twin there = twin;
        if (there == null) throw new IllegalStateException("install-twin comes first");
        return there;
    }

    /** The thread of the hand-overs; another one when foreign code keeps the one before. */
    HandThread readyThread(Executor pool) {
        HandThread there = thread;
        if (there != null && !there.over()) return there;
        HandThread fresh = new HandThread("migration of " + child(), pool);
        thread = fresh;
        return fresh;
    }

    /** Where the migrations of the new version are. */
    long newBundleId() {
        Twin there = twin;
        return there == null || there.bundleId < 0 ? bundleId() : there.bundleId;
    }

    Hold hold() {
        Hold held = hold;
        if (held == null) throw new IllegalStateException("hold comes first");
        return held;
    }
}
