package io.armstrong.upgrade;

import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import io.armstrong.api.spi.Holds.Snapshot;
import io.armstrong.api.spi.Store;
import io.armstrong.api.spi.Store.RevisionRecord;
import io.armstrong.api.upgrade.RolloutReport;
import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.api.upgrade.Upgrades.Score;
import io.armstrong.core.upgrade.PlainState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the upgrade log of a bundle tells later: it survives a boot (the newest 100 upgrades of each bundle). */
record Kept(Store store) {
    /** Digests of jars that failed their probation. */
    Set<String> bad(String symbolicName) {
        return read(symbolicName, json -> ReportJson.text(json, "bad")).stream()
                .filter(digest -> !digest.isEmpty())
                .collect(java.util.stream.Collectors.toCollection(HashSet::new));
    }

    /** Trials of versions that are current, by the newest upgrade of each bundle; some may be over. */
    List<Trial> trials() {
        List<Trial> trials = new ArrayList<>();
        store.children().stream()
                .map(Store.ChildRecord::symbolicName)
                .distinct()
                .forEach(name -> store.bundle(name).ifPresent(bundle -> newest(name)
                        .flatMap(json -> reading(json, text -> Trial.read(name, bundle, text)))
                        .ifPresent(trials::add)));
        return trials;
    }

    /** The newest upgrade that changed the version. */
    private Optional<String> newest(String symbolicName) {
        return store.history(symbolicName).stream()
                .filter(json -> reading(json, ReportJson::read).outcome() == Outcome.COMMITTED)
                .reduce((older, newer) -> newer);
    }

    /**
     * What an accepted loss restores: the states from before the running jar came, where no way leads down.
     *
     * @throws SupervisionException when one is missing or damaged
     */
    Map<String, Snapshot> last(String symbolicName) {
        Map<String, Snapshot> states = new HashMap<>();
        store.bundle(symbolicName)
                .ifPresent(bundle ->
                        bundle.current().before().forEach((child, sha256) -> states.put(child, snapshot(sha256))));
        return states;
    }

    private Snapshot snapshot(String sha256) {
        try {
            Snapshot kept = store.snapshot(sha256);
            return new Snapshot(kept.schema(), PlainState.copy("state", kept.data(), Long.MAX_VALUE));
        } catch (IOException e) {
            throw new SupervisionException(Code.FAILED, Refusal.sentence(e), "sup:upgrade with the jar itself");
        }
    }

    /** @throws SupervisionException when it is missing or damaged */
    Path jar(RevisionRecord revision) {
        try {
            return store.jar(revision.sha256());
        } catch (IOException e) {
            throw new SupervisionException(Code.FAILED, Refusal.sentence(e), "sup:upgrade with the jar itself");
        }
    }

    /** The last rollout that ended. */
    Optional<RolloutReport> rollout(String symbolicName) {
        return read(symbolicName, RolloutEnd::read).stream()
                .flatMap(Optional::stream)
                .reduce((older, newer) -> newer);
    }

    List<UpgradeReport> reports(String symbolicName) {
        return read(symbolicName, ReportJson::read);
    }

    List<Score> scores(String symbolicName) {
        List<Score> scores = new ArrayList<>();
        for (String json : store.history(symbolicName)) {
            List<String> predicted = texts(json, "predicted");
            if (predicted.isEmpty() && texts(json, "observed").isEmpty()) continue;
            UpgradeReport report = reading(json, ReportJson::read);
            scores.add(new Score(report.at(), report.from(), report.to(), predicted, texts(json, "observed")));
        }
        return scores;
    }

    /** How long messages were held when this bundle was upgraded last; -1 when it never was. */
    long lastPauseMicros(String symbolicName) {
        List<UpgradeReport> reports = reports(symbolicName);
        for (int i = reports.size() - 1; i >= 0; i--)
            if (reports.get(i).outcome() == Outcome.COMMITTED && reports.get(i).pauseMicros() > 0)
                return reports.get(i).pauseMicros();
        return -1;
    }

    private List<String> texts(String json, String name) {
        return reading(json, text -> ReportJson.texts(text, name));
    }

    private <T> List<T> read(String symbolicName, Reading<T> reading) {
        return store.history(symbolicName).stream()
                .map(json -> reading(json, reading))
                .toList();
    }

    private static <T> T reading(String json, Reading<T> reading) {
        try {
            return reading.of(json);
        } catch (IOException e) {
            throw new SupervisionException(
                    Code.FAILED, "a report of the upgrade log cannot be read: " + Refusal.sentence(e), "");
        }
    }

    private interface Reading<T> {
        T of(String json) throws IOException;
    }
}
