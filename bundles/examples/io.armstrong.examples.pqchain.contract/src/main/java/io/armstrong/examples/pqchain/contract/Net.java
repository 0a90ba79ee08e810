package io.armstrong.examples.pqchain.contract;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of a contract: a place/transition net with weights and guards.
 *
 * @param marking tokens by place at the start
 * @param variables by name at the start
 */
record Net(String name, Map<String, Long> marking, Map<String, Long> variables, List<Transition> transitions) {
    /**
     * Takes tokens, puts tokens, and says what follows for the world.
     *
     * @param takes tokens by place
     * @param puts tokens by place
     * @param guards all of which must hold
     * @param changes of variables, in order
     * @param effects in order
     */
    record Transition(
            String name,
            Map<String, Long> takes,
            Map<String, Long> puts,
            List<String> guards,
            List<String> changes,
            List<String> effects) {
        static Transition of(String name, Map<String, Long> takes, Map<String, Long> puts) {
            return new Transition(name, takes, puts, List.of(), List.of(), List.of());
        }

        Transition when(String... all) {
            return new Transition(name, takes, puts, List.of(all), changes, effects);
        }

        Transition sets(String... all) {
            return new Transition(name, takes, puts, guards, List.of(all), effects);
        }

        Transition tells(String... all) {
            return new Transition(name, takes, puts, guards, changes, List.of(all));
        }
    }

    Optional<Transition> named(String transition) {
        return transitions.stream().filter(t -> t.name().equals(transition)).findFirst();
    }

    List<String> transitionNames() {
        return transitions.stream().map(Transition::name).toList();
    }
}
