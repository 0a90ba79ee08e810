package io.armstrong.testkit.simulator;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Strategy;
import io.armstrong.api.SupervisorSpec;
import io.armstrong.core.OrderResult;
import io.armstrong.core.SupervisorEvent;
import io.armstrong.process.supervise.ChildSink;
import io.armstrong.process.supervise.ChildView;
import io.armstrong.process.supervise.HeldChildren;
import io.armstrong.process.supervise.SupervisorProcess;
import io.armstrong.testkit.simulator.SimSupervisor.Life;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** What the world does to a tree, by chance. */
final class Mischief {
    private static final List<ExitReason> REASONS = List.of(
            ExitReason.NORMAL,
            ExitReason.SHUTDOWN,
            new ExitReason.ShutdownWith("x"),
            ExitReason.KILLED,
            ExitReason.Crashed.explicit("boom"),
            ExitReason.Crashed.explicit("bang"));
    private static final String NOBODY = "nobody";

    private final SimTree tree;
    private final SimulatedTime time;
    private final Chance chance;
    private final List<Held> held = new ArrayList<>();

    /** A hold of one supervisor's children, and whether it was given back already. */
    private static final class Held {
        final Life life;
        final HeldChildren children;
        private boolean released;

        Held(Life life, HeldChildren children, List<String> ids) {
            this.life = life;
            this.children = children;
            children.taken().thenAccept(result -> {
                if (result instanceof OrderResult.Done && !released) life.model.held(ids);
            });
        }

        void release() {
            released = true;
            life.model.released();
            children.release();
        }
    }

    Mischief(SimTree tree, Chance chance) {
        this.tree = tree;
        this.time = tree.time();
        this.chance = chance;
    }

    /** One deed or a burst of them, then some turns, or all that is due, or time. */
    void step() {
        for (int deeds = chance.percent(25) ? 3 : 1; deeds > 0; deeds--) deed();
        if (chance.percent(20)) for (int turns = chance.below(6); turns > 0; turns--) time.step();
        else time.runUntilIdle();
        if (chance.percent(50)) time.advance(Duration.ofMillis(chance.below(3_000)));
        if (chance.percent(2)) time.advance(Duration.ofHours(1));
    }

    void releaseAll() {
        for (Held hold : held) hold.release();
        held.clear();
    }

    private void deed() {
        List<Life> running = SimSupervisor.running(tree.lives());
        if (running.isEmpty()) return;
        Life life = chance.oneOf(running);
        int deed = chance.below(100);
        if (deed < 45) crash(life);
        else if (deed < 50) kill(life);
        else if (deed < 60) staleNews(life);
        else if (deed < 64) hold(life);
        else order(life);
    }

    private void crash(Life life) {
        Watched victim = anyChild(life);
        if (victim == null || !(victim.child() instanceof Crashable child)) return;
        child.crash(chance.oneOf(REASONS));
    }

    private @Nullable Watched anyChild(Life life) {
        List<Watched> open = life.children.values().stream()
                .filter(child -> child.open() != 0)
                .toList();
        return open.isEmpty() ? null : chance.oneOf(open);
    }

    private void kill(Life life) {
        Watched victim = anyChild(life);
        if (victim != null) victim.kill(victim.open());
    }

    /** News of an incarnation that is over changes nothing (invariant I15). */
    private void staleNews(Life life) {
        time.runUntilIdle();
        List<ChildSink> sinks = life.children.values().stream()
                .flatMap(child -> child.overSinks().stream())
                .toList();
        SupervisorProcess process = life.process;
        if (sinks.isEmpty() || process == null || !process.alive()) return;
        List<ChildView> before = process.snapshot().children();
        ChildSink sink = chance.oneOf(sinks);
        tree.chronicle().line(process.id() + " is told stale news");
        switch (chance.below(4)) {
            case 0 -> sink.exited(chance.oneOf(REASONS));
            case 1 -> sink.started();
            case 2 -> sink.startFailed(ExitReason.KILLED);
            default -> sink.stopped(ExitReason.KILLED);
        }
        time.runUntilIdle();
        if (!process.snapshot().children().equals(before))
            tree.chronicle().violation("I15", process.id() + " heard stale news");
    }

    private void hold(Life life) {
        if (!held.isEmpty()) {
            releaseAll();
            return;
        }
        SupervisorProcess process = life.process;
        if (process == null) return;
        List<String> ids = List.of(anyId(life));
        tree.chronicle().line(process.id() + " hold " + ids);
        HeldChildren children = process.hold(ids, () -> tree.chronicle().line("hold broken"));
        held.add(new Held(life, children, ids));
    }

    private String anyId(Life life) {
        return life.children.isEmpty() ? NOBODY : chance.oneOf(List.copyOf(life.children.keySet()));
    }

    private void order(Life life) {
        SupervisorProcess process = life.process;
        if (process == null) return;
        SupervisorSpec spec = process.snapshot().spec();
        String id = anyId(life);
        ChildSpec leaf = tree.newLeaf();
        boolean simple = spec.strategy() == Strategy.SIMPLE_ONE_FOR_ONE;
        if (simple && chance.percent(50)) send(life, process, t -> new SupervisorEvent.StartDynamic(t, leaf.id(), "x"));
        else
            switch (chance.below(9)) {
                case 0 -> send(life, process, t -> new SupervisorEvent.StartNew(t, leaf));
                case 1 -> send(life, process, t -> new SupervisorEvent.Terminate(t, id, false));
                case 2 -> send(life, process, t -> new SupervisorEvent.Restart(t, id));
                case 3 -> send(life, process, t -> new SupervisorEvent.Delete(t, id));
                case 4 -> send(life, process, t -> new SupervisorEvent.Isolate(t, id));
                case 5 -> send(life, process, t -> new SupervisorEvent.Restore(t, id));
                case 6 -> send(life, process, t -> new SupervisorEvent.Recycle(t, id));
                case 7 -> send(life, process, t -> new SupervisorEvent.CountChildren(t, Set.of()));
                default -> change(life, process, spec);
            }
    }

    private void change(Life life, SupervisorProcess process, SupervisorSpec spec) {
        if (spec.strategy() == Strategy.SIMPLE_ONE_FOR_ONE || chance.percent(70)) {
            send(life, process, SupervisorEvent.WhichChildren::new);
            return;
        }
        List<ChildSpec> children = new ArrayList<>(spec.children());
        if (!children.isEmpty()) children.add(children.remove(0));
        Collections.reverse(children);
        Strategy other = chance.oneOf(List.of(Strategy.ONE_FOR_ONE, Strategy.ONE_FOR_ALL, Strategy.REST_FOR_ONE));
        SupervisorSpec next = new SupervisorSpec(spec.id(), other, spec.intensity(), spec.autoShutdown(), children);
        send(life, process, t -> new SupervisorEvent.ChangeSpecs(t, next));
    }

    private void send(Life life, SupervisorProcess process, LongFunction<SupervisorEvent.Order> order) {
        Object key = new Object();
        life.model.ordered(key, order.apply(0));
        process.order(order).thenAccept((OrderResult result) -> life.model.answered(key, result));
    }
}
