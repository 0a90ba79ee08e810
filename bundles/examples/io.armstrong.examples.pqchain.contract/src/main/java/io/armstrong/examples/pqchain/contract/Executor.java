package io.armstrong.examples.pqchain.contract;

import io.armstrong.examples.pqchain.contract.Net.Transition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fires transitions. Pure: same net, case and arguments, same outcome; effects are told, not done. */
final class Executor {
    private Executor() {}

    /** What came of firing. */
    sealed interface Outcome {}

    /** @param next the case afterwards */
    record Fired(Case next, List<String> effects) implements Outcome {}

    /** @param reason one sentence */
    record NotEnabled(String reason) implements Outcome {}

    static Outcome fire(Net net, Case now, String name, Map<String, Long> arguments) {
        Optional<Transition> found = net.named(name);
        if (found.isEmpty())
            return new NotEnabled("no transition " + name + " in " + net.name() + ": try " + net.transitionNames());
        Transition transition = found.get();
        Terms terms = Terms.of(now.variables(), arguments);
        return against(transition, now, terms)
                .<Outcome>map(NotEnabled::new)
                .orElseGet(() -> fired(transition, now, terms));
    }

    /** Transitions whose places hold enough tokens; their guards may still say no. */
    static List<String> enabled(Net net, Case now) {
        return net.transitions().stream()
                .filter(t -> missing(t, now).isEmpty())
                .map(Transition::name)
                .toList();
    }

    private static Optional<String> against(Transition transition, Case now, Terms terms) {
        Optional<String> place = missing(transition, now);
        if (place.isPresent())
            return Optional.of(transition.name() + " needs "
                    + transition.takes().get(place.get()) + " in " + place.get() + ": there is "
                    + now.marking().getOrDefault(place.get(), 0L));
        return transition.guards().stream()
                .filter(guard -> !terms.holds(guard))
                .findFirst()
                .map(guard -> transition.name() + " needs " + guard);
    }

    private static Optional<String> missing(Transition transition, Case now) {
        return transition.takes().entrySet().stream()
                .filter(e -> now.marking().getOrDefault(e.getKey(), 0L) < e.getValue())
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst();
    }

    private static Fired fired(Transition transition, Case now, Terms terms) {
        Map<String, Long> marking = new HashMap<>(now.marking());
        transition.takes().forEach((place, weight) -> marking.merge(place, -weight, Executor::tokens));
        transition.puts().forEach((place, weight) -> marking.merge(place, weight, Executor::tokens));
        Map<String, Long> variables = now.variables();
        for (String change : transition.changes()) variables = terms.changed(variables, change);
        List<String> effects = new ArrayList<>();
        for (String effect : transition.effects()) effects.add(terms.written(effect));
        return new Fired(
                new Case(now.net(), marking, variables, now.log()).logged(transition.name(), effects), effects);
    }

    /** A place without tokens leaves the marking. */
    private static @Nullable Long tokens(long there, long change) {
        return there + change == 0 ? null : there + change;
    }
}
