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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Every hand of every supervisor, by id; on dynamic children by way of their supervisors. A child in a bundle keeps its hand, and so its process and mailbox, when its
 * supervisor is restarted.
 */
public final class Children {
    private final World world;
    private final SupervisorObserver observer;
    private final Catalog.Refusals refusals;
    private final PolicyAsker policies;
    private final ConcurrentHashMap<String, BundleChild> inBundles = new ConcurrentHashMap<>();
    /** By the supervisor whose instances run it. */
    private final ConcurrentHashMap<String, Template> templates = new ConcurrentHashMap<>();

    private final ConcurrentHashMap<String, Nested> supervisors = new ConcurrentHashMap<>();
    /** The same, to be gone through for each child that is started. */
    private final CopyOnWriteArrayList<Nested> belowRoot = new CopyOnWriteArrayList<>();

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
        if (spec.source() instanceof ChildSource.Nested below)
            return supervisors.computeIfAbsent(id, key -> nested(below.supervisor()));
        return inBundles.computeIfAbsent(id, key -> new BundleChild(world, id, spec, grouped));
    }

    private Nested nested(SupervisorSpec spec) {
        Nested made = new Nested(spec);
        belowRoot.add(made);
        return made;
    }

    private ChildFactory dynamic(SupervisorSpec supervisor) {
        Template template = new Template(world, supervisor.children().get(0));
        templates.put(supervisor.id(), template);
        return (name, spec) -> new InstanceChild(name, template.crew());
    }

    /** The hand on a static child. */
    public Optional<BundleChild> inBundle(String id) {
        return Optional.ofNullable(inBundles.get(id));
    }

    /** The dynamic child of that id, whoever's it is. */
    public Optional<InstanceChild> instance(String id) {
        int dash = id.lastIndexOf('-');
        Optional<InstanceChild> numbered = dash < 0 ? Optional.empty() : instance(id.substring(0, dash), id);
        return numbered.or(() -> templates.keySet().stream()
                .flatMap(supervisor -> instance(supervisor, id).stream())
                .findFirst());
    }

    /** The dynamic child of that supervisor: only it knows them, they stand in no other map. */
    public Optional<InstanceChild> instance(String supervisor, String id) {
        SupervisorProcess process = supervisor(supervisor).orElse(null);
        Child hand = process == null ? null : process.hand(id);
        return hand instanceof InstanceChild instance ? Optional.of(instance) : Optional.empty();
    }

    /** Every dynamic child. The cost grows with them. */
    public void eachInstance(Consumer<InstanceChild> hears) {
        for (String supervisor : templates.keySet()) eachInstance(supervisor, hears);
    }

    /** Every dynamic child of that supervisor. */
    void eachInstance(String supervisor, Consumer<InstanceChild> hears) {
        supervisor(supervisor)
                .ifPresent(process -> process.eachHand(hand -> {
                    if (hand instanceof InstanceChild instance) hears.accept(instance);
                }));
    }

    /** What the instances of that supervisor run. */
    Optional<Template> template(String supervisor) {
        return Optional.ofNullable(templates.get(supervisor));
    }

    /** Whether the children of that supervisor are instances of a template. */
    public boolean isDynamic(String supervisor) {
        return templates.containsKey(supervisor);
    }

    /** Whether what the instances of that supervisor do may be done on the thread of whoever asks for it. */
    public boolean runsHere(String supervisor) {
        Template template = templates.get(supervisor);
        return template != null && template.settings().runsHere();
    }

    /** The supervisor whose instance that is. */
    Optional<String> supervisorOf(InstanceChild instance) {
        return templates.entrySet().stream()
                .filter(entry -> entry.getValue() == instance.template())
                .map(Map.Entry::getKey)
                .findFirst();
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

    /** Whether another running supervisor below the root has a child of that id. @param made that one makes it with a number */
    public boolean hasBeside(SupervisorProcess supervisor, String id, boolean made) {
        for (Nested other : belowRoot) {
            SupervisorProcess process = other.process();
            if (process == null || process == supervisor) continue;
            if (made ? process.hasMade(id) : process.has(id)) return true;
        }
        return false;
    }

    /** The ids of all supervisors below the root. */
    public Collection<String> supervisorIds() {
        return supervisors.keySet();
    }

    /** Nothing will be asked of that child again. */
    public void drop(String id) {
        Nested gone = supervisors.remove(id);
        if (gone != null) belowRoot.remove(gone);
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
