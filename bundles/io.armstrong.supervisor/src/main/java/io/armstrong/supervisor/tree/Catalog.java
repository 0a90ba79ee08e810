package io.armstrong.supervisor.tree;

import io.armstrong.api.AutoShutdown;
import io.armstrong.api.ChildSource;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.ChildType;
import io.armstrong.api.Shutdown;
import io.armstrong.api.Strategy;
import io.armstrong.api.SupervisorSpec;
import io.armstrong.api.Tier;
import io.armstrong.core.Ladder;
import io.armstrong.core.spec.BadSpec;
import io.armstrong.core.spec.SpecReader;
import io.armstrong.supervisor.bundle.Declaration;
import io.armstrong.supervisor.config.Configured;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was declared, stored and configured, by child id. What is configured goes before what a bundle
 * declares, attribute by attribute. Guarded by itself.
 */
public final class Catalog {
    private final Map<String, Declaration> declared = new LinkedHashMap<>();
    private final Map<String, Configured> configured = new LinkedHashMap<>();

    /**
     * Takes a declaration in.
     *
     * @throws BadSpec when another bundle declares the same id
     */
    public synchronized void declare(Declaration declaration) {
        String id = String.valueOf(declaration.attributes().get("id"));
        Declaration there = declared.get(id);
        if (there != null && !there.symbolicName().equals(declaration.symbolicName()))
            throw new BadSpec(
                    declaration.place(),
                    "id=" + id,
                    "must be unique: " + there.place() + " has it",
                    "{duplicate_child_name," + id + "}",
                    false);
        declared.put(id, declaration);
    }

    /** Takes a configuration in; the last one of an id counts. */
    public synchronized void configure(Configured item) {
        configured.put(item.id(), item);
    }

    /**
     * Takes configurations in together, or none of them.
     *
     * @throws BadSpec with the first fault
     */
    public synchronized void configureAll(List<Configured> items) {
        Map<String, Configured> before = new LinkedHashMap<>(configured);
        items.forEach(this::configure);
        try {
            for (Configured item : items) {
                if (item.kind() == Configured.Kind.CHILD) spec(item.id());
                else supervisor(item);
                refuseCircle(item);
            }
        } catch (BadSpec bad) {
            configured.clear();
            configured.putAll(before);
            throw bad;
        }
    }

    /**
     * Refuses a supervisor that stands below itself.
     *
     * @throws BadSpec with the circle: {@code a -> b -> a}
     */
    public synchronized void refuseCircle(Configured item) {
        List<String> path = new ArrayList<>();
        String id = item.id();
        while (!path.contains(id)) {
            path.add(id);
            Configured above = configured.get(id);
            if (above == null) return;
            id = String.valueOf(above.attributes().getOrDefault("supervisor", ""));
        }
        path.add(id);
        String circle = String.join(" -> ", path.subList(path.indexOf(id), path.size()));
        throw new BadSpec(
                item.place(),
                "supervisor=" + item.attributes().get("supervisor"),
                "must not lead back to itself: " + circle,
                "{circle," + circle + "}",
                false);
    }

    /** Forgets a configuration. */
    public synchronized void unconfigure(String id) {
        configured.remove(id);
    }

    /** Forgets everything about a child. */
    public synchronized void forget(String id) {
        declared.remove(id);
        configured.remove(id);
    }

    /** The declaration of a child; empty when its bundle does not declare it. */
    public synchronized Optional<Declaration> declaration(String id) {
        return Optional.ofNullable(declared.get(id));
    }

    /** How many children that bundle declares. */
    public synchronized long declaredIn(String symbolicName) {
        return declared.values().stream()
                .filter(declaration -> declaration.symbolicName().equals(symbolicName))
                .count();
    }

    /** Whether a child lives in that bundle, by declaration or configuration. */
    public synchronized boolean hosts(String symbolicName) {
        return declaredIn(symbolicName) > 0
                || configured.values().stream()
                        .anyMatch(item -> symbolicName.equals(item.attributes().get("bundle")));
    }

    /** What is configured for an id. */
    public synchronized Optional<Configured> configuration(String id) {
        return Optional.ofNullable(configured.get(id));
    }

    /** Everything known of that child by attribute, configuration first. */
    public synchronized Map<String, Object> attributes(String id) {
        Map<String, Object> merged = new HashMap<>();
        Declaration declaration = declared.get(id);
        if (declaration != null) merged.putAll(declaration.attributes());
        Configured item = configured.get(id);
        if (item != null) merged.putAll(item.attributes());
        return merged;
    }

