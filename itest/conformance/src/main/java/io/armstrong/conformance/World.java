package io.armstrong.conformance;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.ChildType;
import io.armstrong.api.ExitReason;
import io.armstrong.process.supervise.ChildSink;
import io.armstrong.process.supervise.ChildView;
import io.armstrong.process.supervise.SupervisorSnapshot;
import io.armstrong.testkit.simulator.SimulatedTime;
import io.armstrong.testkit.simulator.TurnChoice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One scenario's world: its time, its trace, and every instance that ever ran in it. */
final class World implements AutoCloseable {
    static final String ROOT = "root";

    final SimulatedTime time = new SimulatedTime(TurnChoice.DEPTH_FIRST);
    final Trace trace = new Trace();
    final Scripts scripts = new Scripts();
    private final List<Instance> instances = new ArrayList<>();
    private final Map<String, Instance> newest = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, Object> outcome = new LinkedHashMap<>();
    private final Set<SupervisorInstance> paused = new HashSet<>();
    private final GoldenSupervisor root;
    private int observedAtBegin;
    private boolean unordered;
    private int dynamic;

    World(Map<String, Object> scenario) {
        root = new GoldenSupervisor(this, ROOT, scenario);
        for (Map<String, Object> script : Json.maps(scenario, "init_behaviours"))
            scripts.set(Json.text(script, "child"), Json.texts(script, "attempts"));
    }

    /** Starts the tree: step 0. */
    void start() {
        outcome.put("state", "alive");
        root.start(ChildSpec.of(ROOT).withType(ChildType.SUPERVISOR), 1, null, new Owner());
        settle();
    }

    /** Begins a step. */
    void begin(long step) {
        trace.begin(step);
        observedAtBegin = trace.observed.size();
        unordered = false;
    }

    /** Ends a step: time passes until every supervisor is at rest. */
    void settle() {
        time.runUntilIdle();
        while (busy()) if (!time.nextTimer()) throw new IllegalStateException("a supervisor is stuck");
        if (unordered) trace.unordered(observedAtBegin);
        trace.endStep();
    }

    private boolean busy() {
        if (time.somebodySleeps()) return true;
        for (Instance instance : instances)
            if (instance.alive() && instance instanceof SupervisorInstance sup && sup.begun() && busy(sup)) return true;
        return false;
    }

    private boolean busy(SupervisorInstance supervisor) {
        if (paused.contains(supervisor)) return false;
        SupervisorSnapshot now = supervisor.process().snapshot();
        if (now.status() != ChildStatus.UP) return true;
        for (ChildView child : now.children())
            if (child.status() == ChildStatus.STARTING
                    || child.status() == ChildStatus.STOPPING
                    || child.status() == ChildStatus.RESTARTING) return true;
        return false;
    }

    void began(Instance instance) {
        instances.add(instance);
        newest.put(instance.name(), instance);
    }

    /** The newest instance of that name; null when none ever ran. */
    @Nullable
    Instance newest(String name) {
        return newest.get(name);
    }

    /** The newest instance of that name if it lives. */
    @Nullable
    Instance living(String name) {
        Instance instance = newest.get(name);
        return instance != null && instance.alive() ? instance : null;
    }

    /** The supervisor of that name if it lives. */
    @Nullable
    SupervisorInstance supervisor(String name) {
        return living(name) instanceof SupervisorInstance supervisor ? supervisor : null;
    }

    /** Labels of all instances that live, sorted. */
    List<String> alive() {
        return instances.stream()
                .filter(Instance::alive)
                .map(Instance::label)
                .sorted()
                .toList();
    }

    /** Holds the mailbox of a supervisor while deaths happen. */
    void pause(SupervisorInstance supervisor) {
        time.runUntilIdle();
        paused.add(supervisor);
        time.pause(supervisor.process());
    }

    void release(SupervisorInstance supervisor) {
        paused.remove(supervisor);
        time.release(supervisor.process());
    }

    /** An id for a dynamic child: two of them may have one name. */
    String dynamicId(String name) {
        String id = name + "#dynamic" + ++dynamic;
        names.put(id, name);
        return id;
    }

    /** What the scenario calls the child with that id. */
    String nameOf(String id) {
        return names.getOrDefault(id, id);
    }

    /** Deaths over links have no order in the recordings. */
    void linkedDeath() {
        unordered = true;
    }

    Map<String, Object> outcome() {
        return outcome;
    }

    @Override
    public void close() {
        time.close();
    }

    /** Whoever started the root. */
    private final class Owner implements ChildSink {
        @Override
        public void started() {
            outcome.put("state", "alive");
        }

        @Override
        public void ignored() {
            outcome.put("state", "ignored");
        }

        @Override
        public void startFailed(ExitReason reason) {
            outcome.put("state", "start_error");
            outcome.put("reason", reason.text());
        }

        @Override
        public void stopped(ExitReason reason) {
            exited(reason);
        }

        @Override
        public void exited(ExitReason reason) {
            outcome.put("state", "exited");
            outcome.put("reason", reason.text());
        }

        @Override
        public void hung(ExitReason reason) {
            throw new IllegalStateException("the root hangs: " + reason.text());
        }
    }
}
