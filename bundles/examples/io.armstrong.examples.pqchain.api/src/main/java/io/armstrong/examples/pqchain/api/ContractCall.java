package io.armstrong.examples.pqchain.api;

import java.util.List;
import java.util.Map;

/** What a contract instance understands. */
public sealed interface ContractCall {
    /**
     * Fires a transition. Answer: {@link Fired}, or {@link Refused} when it is not enabled.
     *
     * @param values arguments by name
     * @param simulate only say what would happen
     */
    record Fire(String transition, Map<String, Long> values, boolean simulate) implements ContractCall {
        public Fire {
            values = Map.copyOf(values);
        }
    }

    /** Answer: {@link View}. */
    record Show() implements ContractCall {}

    /** @param effects what the world is told, in order, for example {@code pay seller 100} */
    record Fired(String transition, Map<String, Long> marking, Map<String, Long> variables, List<String> effects) {
        public Fired {
            marking = Map.copyOf(marking);
            variables = Map.copyOf(variables);
            effects = List.copyOf(effects);
        }
    }

    /** @param enabled transitions whose places hold enough tokens; a guard may still say no */
    record View(
            String net,
            Map<String, Long> marking,
            Map<String, Long> variables,
            List<String> enabled,
            List<String> log) {
        public View {
            marking = Map.copyOf(marking);
            variables = Map.copyOf(variables);
            enabled = List.copyOf(enabled);
            log = List.copyOf(log);
        }
    }
}
