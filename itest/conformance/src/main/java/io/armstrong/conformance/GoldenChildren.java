package io.armstrong.conformance;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.ChildType;
import io.armstrong.process.ChildName;
import io.armstrong.process.supervise.Child;
import io.armstrong.process.supervise.ChildFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the children of one supervisor out of what the scenario says of them, and knows what they are called. */
final class GoldenChildren implements ChildFactory {
    private final World world;
    private final Map<String, Map<String, Object>> descriptions = new HashMap<>();
    private final Map<String, GoldenChild> made = new HashMap<>();

    /** A child of a scenario. */
    interface GoldenChild extends Child {
        /** What the scenario calls it. */
        String name();

        /** The instance that runs, or ran last. */
        @Nullable
        Instance instance();
    }

    GoldenChildren(World world) {
        this.world = world;
    }

    /** What is known of these children from now on. */
    void describe(List<Map<String, Object>> children) {
        for (Map<String, Object> child : children) {
            Object id = child.get("id");
            if (id != null) descriptions.put(id.toString(), child);
        }
    }

    @Override
    public Child child(ChildName called, ChildSpec spec) {
        String id = called.id();
        Map<String, Object> description = descriptions.getOrDefault(spec.id(), Map.of());
        String name = world.nameOf(id);
        GoldenChild child = spec.type() == ChildType.SUPERVISOR && description.containsKey("supervisor")
                ? new GoldenSupervisor(world, name, Json.map(description, "supervisor"))
                : new GoldenWorker(world, id, name, Behaviour.of(description));
        made.put(id, child);
        return child;
    }

    /** What the scenario calls the child with that id. */
    String name(String id) {
        GoldenChild child = made.get(id);
        return child == null ? id : child.name();
    }

    /** The instance that runs under that id, or ran last. */
    @Nullable
    Instance instance(String id) {
        GoldenChild child = made.get(id);
        return child == null ? null : child.instance();
    }

    /** The id of the child whose instance that is; null when it is not one of these. */
    @Nullable
    String idOf(Instance instance) {
        for (Map.Entry<String, GoldenChild> entry : made.entrySet())
            if (entry.getValue().instance() == instance) return entry.getKey();
        return null;
    }

    /** The label of the instance that runs under that id; null when none does. */
    @Nullable
    String label(String id) {
        Instance instance = instance(id);
        return instance == null ? null : instance.label();
    }
}
