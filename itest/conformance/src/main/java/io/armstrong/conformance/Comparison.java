package io.armstrong.conformance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares what the product produced with what was recorded, field by field; each difference is one line. */
final class Comparison {
    private final List<String> differences = new ArrayList<>();
    private final String quirk;

    private Comparison(String quirk) {
        this.quirk = quirk;
    }

    /** @return nothing when they agree */
    static List<String> differences(Map<String, Object> recorded, Map<String, Object> produced) {
        Comparison comparison = new Comparison(Objects.requireNonNullElse(Json.textOrNull(recorded, "quirk"), ""));
        comparison.observed(Json.maps(recorded, "observed"), Json.maps(produced, "observed"));
        comparison.same("reports", reports(recorded, recorded), reports(recorded, produced));
        for (String field : List.of("supervisor_outcome", "api_results"))
            comparison.same(field, recorded.get(field), produced.get(field));
        comparison.last(Json.map(recorded, "final"), Json.map(produced, "final"));
        return comparison.differences;
    }

    /** In order; members of one {@code par} as a set. */
    private void observed(List<Map<String, Object>> recorded, List<Map<String, Object>> produced) {
        for (int i = 0; i < Math.max(recorded.size(), produced.size()); ) {
            int end = endOfGroup(recorded, i);
            List<String> want = texts(recorded, i, end);
            List<String> got = texts(produced, i, end);
            if (end - i > 1) {
                want.sort(null);
                got.sort(null);
            }
            same("observed[" + i + "]", want, got);
            i = end;
        }
    }

    /** Reports in order, but those of an unordered step sorted: they have no mark of their own. */
    private static List<Map<String, Object>> reports(Map<String, Object> recorded, Map<String, Object> of) {
        Set<Object> unordered = new HashSet<>();
        for (Map<String, Object> seen : Json.maps(recorded, "observed"))
            if (seen.get("par") != null) unordered.add(canonical(seen.get("step")));
        List<Map<String, Object>> reports = Json.maps(of, "reports");
        reports.sort(Comparator.comparingLong((Map<String, Object> report) -> Json.number(report, "step"))
                .thenComparing(report -> unordered.contains(canonical(report.get("step"))) ? canonical(report) : ""));
        return reports;
    }

    /** Where the unordered set ends that begins there; one further where there is none. */
    private static int endOfGroup(List<Map<String, Object>> recorded, int from) {
        if (from >= recorded.size() || recorded.get(from).get("par") == null) return from + 1;
        int end = from;
        while (end < recorded.size() && sameSet(recorded.get(from), recorded.get(end))) end++;
        return end;
    }

    private static boolean sameSet(Map<String, Object> a, Map<String, Object> b) {
        return Objects.equals(a.get("par"), b.get("par")) && Objects.equals(a.get("step"), b.get("step"));
    }

    private static List<String> texts(List<Map<String, Object>> all, int from, int to) {
        List<String> texts = new ArrayList<>();
        for (Map<String, Object> seen : all.subList(Math.min(from, all.size()), Math.min(to, all.size()))) {
            Map<String, Object> plain = new TreeMap<>(seen);
            plain.remove("par");
            texts.add(canonical(plain));
        }
        return texts;
    }

    private void last(Map<String, Object> recorded, Map<String, Object> produced) {
        List<String> alive = new ArrayList<>(Json.texts(recorded, "alive"));
        alive.sort(null);
        same("final.alive", alive, Json.texts(produced, "alive"));
        Map<String, Object> want = bySupervisor(recorded);
        Map<String, Object> got = bySupervisor(produced);
        same("final.supervisors", List.copyOf(want.keySet()), List.copyOf(got.keySet()));
        want.forEach((sup, state) -> same("final." + sup, state, got.get(sup)));
    }

    private static Map<String, Object> bySupervisor(Map<String, Object> last) {
        Map<String, Object> map = new TreeMap<>();
        for (Map<String, Object> supervisor : Json.maps(last, "supervisors"))
            map.put(Json.text(supervisor, "sup"), supervisor);
        return map;
    }

    private void same(String where, @Nullable Object recorded, @Nullable Object produced) {
        if (recorded instanceof Map<?, ?> a && produced instanceof Map<?, ?> b) {
            Map<Object, Object> keys = new LinkedHashMap<>();
            keys.putAll(a);
            keys.putAll(b);
            for (Object key : keys.keySet()) same(where + "." + key, a.get(key), b.get(key));
        } else if (recorded instanceof List<?> a && produced instanceof List<?> b && a.size() == b.size()) {
            for (int i = 0; i < a.size(); i++) same(where + "[" + i + "]", a.get(i), b.get(i));
        } else if (!canonical(recorded).equals(canonical(produced)) && !quirky(where)) {
            differences.add(where + ": OTP " + canonical(recorded) + ", here " + canonical(produced));
        }
    }

    /**
     * A detail that the recording itself calls an oddity of OTP need not be copied: one it names, and with any oddity what the
     * lists and counts of children show of it.
     */
    private boolean quirky(String where) {
        if (quirk.isEmpty()) return false;
        String detail = where.substring(where.lastIndexOf('.') + 1).replaceAll("\\[\\d+\\]$", "");
        return quirk.contains(detail) || where.matches(".*\\b(which_children|count_children|children|counts)\\b.*");
    }

    private static String canonical(@Nullable Object value) {
        return value == null ? "null" : Json.write(value);
    }
}
