package io.armstrong.core.upgrade;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How the state of one child gets from one schema to another: the fewest declared steps, all up or all down; a last step
 * up may be the new worker's own {@code upgradeState}, asked only where no migration covers it (design D11).
 *
 * @param child whose state
 * @param from the schema it has
 * @param reached the schema after the steps; the worker's own step leads from there to {@code to}
 * @param to the schema it shall have
 * @param steps in the order they are walked
 */
public record MigrationPath(String child, int from, int reached, int to, List<MigrationStep> steps) {
    public MigrationPath {
        steps = List.copyOf(steps);
    }

    /** Whether it leads to an older schema: then each step is walked down. */
    public boolean down() {
        return to < from;
    }

    /** Whether every step can be walked the other way too. */
    public boolean leadsBack() {
        return reached == to && steps.stream().allMatch(MigrationStep::down);
    }

    /** The same steps the other way; without the worker's own. */
    public MigrationPath reversed() {
        List<MigrationStep> back = new ArrayList<>(steps);
        Collections.reverse(back);
        return new MigrationPath(child, reached, from, from, back);
    }

    /** {@code 1 -> 2 -> 3}; with the worker's own step marked. */
    public String text() {
        StringBuilder text = new StringBuilder().append(from);
        for (MigrationStep step : steps) text.append(" -> ").append(down() ? step.from() : step.to());
        return (reached == to ? text : text.append(" -> ").append(to).append(" (worker)")).toString();
    }

    /**
     * The path, or empty when a step is missing; see {@link #missing}.
     *
     * @param declared by the newer of the two bundles: it knows the way up, and the way down
     * @param upgradesFrom the schema from which the new worker's own {@code upgradeState} leads to {@code to}; 0: none
     */
    public static Optional<MigrationPath> find(
            String child, int from, int to, Collection<MigrationStep> declared, int upgradesFrom) {
        boolean down = to < from;
        Map<Integer, List<MigrationStep>> reach = reach(child, from, down, declared);
        List<MigrationStep> whole = reach.get(to);
        if (whole != null) return Optional.of(new MigrationPath(child, from, to, to, whole));
        List<MigrationStep> most = down || upgradesFrom <= 0 ? null : reach.get(upgradesFrom);
        return Optional.ofNullable(most).map(steps -> new MigrationPath(child, from, upgradesFrom, to, steps));
    }

    /** Why there is none: {@code no migration 1 -> 3 of counter (found 1 -> 2)}. */
    public static String missing(String child, int from, int to, Collection<MigrationStep> declared) {
        String found = declared.stream()
                .filter(step -> step.child().equals(child))
                .map(step -> to < from && !step.down() ? step.text() + " without down" : step.text())
                .sorted()
                .collect(Collectors.joining(", "));
        return "no migration " + from + " -> " + to + " of " + child + " (found " + (found.isEmpty() ? "none" : found)
                + ")";
    }

    /** The shortest way to each schema that can be reached. */
    private static Map<Integer, List<MigrationStep>> reach(
            String child, int from, boolean down, Collection<MigrationStep> declared) {
        Map<Integer, List<MigrationStep>> ways = new HashMap<>();
        ways.put(from, List.of());
        Deque<Integer> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            int at = open.remove();
            for (MigrationStep step : declared) {
                if (!step.child().equals(child) || step.from() >= step.to() || (down && !step.down())) continue;
                int next = down ? step.from() : step.to();
                if ((down ? step.to() : step.from()) != at || ways.containsKey(next)) continue;
                List<MigrationStep> way = new ArrayList<>(ways.getOrDefault(at, List.of()));
                way.add(step);
                ways.put(next, way);
                open.add(next);
            }
        }
        return ways;
    }
}