    /** What the worker itself reads as {@code ctx.config()}: attributes that begin with {@code config.}, without that. */
    public Map<String, Object> config(String id) {
        Map<String, Object> config = new HashMap<>();
        attributes(id).forEach((name, value) -> {
            if (name.startsWith(SpecReader.CONFIG_PREFIX))
                config.put(name.substring(SpecReader.CONFIG_PREFIX.length()), value);
        });
        return config;
    }

    /**
     * The spec of a child.
     *
     * @throws BadSpec with the first fault
     */
    public synchronized ChildSpec spec(String id) {
        Declaration declaration = declared.get(id);
        Configured item = configured.get(id);
        String place = item != null ? item.place() : declaration != null ? declaration.place() : id;
        return spec(place, attributes(id), declaration);
    }

    private static ChildSpec spec(String place, Map<String, Object> attributes, @Nullable Declaration declaration) {
        String worker = String.valueOf(attributes.getOrDefault("worker", ""));
        ChildSource otherwise = declaration == null
                ? new ChildSource.Given()
                : new ChildSource.InBundle(declaration.symbolicName(), worker);
        ChildSpec spec = new SpecReader(place).child(attributes, otherwise);
        if (spec.source() instanceof ChildSource.Given)
            throw new BadSpec(place, "bundle", "must name the symbolic name of its bundle", "missing_start", false);
        return Boolean.parseBoolean(String.valueOf(attributes.get("dynamic")))
                ? template(spec, new SpecReader(place).maxChildren(attributes))
                : spec;
    }

    /** A dynamic child is a supervisor of its own instances, called as the child. */
    private static ChildSpec template(ChildSpec template, int maxChildren) {
        SupervisorSpec instances = new SupervisorSpec(
                        template.id(),
                        Strategy.SIMPLE_ONE_FOR_ONE,
                        template.tier().intensity(),
                        AutoShutdown.NEVER,
                        List.of(template))
                .withMaxChildren(maxChildren)
                .withPolicy(Ladder.TIER);
        return ChildSpec.of(instances)
                .withTier(template.tier())
                .withSupervisor(template.supervisor())
                .withRestart(template.tier().restart())
                .withOrder(template.order());
    }

    /** The specs of all children that can be read, in the order in which siblings start; faults go to the ear. */
    public synchronized List<ChildSpec> specs(Refusals refusals) {
        List<String> ids = new ArrayList<>(declared.keySet());
        configured.values().stream()
                .filter(item -> item.kind() == Configured.Kind.CHILD && !declared.containsKey(item.id()))
                .forEach(item -> ids.add(item.id()));
        List<ChildSpec> specs = new ArrayList<>();
        for (String id : ids) {
            try {
                specs.add(spec(id));
            } catch (BadSpec bad) {
                refusals.refused(id, bad);
            }
        }
        specs.sort(Comparator.comparingInt(ChildSpec::order)); // stable: bundle id decides among equals
        return specs;
    }

    /** Told of specs that were refused whole. */
    public interface Refusals {
        void refused(String id, BadSpec bad);
    }

    /**
     * The supervisors that are configured, as children of where they stand; their own children are put in by {@link Tiers}.
     *
     * @throws BadSpec with the first fault
     */
    public static ChildSpec supervisor(Configured item) {
        Optional<Tier> tier = Tiers.called(item.id());
        if (tier.isPresent()) return Tiers.tier(tier.get(), item);
        Map<String, Object> attributes = new HashMap<>(item.attributes());
        attributes.putIfAbsent("policy", Ladder.TIER);
        SpecReader reader = new SpecReader(item.place());
        Map<String, Object> asChild = new HashMap<>(attributes);
        asChild.keySet().retainAll(List.of("id", "tier", "supervisor", "order", "restart", "significant"));
        SupervisorSpec empty = reader.supervisor(attributes, List.of());
        ChildSpec place = reader.child(asChild, new ChildSource.Nested(empty));
        return place.withType(ChildType.SUPERVISOR).withShutdown(new Shutdown.Infinity());
    }

    /** Whether anything is known of that id. */
    public synchronized boolean knows(String id) {
        return declared.containsKey(id) || configured.containsKey(id);
    }

    /** The supervisors that are configured. */
    public synchronized List<Configured> supervisors() {
        return configured.values().stream()
                .filter(item -> item.kind() == Configured.Kind.SUPERVISOR)
                .toList();
    }

    /** The tier that an id belongs to by what is known of it; normal when nothing is. */
    public synchronized Tier tier(String id) {
        try {
            return knows(id) ? spec(id).tier() : Tier.NORMAL;
        } catch (BadSpec unreadable) {
            return Tier.NORMAL; // it was refused and told when it came in
        }
    }
}
