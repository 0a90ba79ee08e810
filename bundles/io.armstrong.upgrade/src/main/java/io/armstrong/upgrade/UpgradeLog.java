package io.armstrong.upgrade;

import io.armstrong.api.spi.Holds.Snapshot;
import io.armstrong.api.spi.Store;
import io.armstrong.api.spi.Store.Checkpoint;
import io.armstrong.api.spi.Store.Commit;
import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.core.upgrade.UpgradeEffect.Direction;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The upgrade log of the store, and the ends that could not be written to it: they are written before the next upgrade of
 * the same bundle begins, or by the recovery of the next boot.
 */
final class UpgradeLog {
    private final Store store;
    private final Map<String, End> unwritten = new ConcurrentHashMap<>();

    private record End(long number, String outcome, String report) {}

    UpgradeLog(Store store) {
        this.store = store;
    }

    /**
     * The way back from a version that boots already: an upgrade of its own, towards the old revision, once the way there is
     * closed.
     */
    void turn(Subject subject, UpgradeReport report) throws IOException {
        store.done(subject.number, Outcome.COMMITTED.text(), ReportJson.write(report, Map.of(), Map.of()));
        subject.number = store.begin(
                subject.symbolicName(),
                subject.prepared().to(),
                subject.prepared().from(),
                List.of(),
                subject.set);
        subject.committed = false;
    }

    void begin(Subject subject) throws IOException {
        String name = subject.symbolicName();
        End open = unwritten.get(name);
        if (open != null) store.done(open.number(), open.outcome(), open.report());
        unwritten.remove(name);
        subject.number =
                store.begin(name, subject.prepared().from(), subject.prepared().to(), List.of(), subject.set);
    }

    /** One record: the revision, and the states of the children that checkpoint. The store numbers them. */
    void commit(Subject subject, boolean back) throws IOException {
        store.commit(subject.number, checkpoints(subject, back));
        committed(subject, back);
    }

    private static void committed(Subject subject, boolean back) {
        subject.committed = true;
        subject.boots = back ? Direction.BACK : Direction.FORWARD;
    }

    /** One record for all of a change set. */
    void commitTogether(List<Subject> subjects, boolean back) throws IOException {
        store.commitTogether(subjects.stream()
                .map(subject -> new Commit(subject.number, checkpoints(subject, back)))
                .toList());
        subjects.forEach(subject -> committed(subject, back));
    }

    private static List<Checkpoint> checkpoints(Subject subject, boolean back) {
        return (back ? subject.back : subject.after)
                .entrySet().stream()
                        .filter(entry -> subject.durable.contains(entry.getKey()))
                        .map(entry -> checkpoint(entry.getKey(), entry.getValue()))
                        .toList();
    }

    private static Checkpoint checkpoint(String child, Snapshot state) {
        return new Checkpoint(child, state.schema(), 0, state.data());
    }

    /** A way back from a version that booted already ends as an upgrade towards the old one. */
    void done(Subject subject, UpgradeReport report, Map<String, Snapshot> kept, Map<String, Object> more)
            throws IOException {
        String outcome =
                subject.committed ? Outcome.COMMITTED.text() : report.outcome().text();
        End end = new End(subject.number, outcome, ReportJson.write(report, kept, more));
        try {
            store.done(end.number(), end.outcome(), end.report());
        } catch (IOException e) {
            unwritten.put(subject.symbolicName(), end);
            throw e;
        }
    }
}
