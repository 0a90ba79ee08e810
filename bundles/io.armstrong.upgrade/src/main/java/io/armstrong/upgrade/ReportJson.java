package io.armstrong.upgrade;

import com.fasterxml.jackson.jr.ob.JSON;
import io.armstrong.api.spi.Holds.Snapshot;
import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.api.upgrade.UpgradeReport.StepReport;
import io.armstrong.core.upgrade.PlainState;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A report as it is kept in the upgrade log: one JSON object, the fields of {@code sup:upgrade --json} and a few more. */
final class ReportJson {
    private ReportJson() {}

    /**
     * @param snapshots kept for inspection when the way back failed (fault row 40), or where no way leads back
     * @param more fields of the log alone
     */
    static String write(UpgradeReport report, Map<String, Snapshot> snapshots, Map<String, Object> more)
            throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("child", report.child());
        map.put("outcome", report.outcome().text());
        map.put("from", report.from());
        map.put("to", report.to());
        map.put("pauseMicros", report.pauseMicros());
        map.put("reason", report.reason());
        map.put("at", report.at().toString());
        map.put("steps", report.steps().stream().map(ReportJson::step).toList());
        if (!report.set().isEmpty()) map.put("set", report.set());
        if (!snapshots.isEmpty()) {
            Map<String, Object> states = new LinkedHashMap<>();
            snapshots.forEach((child, state) -> states.put(child, snapshot(state)));
            map.put("snapshots", states);
        }
        map.putAll(more);
        return JSON.std.asString(map);
    }

    private static Map<String, Object> step(StepReport step) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("step", step.step());
        map.put("millis", step.millis());
        map.put("result", step.result());
        return map;
    }

    private static Map<String, Object> snapshot(Snapshot state) {
        return Map.of("schema", state.schema(), "data", state.data());
    }

    static UpgradeReport read(String json) throws IOException {
        Map<String, Object> map = JSON.std.mapFrom(json);
        return new UpgradeReport(
                text(map, "child"),
                Outcome.valueOf(text(map, "outcome").toUpperCase(Locale.ROOT).replace('-', '_')),
                text(map, "from"),
                text(map, "to"),
                number(map, "pauseMicros").longValue(),
                text(map, "reason"),
                map.get("steps") instanceof List<?> steps
                        ? steps.stream().map(ReportJson::readStep).toList()
                        : List.of(),
                Instant.parse(text(map, "at")),
                map.get("set") instanceof String set ? set : "");
    }

    /** The states kept in a report, by child. */
    static Map<String, Snapshot> snapshots(String json) throws IOException {
        Map<String, Snapshot> found = new LinkedHashMap<>();
        if (JSON.std.mapFrom(json).get("snapshots") instanceof Map<?, ?> states)
            states.forEach((child, state) -> {
                if (state instanceof Map<?, ?> map && map.get("data") instanceof Map<?, ?> data)
                    found.put(
                            String.valueOf(child),
                            new Snapshot(
                                    number(map, "schema").intValue(), PlainState.copy("state", data, Long.MAX_VALUE)));
            });
        return found;
    }

    /** A text of the log alone; empty when it is not there. */
    static String text(String json, String name) throws IOException {
        return JSON.std.mapFrom(json).get(name) instanceof String text ? text : "";
    }

    /** A list of texts of the log alone; empty when it is not there. */
    static List<String> texts(String json, String name) throws IOException {
        return JSON.std.mapFrom(json).get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static StepReport readStep(Object step) {
        Map<?, ?> map = (Map<?, ?>) step;
        return new StepReport(text(map, "step"), number(map, "millis").doubleValue(), text(map, "result"));
    }

    private static String text(Map<?, ?> map, String name) {
        return String.valueOf(map.get(name));
    }

    private static Number number(Map<?, ?> map, String name) {
        return map.get(name) instanceof Number number ? number : 0;
    }
}
