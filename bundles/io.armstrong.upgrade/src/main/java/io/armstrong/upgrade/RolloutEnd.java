package io.armstrong.upgrade;

import com.fasterxml.jackson.jr.ob.JSON;
import io.armstrong.api.upgrade.RolloutReport;
import io.armstrong.api.upgrade.UpgradeReport;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a rollout ended. It stands in the upgrade log beside the report: what a boot still knows of it.
 *
 * @param kind {@code rolling} or {@code canary}
 * @param outcome as in {@link RolloutReport}
 * @param reason one sentence; empty when there is nothing to say
 * @param since when it began
 */
record RolloutEnd(String kind, String outcome, String reason, Instant since) {
    static final String PROMOTED = "promoted";
    static final String ABORTED = "aborted";
    static final String REFUSED = "refused";
    /** Its name in the log. */
    private static final String NAME = "rollout";

    /** What a report keeps of it. */
    Map<String, Object> noted() {
        return Map.of(NAME, Map.of("kind", kind, "outcome", outcome, "reason", reason, "since", since.toString()));
    }

    /** Of a report of the log; empty when it is of an ordinary upgrade. */
    static Optional<RolloutReport> read(String json) throws IOException {
        if (!(JSON.std.mapFrom(json).get(NAME) instanceof Map<?, ?> map)) return Optional.empty();
        RolloutEnd end = new RolloutEnd(
                String.valueOf(map.get("kind")),
                String.valueOf(map.get("outcome")),
                String.valueOf(map.get("reason")),
                Instant.parse(String.valueOf(map.get("since"))));
        return Optional.of(end.of(ReportJson.read(json)));
    }

    /** Its steps and samples went with the process that walked them. */
    private RolloutReport of(UpgradeReport report) {
        return new RolloutReport(
                report.child(),
                kind,
                report.from(),
                report.to(),
                "ended",
                List.of(),
                0,
                0,
                0,
                0,
                false,
                reason,
                outcome,
                List.of(),
                List.of(),
                since);
    }
}
