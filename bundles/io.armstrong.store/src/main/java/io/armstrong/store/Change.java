package io.armstrong.store;

import io.armstrong.api.spi.Store.BundleRecord;
import io.armstrong.api.spi.Store.Checkpoint;
import io.armstrong.api.spi.Store.ChildRecord;
import io.armstrong.api.spi.Store.OpenUpgrade;
import io.armstrong.api.spi.Store.RevisionRecord;
import java.util.List;
import java.util.Map;

/**
 * One entry of the log. The first eight are what the store was told; the last four only begin a new segment: what was
 * known when it was written.
 */
sealed interface Change {
    record Saved(ChildRecord child) implements Change {}

    record Forgotten(String id) implements Change {}

    record Adopted(String symbolicName, RevisionRecord revision) implements Change {}

    /** A checkpoint stays encoded: it is written more often than read. */
    record Checkpointed(String childId, long sequence, byte[] encoded) implements Change {}

    record Begun(OpenUpgrade upgrade) implements Change {}

    record Committed(long upgrade, List<Checkpoint> checkpoints, Map<String, String> before) implements Change {}

    /** The commits of a change set: one entry, so that all of them are in the log or none. */
    record CommittedTogether(List<Committed> all) implements Change {}

    record Done(long upgrade, String outcome, String report) implements Change {}

    /** @param format of the entries; a newer one is refused; @param upgrades and checkpoints: the last numbers given out */
    record Head(int format, long upgrades, long checkpoints) implements Change {
        static final int FORMAT = 1;
    }

    record KnownBundle(BundleRecord bundle) implements Change {}

    record KnownHistory(String symbolicName, List<String> reports) implements Change {}

    record KnownUpgrade(OpenUpgrade upgrade) implements Change {}
}
