package io.armstrong.upgrade;

import io.armstrong.api.spi.Holds.Snapshot;
import io.armstrong.api.spi.Store;
import io.armstrong.api.spi.Store.Checkpoint;
import io.armstrong.api.spi.Store.Commit;
import io.armstrong.api.upgrade.RolloutReport;
import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.core.upgrade.UpgradeEffect.Direction;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

    /** Rollouts that are open in the log, by symbolic name. What ends one there ends it. */
    private final Map<String, Rolling> rolling = new ConcurrentHashMap<>();

    private record End(long number, String outcome, String report) {}

    private record Rolling(long number, String kind, Instant since) {}

    UpgradeLog(Store store) {
        this.store = store;
    }

    /**
     * The way back from a version that boots already: an upgrade of its own, towards the old revision, once the way there is
     * closed.
     */
    void turn(Subject subject, UpgradeReport report) throws IOException {
        String name = subject.symbolicName();
        store.done(subject.number, Outcome.COMMITTED.text(), ReportJson.write(report, Map.of()));
        subject.number =
                store.begin(name, subject.prepared().to(), subject.prepared().from(), subject.set);
        subject.committed = false;
        rolling.computeIfPresent(name, (key, was) -> new Rolling(subject.number, was.kind(), was.since()));
    }

    /** The upgrade that a rollout ends with began with it. */
    void begin(Subject subject) throws IOException {
        String name = subject.symbolicName();
        Rolling open = rolling.get(name);
        if (open == null) close(name);
        subject.number = open != null
                ? open.number()
                : store.begin(
                        name, subject.prepared().from(), subject.prepared().to(), subject.set);
    }

    private void close(String symbolicName) throws IOException {
        End open = unwritten.get(symbolicName);
        if (open != null) store.done(open.number(), open.outcome(), open.report());
        unwritten.remove(symbolicName);
    }

    /** Opens a rollout, before anything moves. */
    void beginRollout(Subject subject, String kind, Instant now) throws IOException {
        String name = subject.symbolicName();
        close(name);
        subject.number = store.beginRollout(
                name, subject.prepared().from(), subject.prepared().to(), kind);
        rolling.put(name, new Rolling(subject.number, kind, now));
    }

    /** Closes a rollout that no upgrade has ended. */
    void endRollout(String symbolicName, RolloutReport last, Instant now) throws IOException {
        Rolling open = rolling.get(symbolicName);
        if (open == null) return;
        Outcome outcome = last.outcome().equals(RolloutEnd.ABORTED) ? Outcome.ROLLED_BACK : Outcome.FAILED;
        UpgradeReport report =
                new UpgradeReport(last.child(), outcome, last.from(), last.to(), 0, last.reason(), List.of(), now);
        RolloutEnd end = new RolloutEnd(last.kind(), last.outcome(), last.reason(), last.since());
        done(symbolicName, open.number(), outcome.text(), ReportJson.write(report, end.noted()));
    }

    /** One record: the revision, the states of the children that checkpoint, and what no way leads back to. The store numbers them. */
    void commit(Subject subject, boolean back) throws IOException {
        store.commit(one(subject, back));
        committed(subject, back);
    }

    private static void committed(Subject subject, boolean back) {
        subject.committed = true;
        subject.boots = back ? Direction.BACK : Direction.FORWARD;
    }

    /** One record for all of a change set. */
    void commitTogether(List<Subject> subjects, boolean back) throws IOException {
        List<Commit> together = new ArrayList<>();
        for (Subject subject : subjects) together.add(one(subject, back));
        store.commitTogether(together);
        subjects.forEach(subject -> committed(subject, back));
    }

    private Commit one(Subject subject, boolean back) throws IOException {
        Map<String, String> before = new HashMap<>();
        if (!back)
            for (Map.Entry<String, Snapshot> state : subject.withoutWayBack().entrySet())
                if (state.getValue().schema() > 0) before.put(state.getKey(), store.putSnapshot(state.getValue()));
        return new Commit(subject.number, checkpoints(subject, back), before);
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
    void done(Subject subject, UpgradeReport report, Map<String, Object> more) throws IOException {
        String outcome =
                subject.committed ? Outcome.COMMITTED.text() : report.outcome().text();
        Map<String, Object> all = new LinkedHashMap<>(more);
        Rolling open = rolling.get(subject.symbolicName());
        if (open != null) all.putAll(end(open, report).noted());
        done(subject.symbolicName(), subject.number, outcome, ReportJson.write(report, all));
    }

    private static RolloutEnd end(Rolling open, UpgradeReport report) {
        boolean promoted = report.outcome() == Outcome.COMMITTED;
        return new RolloutEnd(
                open.kind(), promoted ? RolloutEnd.PROMOTED : RolloutEnd.ABORTED, report.reason(), open.since());
    }

    private void done(String symbolicName, long number, String outcome, String report) throws IOException {
        rolling.remove(symbolicName);
        try {
            store.done(number, outcome, report);
        } catch (IOException e) {
            unwritten.put(symbolicName, new End(number, outcome, report));
            throw e;
        }
    }
}
