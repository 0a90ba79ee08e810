package io.armstrong.testkit.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** All that happened in one simulation: a hash of everything, what broke a rule, and the story if it is to be told. */
final class Chronicle {
    private static final long PRIME = 1099511628211L;

    private final SimulatedTime time;
    private final boolean told;
    private final List<String> story = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private long hash = 0xcbf29ce484222325L;
    private long lines;
    private long decisions;
    private int unnamed;

    /** @param told whether every line is kept as text */
    Chronicle(SimulatedTime time, boolean told) {
        this.time = time;
        this.told = told;
    }

    /** @param what in words that are few, for the hash @param number of an incarnation, or 0 */
    void line(String who, String what, String whom, long number) {
        count(time.nanos());
        count(who.hashCode());
        count(what.hashCode());
        count(whom.hashCode());
        count(number);
        lines++;
        if (told) tell(who + " " + what + " " + whom + (number == 0 ? "" : "#" + number));
    }

    private void count(long part) {
        hash = (hash ^ part) * PRIME;
    }

    private void tell(String text) {
        story.add(time.elapsed().toMillis() + " ms: " + text);
    }

    /** More about the line before. */
    void detail(Supplier<String> text) {
        if (told) tell("  " + text.get());
    }

    /** A supervisor decided something. */
    void decision() {
        decisions++;
    }

    /** @param rule the invariant, I1 to I30 */
    void violation(String rule, String text) {
        line("VIOLATION", rule, text, 0);
        violations.add(rule + ": " + text);
    }

    /** An incarnation was given up. */
    void abandoned() {
        unnamed++;
    }

    /** One was announced as given up: by the supervisor that did it, dead or alive. */
    void named() {
        unnamed--;
    }

    int unnamed() {
        return unnamed;
    }

    boolean broken() {
        return !violations.isEmpty();
    }

    List<String> violations() {
        return List.copyOf(violations);
    }

    List<String> story() {
        return List.copyOf(story);
    }

    long hash() {
        return hash;
    }

    long lines() {
        return lines;
    }

    long decisions() {
        return decisions;
    }
}
