package io.armstrong.upgrade;

import com.fasterxml.jackson.jr.ob.JSON;
import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.UpgradeReport.Outcome;
import io.armstrong.api.upgrade.UpgradeReport.StepReport;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A report as it is kept in the upgrade log: one JSON object, the fields of {@code sup:upgrade --json} and a few more. */
final class ReportJson {
    private ReportJson() {}

    /** @param more fields of the log alone */
    static String write(UpgradeReport report, Map<String, Object> more) throws IOException {
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
