package io.armstrong.examples.pqchain.registry;

import io.armstrong.examples.pqchain.api.Fields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The state of the registry.
 *
 * @param bindings by name, sorted, at most {@link #MAX_NAMES}
 */
public record Directory(Map<String, Binding> bindings) {
    static final int MAX_NAMES = 10_000;
    static final Directory EMPTY = new Directory(Map.of());

    /** @param child its id; @param properties what the binder wants to be known */
    record Binding(String child, Map<String, String> properties) {}

    public Directory {
        bindings = new TreeMap<>(bindings);
    }

    Optional<Binding> named(String name) {
        return Optional.ofNullable(bindings.get(name));
    }

    /** Whether that name can be bound. */
    boolean hasRoomFor(String name) {
        return bindings.size() < MAX_NAMES || bindings.containsKey(name);
    }

    Directory with(String name, Binding binding) {
        Map<String, Binding> more = new TreeMap<>(bindings);
        more.put(name, binding);
        return new Directory(more);
    }

    Directory without(String name) {
        Map<String, Binding> less = new TreeMap<>(bindings);
        less.remove(name);
        return new Directory(less);
    }

    List<String> names(String prefix) {
        return bindings.keySet().stream()
                .filter(name -> name.startsWith(prefix))
                .toList();
    }

    Map<String, Object> data() {
        Map<String, Object> byName = new TreeMap<>();
        bindings.forEach(
                (name, bound) -> byName.put(name, Map.of("child", bound.child(), "properties", bound.properties())));
        return Map.of("bindings", byName);
    }

    static Directory of(Map<String, Object> data) {
        return new Directory(new Fields(data)
                .each("bindings", bound -> new Binding(bound.text("child"), bound.texts("properties"))));
    }
}
