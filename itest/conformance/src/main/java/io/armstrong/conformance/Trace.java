package io.armstrong.conformance;

import io.armstrong.core.SupervisorEffect.Context;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was seen, in the shape of the recordings: observations, reports and answers, each with the step it belongs to. */
final class Trace {
    final List<Map<String, Object>> observed = new ArrayList<>();
    final List<Map<String, Object>> reports = new ArrayList<>();
    final List<Map<String, Object>> answers = new ArrayList<>();
    private final Map<String, Integer> instances = new HashMap<>();
    private @Nullable Map<String, Object> rootExit;
    private long step;

    /** Begins a step; the one before is over. */
    void begin(long number) {
        endStep();
        step = number;
    }

    /** The exit of the root is seen by whoever started it, after everything else of the step. */
    void endStep() {
        if (rootExit != null) observed.add(rootExit);
        rootExit = null;
    }

    long step() {
        return step;
    }

    /** A start succeeded. @return the number of the instance */
    int started(String child) {
        int instance = instances.merge(child, 1, Integer::sum);
        observed.add(observation("start", child, instance, null));
        return instance;
    }

    void startFailed(String child, String reason) {
        observed.add(observation("start_failed", child, 0, reason));
    }

    void startIgnored(String child) {
        observed.add(observation("start_ignored", child, 0, null));
    }

    void terminating(String child, int instance, String reason) {
        observed.add(observation("terminate_cb", child, instance, reason));
    }

    void exited(String child, int instance, String reason) {
        Map<String, Object> exit = observation("exit", child, instance, reason);
        if (child.equals(World.ROOT)) rootExit = exit;
        else observed.add(exit);
    }

    private Map<String, Object> observation(String kind, String child, int instance, @Nullable String reason) {
        Map<String, Object> seen = new LinkedHashMap<>();
        seen.put("step", step);
        seen.put("ev", kind);
        seen.put("child", child);
        if (instance > 0) seen.put("inst", instance);
        if (reason != null) seen.put("reason", reason);
        return seen;
    }

    /** @param folded how many children one report speaks of; 0: it is about this one alone */
    void report(String supervisor, Context context, String child, int folded, String reason) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("step", step);
        report.put("sup", supervisor);
        report.put("context", context.name().toLowerCase(Locale.ROOT));
        report.put("child", child);
        if (folded > 0) report.put("nb_children", folded);
        report.put("reason", reason);
        reports.add(report);
    }

    /** Marks this step's observations as unordered; its reports, which have no mark, are sorted by child. */
    void unordered(int from) {
        for (Map<String, Object> seen : observed.subList(from, observed.size())) seen.put("par", step);
        int first = reports.size();
        while (first > 0 && Json.number(reports.get(first - 1), "step") == step) first--;
        reports.subList(first, reports.size())
                .sort(Comparator.comparing(report -> Json.text(report, "child") + " " + report.get("context")));
    }
}
