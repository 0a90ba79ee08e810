package io.armstrong.gogo.command;

import io.armstrong.api.ChildSource;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.RestartType;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import io.armstrong.api.Tier;
import io.armstrong.core.spec.BadSpec;
import io.armstrong.core.spec.SpecReader;
import io.armstrong.gogo.view.Tree;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The attributes of a child in a command: those most used as options, all of them as words {@code NAME=VALUE}, under the
 * names and by the rules that they have in headers and configuration.
 */
final class SpecOptions {
    static final String BUNDLE = "bundle";
    static final String COUNT = "count";

    private static final List<String> TIERS =
            Arrays.stream(Tier.values()).map(Tier::text).toList();
    private static final List<String> RESTARTS =
            Arrays.stream(RestartType.values()).map(RestartType::text).toList();
    private static final List<String> VALUES = List.of(BUNDLE, "worker", "tier", "supervisor", "restart", "shutdown");

    static final Option[] ALL = {
        Option.of(BUNDLE, "BSN", "symbolic name of its bundle"),
        Option.of("worker", "NAME", "component.name of its worker; default: none"),
        Option.oneOf("tier", "TIER", TIERS),
        Option.of("supervisor", "ID", "default: the tier's own"),
        Option.oneOf("restart", "TYPE", RESTARTS),
        Option.of("shutdown", "MS", "or brutal_kill, infinity"),
        Option.of(COUNT, "N", "without --bundle: so many instances, each given KEY=VALUE"),
        Option.of("timeout", "MS", "how long to wait for it, default 60000")
    };

    private SpecOptions() {}

    /**
     * @param pairs further attributes
     * @throws SupervisionException USAGE naming the attribute, its value and the rule it breaks
     */
    static ChildSpec spec(Call call, String id, Map<String, String> pairs) {
        Map<String, String> attributes = new LinkedHashMap<>(pairs);
        for (String name : VALUES) call.args().option(name).ifPresent(value -> put(attributes, name, value));
        attributes.put("id", id);
        call.args()
                .option("supervisor")
                .flatMap(supervisor -> Tree.supervisor(call.supervision().tree(), supervisor))
                .ifPresent(supervisor ->
                        attributes.putIfAbsent("tier", supervisor.tier().text()));
        try {
            return new SpecReader("sup:add").child(attributes, new ChildSource.Given());
        } catch (BadSpec bad) {
            throw usage(bad.place() + ": " + bad.value() + ": " + bad.rule());
        }
    }

    private static void put(Map<String, String> attributes, String name, String value) {
        if (attributes.putIfAbsent(name, value) != null)
            throw usage(
                    "sup:add: " + name + " is given twice, as an option and as " + name + "=" + attributes.get(name));
    }

    private static SupervisionException usage(String what) {
        return new SupervisionException(Code.USAGE, what, "sup:add --help");
    }
}
