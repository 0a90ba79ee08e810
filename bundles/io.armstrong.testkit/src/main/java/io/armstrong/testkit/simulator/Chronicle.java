package io.armstrong.testkit.simulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** All that happened in one simulation: a hash of everything, the last lines, and what broke a rule. */
final class Chronicle {
    private static final int KEPT = 400;
    private static final long PRIME = 1099511628211L;

    private final SimulatedTime time;
    private final Deque<String> last = new ArrayDeque<>();
    private final List<String> violations = new ArrayList<>();
    private long hash = 0xcbf29ce484222325L;
    private long lines;
    private int unnamed;

    Chronicle(SimulatedTime time) {
        this.time = time;
    }

    void line(String text) {
        String line = time.elapsed().toMillis() + " " + text;
        for (int i = 0; i < line.length(); i++) hash = (hash ^ line.charAt(i)) * PRIME;
        lines++;
        if (last.size() == KEPT) last.remove();
        last.add(line);
    }

    /** @param rule the invariant, I1 to I30 */
    void violation(String rule, String text) {
        line("VIOLATION " + rule + " " + text);
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

    List<String> violations() {
        return List.copyOf(violations);
    }

    List<String> lastLines() {
        return List.copyOf(last);
    }

    long hash() {
        return hash;
    }

    long lines() {
        return lines;
    }
}
