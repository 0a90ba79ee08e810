package io.armstrong.testkit.simulator;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes a broken run small: leaves out event after event, many at a time first, as long as the same rule stays broken. */
public final class Shrinker {
    private final long seed;
    private final String rule;
    private Set<String> leftOut = Set.of();
    private List<String> events;

    private Shrinker(Simulation.Result broken) {
        seed = broken.seed();
        rule = rule(broken);
        events = broken.events();
    }

    /** The first rule that is broken; empty: none. */
    private static String rule(Simulation.Result result) {
        if (!result.broken()) return "";
        String first = result.violations().get(0);
        return first.substring(0, first.indexOf(':'));
    }

    /**
     * The same fault with as few events as can be found by leaving out, told as a story.
     *
     * @param broken a run that broke a rule
     */
    public static Simulation.Result shrink(Simulation.Result broken) {
        Shrinker shrinker = new Shrinker(broken);
        for (int before = Integer.MAX_VALUE; shrinker.events.size() < before; ) {
            before = shrinker.events.size();
            for (int chunk = Math.max(1, before / 2); chunk > 0; chunk /= 2) shrinker.pass(chunk);
        }
        return Simulation.run(shrinker.seed, shrinker.leftOut, true);
    }

    private void pass(int chunk) {
        for (int from = 0; from < events.size(); )
            if (!without(events.subList(from, Math.min(events.size(), from + chunk)))) from += chunk;
    }

    /** Leaves these out if the rule stays broken. @return whether it does */
    private boolean without(List<String> some) {
        Set<String> more = new HashSet<>(leftOut);
        more.addAll(some);
        Simulation.Result result = Simulation.run(seed, more, false);
        if (!rule(result).equals(rule)) return false;
        leftOut = more;
        events = result.events();
        return true;
    }
}
