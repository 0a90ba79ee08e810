package io.armstrong.examples.pqchain.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The state of one contract.
 *
 * @param net its name
 * @param marking tokens by place; places without tokens are left out
 * @param variables by name
 * @param log what was fired and told, the newest {@link #MAX_LOG} lines
 */
public record Case(String net, Map<String, Long> marking, Map<String, Long> variables, List<String> log) {
    static final int MAX_LOG = 100;

    public Case {
        marking = Map.copyOf(marking);
        variables = Map.copyOf(variables);
        log = List.copyOf(log);
    }

    static Case of(Net net) {
        return new Case(net.name(), net.marking(), net.variables(), List.of());
    }

    Case logged(String transition, List<String> effects) {
        List<String> lines = new ArrayList<>(log);
        lines.add(effects.isEmpty() ? transition : transition + ": " + String.join(", ", effects));
        return new Case(net, marking, variables, lines.subList(Math.max(0, lines.size() - MAX_LOG), lines.size()));
    }
}
