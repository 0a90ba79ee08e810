package io.armstrong.conformance;

import io.armstrong.core.OrderResult;
import io.armstrong.core.SupervisorEvent;
import io.armstrong.process.supervise.ChildView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plays a scenario through the product and gives what it produced. */
final class Player {
    /** The fields that a run produces, in the order of the recordings. */
    static final List<String> PRODUCED = List.of("observed", "reports", "supervisor_outcome", "api_results", "final");

    private Player() {}

    /** @return the produced fields of that scenario */
    static Map<String, Object> play(Map<String, Object> scenario) {
        try (World world = new World(scenario)) {
            world.start();
            Actions actions = new Actions(world);
            for (Map<String, Object> event : Json.maps(scenario, "events")) {
                world.begin(Json.number(event, "step"));
                actions.run(event);
                world.settle();
            }
            if (!world.time.troubles().isEmpty()) throw new IllegalStateException("trouble: " + world.time.troubles());
            return produced(world);
        }
    }

    private static Map<String, Object> produced(World world) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("observed", List.copyOf(world.trace.observed));
        fields.put("reports", world.trace.reports);
        fields.put("supervisor_outcome", world.outcome());
        fields.put("api_results", world.trace.answers);
        fields.put("final", last(world));
        return fields;
    }

    private static Map<String, Object> last(World world) {
        List<Map<String, Object>> supervisors = new ArrayList<>();
        SupervisorInstance root = world.supervisor(World.ROOT);
        if (root != null) describe(world, root, supervisors);
        Map<String, Object> last = new LinkedHashMap<>();
        last.put("supervisors", supervisors);
        last.put("alive", world.alive());
        return last;
    }

    /** A supervisor, then those below it, in start order. */
    private static void describe(World world, SupervisorInstance supervisor, List<Map<String, Object>> into) {
        var children = supervisor.process().order(SupervisorEvent.WhichChildren::new);
        var counts = supervisor.process().countChildren();
        world.time.runUntilIdle();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("sup", supervisor.label());
        map.put("which_children", Answer.rows((OrderResult.Children) children.join(), supervisor.children()));
        map.put("count_children", Answer.counts((OrderResult.Counts) counts.join()));
        into.add(map);
        for (ChildView child : supervisor.process().snapshot().children())
            if (supervisor.children().instance(child.id()) instanceof SupervisorInstance below && below.alive())
                describe(world, below, into);
    }
}
