package io.armstrong.conformance;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Shutdown;
import io.armstrong.core.OrderResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answer to one call, in the shape of the recordings. */
final class Answer {
    private final World world;
    private final Map<String, Object> fields = new LinkedHashMap<>();
    private @Nullable GoldenChildren children;

    Answer(World world, String call, @Nullable String supervisor) {
        this.world = world;
        fields.put("step", world.trace.step());
        fields.put("call", call);
        if (supervisor != null) fields.put("sup", supervisor);
    }

    /** Whose children it speaks of. */
    void of(GoldenChildren whose) {
        children = whose;
    }

    void exit(String reason) {
        fields.put("result", "exit");
        fields.put("reason", reason);
        world.trace.answers.add(fields);
    }

    void badSpec(String why) {
        error("bad_spec");
        fields.put("reason", why);
        world.trace.answers.add(fields);
    }

    void result(OrderResult result) {
        if (result.equals(new OrderResult.Refused(OrderResult.Error.NOPROC))) {
            exit("noproc");
            return;
        }
        fields.put("result", "ok");
        write(result);
        world.trace.answers.add(fields);
    }

    private void write(OrderResult result) {
        if (result instanceof OrderResult.Started started) fields.put("pid", label(started.id()));
        else if (result instanceof OrderResult.Ignored) fields.put("pid", null);
        else if (result instanceof OrderResult.Spec spec) fields.put("spec", spec(spec.spec()));
        else if (result instanceof OrderResult.Children rows) fields.put("children", rows(rows));
        else if (result instanceof OrderResult.Counts counts) fields.put("counts", counts(counts));
        else if (result instanceof OrderResult.Refused refused)
            error(refused.error().text());
        else if (result instanceof OrderResult.StartFailed failed) startFailed(failed.reason());
    }

    private void startFailed(ExitReason reason) {
        error("start_failed");
        fields.put("reason", reason.text());
    }

    private void error(String word) {
        fields.put("result", "error");
        fields.put("error", word);
    }

    private static Map<String, Object> spec(ChildSpec spec) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", spec.id());
        map.put("restart", spec.restart().text());
        map.put(
                "shutdown",
                spec.shutdown() instanceof Shutdown.Within within
                        ? (Object) within.limit().toMillis()
                        : spec.shutdown().text());
        map.put("type", spec.type().text());
        map.put("significant", spec.significant());
        return map;
    }

    static Map<String, Object> counts(OrderResult.Counts counts) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("specs", counts.specs());
        map.put("active", counts.active());
        map.put("supervisors", counts.supervisors());
        map.put("workers", counts.workers());
        return map;
    }

    private List<Map<String, Object>> rows(OrderResult.Children result) {
        return children == null ? List.of() : rows(result, children);
    }

    /** Dynamic children have no id and no order, so they are sorted. */
    static List<Map<String, Object>> rows(OrderResult.Children result, GoldenChildren children) {
        List<Map<String, Object>> rows = new ArrayList<>();
        boolean dynamic = false;
        for (OrderResult.Row row : result.rows()) {
            boolean hasId = children.name(row.id()).equals(row.id());
            dynamic |= !hasId;
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("id", hasId ? row.id() : null);
            map.put("state", row.state().name().toLowerCase(Locale.ROOT));
            map.put("pid", row.state() == OrderResult.State.RUNNING ? children.label(row.id()) : null);
            map.put("type", row.type().text());
            rows.add(map);
        }
        if (dynamic)
            rows.sort(Comparator.comparing((Map<String, Object> row) -> row.get("state") + " " + row.get("pid")));
        return rows;
    }

    private @Nullable String label(String id) {
        return children == null ? null : children.label(id);
    }
}
