package io.armstrong.conformance;

import io.armstrong.api.AutoShutdown;
import io.armstrong.api.ChildSource;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.SupervisorSpec;
import io.armstrong.core.spec.BadSpec;
import io.armstrong.core.spec.SpecReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The specs of a scenario, read by the product's own reader; only the names of the attributes are translated. */
final class GoldenSpecs {
    private static final String PLACE = "scenario";
    private static final SpecReader READER = new SpecReader(PLACE);

    private GoldenSpecs() {}

    /** A spec that was refused, in OTP's words. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        /** As the calls tell it (OTP S5). */
        final String why;
        /** As the start of a supervisor tells it (OTP S4). */
        final String startReason;

        Refused(String why, String startReason) {
            super(why);
            this.why = why;
            this.startReason = startReason;
        }
    }

    /** Flags first, then child by child, as OTP checks them. */
    static SupervisorSpec supervisor(String id, Map<String, ?> golden) throws Refused {
        Map<String, Object> flags = flags(id, golden);
        checkFlags(flags);
        List<ChildSpec> children = new ArrayList<>();
        for (Map<String, Object> child : Json.maps(golden, "children")) children.add(child(child));
        try {
            return READER.supervisor(flags, children);
        } catch (BadSpec bad) {
            throw refused(bad);
        }
    }

    private static void checkFlags(Map<String, Object> flags) throws Refused {
        Map<String, Object> alone = new LinkedHashMap<>(flags);
        if ("simple_one_for_one".equals(alone.get("strategy"))) alone.put("strategy", "one_for_one");
        try {
            READER.supervisor(alone, List.of());
        } catch (BadSpec bad) {
            throw refused(bad);
        }
    }

    private static Map<String, Object> flags(String id, Map<String, ?> golden) {
        Map<String, Object> flags = new LinkedHashMap<>();
        flags.put("id", id);
        copy(golden, "strategy", flags, "strategy");
        copy(golden, "intensity", flags, "intensity");
        copy(golden, "period_ms", flags, "period");
        copy(golden, "auto_shutdown", flags, "autoShutdown");
        return flags;
    }

    static ChildSpec child(Map<String, ?> golden) throws Refused {
        if (golden.containsKey("raw")) throw child("{invalid_child_spec," + term(golden.get("raw")) + "}");
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (String name : List.of("id", "restart", "shutdown", "type", "significant"))
            copy(golden, name, attributes, name);
        try {
            ChildSpec spec = READER.child(attributes, new ChildSource.Given());
            checkRest(golden);
            return spec;
        } catch (BadSpec bad) {
            throw refused(bad);
        }
    }

    /** What only OTP's specs have. */
    private static void checkRest(Map<String, ?> golden) throws Refused {
        if (golden.containsKey("start")) {
            Object start = golden.get("start");
            throw child(start == null ? "missing_start" : "{invalid_mfa," + term(start) + "}");
        }
        Object modules = golden.get("modules");
        if (modules != null && !(modules instanceof List<?>) && !modules.equals("dynamic"))
            throw child("{invalid_modules," + term(modules) + "}");
    }

    /** OTP's check_childspecs: what auto_shutdown will be may be left open. */
    static void check(List<Map<String, Object>> specs, @Nullable Object autoShutdown) throws Refused {
        String given = autoShutdown == null ? "undefined" : autoShutdown.toString();
        String auto = given.equals("undefined") ? AutoShutdown.ANY_SIGNIFICANT.text() : given;
        if (!List.of("never", "any_significant", "all_significant").contains(auto))
            throw child("{badarg," + auto + "}");
        Map<String, Object> golden = new LinkedHashMap<>();
        golden.put("children", specs);
        golden.put("auto_shutdown", auto);
        supervisor(World.ROOT, golden);
    }

    private static Refused child(String why) {
        return new Refused(why, "{start_spec," + why + "}");
    }

    private static Refused refused(BadSpec bad) {
        String why = inSeconds(bad.term());
        if (why.startsWith("{bad_start_spec")) return new Refused(why, why);
        return new Refused(why, bad.startReason().replace(bad.term(), why));
    }

    /** OTP's period is in seconds, the scenario's in milliseconds. */
    private static String inSeconds(String why) {
        String number = why.replaceAll("^\\{invalid_period,(-?\\d+)\\}$", "$1");
        return number.equals(why) ? why : "{invalid_period," + Long.parseLong(number) / 1000 + "}";
    }

    /** A JSON value as a term: lists in brackets, everything else as its text. */
    static String term(Object value) {
        if (!(value instanceof List<?> list)) return String.valueOf(value);
        return "[" + String.join(",", list.stream().map(GoldenSpecs::term).toList()) + "]";
    }

    private static void copy(Map<String, ?> from, String name, Map<String, Object> to, String as) {
        Object value = from.get(name);
        if (value != null) to.put(as, value);
    }
}
