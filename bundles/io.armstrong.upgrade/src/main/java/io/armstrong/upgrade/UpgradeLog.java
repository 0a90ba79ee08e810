package io.armstrong.upgrade;

import io.armstrong.api.spi.Holds.Snapshot;
import io.armstrong.api.spi.Store;
import io.armstrong.api.spi.Store.Checkpoint;
import io.armstrong.api.upgrade.UpgradeReport;
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

    void begin(Subject subject) throws IOException {
        String name = subject.symbolicName();
        End open = unwritten.get(name);
        if (open != null) store.done(open.number(), open.outcome(), open.report());
        unwritten.remove(name);
        subject.number =
                store.begin(name, subject.prepared().from(), subject.prepared().to(), List.of());
    }

    /** One record: the revision, and the states of the children that checkpoint. The store numbers them. */
    void commit(Subject subject) throws IOException {
        List<Checkpoint> checkpoints = subject.after.entrySet().stream()
                .filter(entry -> subject.durable.contains(entry.getKey()))
                .map(entry -> checkpoint(entry.getKey(), entry.getValue()))
                .toList();
        store.commit(subject.number, checkpoints);
    }

    private static Checkpoint checkpoint(String child, Snapshot state) {
        return new Checkpoint(child, state.schema(), 0, state.data());
    }

    void done(Subject subject, UpgradeReport report) throws IOException {
        boolean keep = report.outcome() == UpgradeReport.Outcome.FAILED;
        End end = new End(
                subject.number, report.outcome().text(), ReportJson.write(report, keep ? subject.before : Map.of()));
        try {
            store.done(end.number(), end.outcome(), end.report());
        } catch (IOException e) {
            unwritten.put(subject.symbolicName(), end);
            throw e;
        }
    }
}
