package io.armstrong.testkit.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What goes wrong in one run, by name, and what of it is left out: a run is made smaller by leaving out. */
final class Plot {
    private final Set<String> leftOut;
    private final List<String> events = new ArrayList<>();

    Plot(Set<String> leftOut) {
        this.leftOut = leftOut;
    }

    /** Whether that event takes place; noted if it does. */
    boolean has(String event) {
        if (leftOut.contains(event)) return false;
        events.add(event);
        return true;
    }

    /** All that took place, first first. */
    List<String> events() {
        return List.copyOf(events);
    }
}
