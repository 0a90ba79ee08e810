package io.armstrong.supervisor.child;

import io.armstrong.api.ChildSource;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.Strategy;
import io.armstrong.api.SupervisorSpec;
import io.armstrong.process.supervise.Child;
import io.armstrong.process.supervise.ChildFactory;
import io.armstrong.process.supervise.PolicyAsker;
import io.armstrong.process.supervise.SupervisorChild;
import io.armstrong.process.supervise.SupervisorObserver;
import io.armstrong.process.supervise.SupervisorProcess;
import io.armstrong.supervisor.tree.Catalog;
import io.armstrong.supervisor.tree.Tiers;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Every hand of every supervisor, by id. A child in a bundle keeps its hand, and so its process and mailbox, when its
 * supervisor is restarted.
 */
public final class Children {
    private final World world;
    private final SupervisorObserver observer;
    private final Catalog.Refusals refusals;
    private final PolicyAsker policies;
    private final ConcurrentHashMap<String, BundleChild> inBundles = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, InstanceChild> instances = new ConcurrentHashMap<>();
    /** By the supervisor whose instances run it. */
    private final ConcurrentHashMap<String, Template> templates = new ConcurrentHashMap<>();

    private final ConcurrentHashMap<String, Nested> supervisors = new ConcurrentHashMap<>();

    public Children(World world, SupervisorObserver observer, Catalog.Refusals refusals, PolicyAsker policies) {
        this.world = world;
        this.observer = observer;
        this.refusals = refusals;
        this.policies = policies;
    }

    /** Makes the hands of a supervisor with that strategy. */
    public ChildFactory factory(SupervisorSpec supervisor) {
        if (supervisor.strategy() == Strategy.SIMPLE_ONE_FOR_ONE) return dynamic(supervisor);
        boolean grouped = supervisor.strategy() != Strategy.ONE_FOR_ONE;
        return (name, spec) -> hand(name.id(), spec, grouped);
    }

    private Child hand(String id, ChildSpec spec, boolean grouped) {
        if (spec.source() instanceof ChildSource.Nested nested)
            return supervisors.computeIfAbsent(id, key -> new Nested(nested.supervisor()));
        return inBundles.computeIfAbsent(id, key -> new BundleChild(world, id, spec, grouped));
    }

    private ChildFactory dynamic(SupervisorSpec supervisor) {
        Template template = new Template(world, supervisor.children().get(0));
        templates.put(supervisor.id(), template);
        return (name, spec) -> {
            String id = name.id();
            InstanceChild made = new InstanceChild(world, name, template) {
                @Override
                public void forget() {
                    super.forget();
                    instances.remove(id, this);
                }
            };
            instances.put(id, made);
            return made;
        };
    }

    /** The hand on a static child. */
    public Optional<BundleChild> inBundle(String id) {
        return Optional.ofNullable(inBundles.get(id));
    }

    /** The hand on a dynamic child. */
    public Optional<InstanceChild> instance(String id) {
        return Optional.ofNullable(instances.get(id));
    }

    /** Every hand on a dynamic child. */
    public Collection<InstanceChild> instances() {
        return instances.values();
    }

    /** What the instances of that supervisor run. */
    Optional<Template> template(String supervisor) {
        return Optional.ofNullable(templates.get(supervisor));
    }

    /** The supervisor whose instance that is. */
    Optional<String> supervisorOf(InstanceChild instance) {
        return templates.entrySet().stream()
                .filter(entry -> entry.getValue() == instance.template())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The hands on the instances of that template. */
    List<InstanceChild> instancesOf(Template template) {
        return instances.values().stream()
                .filter(instance -> instance.template() == template)
                .toList();
    }

    /** Every hand on a static child. */
    public Collection<BundleChild> inBundles() {
        return inBundles.values();
    }

    /** The running supervisor of that id. */
    public Optional<SupervisorProcess> supervisor(String id) {
        Nested nested = supervisors.get(id);
        @Nullable SupervisorProcess process = nested == null ? null : nested.process();
        return Optional.ofNullable(process);
    }

    /** The ids of all supervisors below the root. */
    public Collection<String> supervisorIds() {
        return supervisors.keySet();
    }

    /** Nothing will be asked of that child again. */
    public void drop(String id) {
        supervisors.remove(id);
        templates.remove(id);
        BundleChild child = inBundles.remove(id);
        if (child != null) child.retire();
    }

    /** A supervisor under another; whenever it starts it takes the children that belong to it now. */
    private final class Nested extends SupervisorChild {
        private Nested(SupervisorSpec spec) {
            super(world.system(), factory(spec), observer, policies);
        }

        @Override
        protected SupervisorSpec specOf(ChildSpec spec) {
            SupervisorSpec filled = Tiers.filled(super.specOf(spec), world.catalog(), refusals);
            filled.children().forEach(child -> world.wanted().keepDown(child.id()));
            return filled;
        }
    }
}
