package io.armstrong.upgrade;

import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildReport.BundleReport;
import io.armstrong.api.spi.Holds.Hold;
import io.armstrong.api.spi.Holds.Snapshot;
import io.armstrong.api.spi.Store.RevisionRecord;
import io.armstrong.api.upgrade.Upgrades.Options;
import io.armstrong.core.upgrade.MigrationPath;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one upgrade knows, filled in as it walks. One step at a time touches it; {@link #hold} alone is also read by
 * whoever ends the service.
 */
final class Subject {
    /** What was asked for. @param kept the revision to go back to; empty for a jar from outside; @param last states to restore where no way leads down */
    record Asked(
            ChildReport child,
            BundleReport bundle,
            Path jar,
            Optional<RevisionRecord> kept,
            Options options,
            Map<String, Snapshot> last) {}

    final Asked asked;
    /** Found by the preparation; see {@link Prepared}. */
    private @Nullable Prepared prepared;
    /** Child by child: the way of its state. */
    Map<String, MigrationPath> paths = Map.of();
    /** Other bundles that a refresh would touch. */
    Set<Long> wired = Set.of();
    /** Number in the upgrade log; 0: not begun. */
    long number;

    volatile @Nullable Hold hold;
    long heldAtNanos;
    /** States as they were held. */
    Map<String, Snapshot> before = Map.of();
    /** Children that checkpoint, in the old version or the new one. */
    Set<String> durable = Set.of();
    /** States for the new workers. */
    Map<String, Snapshot> after = Map.of();
    /** States for the old workers, if it comes to that. */
    Map<String, Snapshot> back = Map.of();

    /** What is known once the jar is verified. @param to its file lies outside the store until it is staged */
    record Prepared(
            BundleDeclaration running,
            BundleDeclaration next,
            RevisionRecord from,
            RevisionRecord to,
            Path oldJar,
            Path newJar) {}

    Subject(Asked asked) {
        this.asked = asked;
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

    /** The version wanted; empty until the jar is verified. */
    String wanted() {
        Prepared found = prepared;
        return found == null
                ? asked.kept().map(RevisionRecord::version).orElse("")
                : found.to().version();
    }

    Hold hold() {
        Hold held = hold;
        if (held == null) throw new IllegalStateException("hold comes first");
        return held;
    }
}
