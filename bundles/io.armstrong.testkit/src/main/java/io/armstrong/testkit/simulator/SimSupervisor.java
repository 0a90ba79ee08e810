package io.armstrong.testkit.simulator;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.ChildType;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Shutdown;
import io.armstrong.api.SupervisorSpec;
import io.armstrong.process.supervise.Child;
import io.armstrong.process.supervise.ChildSink;
import io.armstrong.process.supervise.SupervisorChild;
import io.armstrong.process.supervise.SupervisorObserver;
import io.armstrong.process.supervise.SupervisorProcess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The product's supervisor, nested or root, with one oracle for each of its lives. */
final class SimSupervisor extends SupervisorChild {
    private final SimTree tree;
    private final Lives lives;

    /** The life it lives now: its oracle and the hands on its children. */
    static final class Life implements SupervisorObserver {
        final SupervisorModel model;
        final Map<String, Watched> children = new LinkedHashMap<>();

        @Nullable
        SupervisorProcess process;

        Life(SimTree tree, SupervisorSpec spec) {
            model = new SupervisorModel(tree.chronicle(), tree.time(), spec, this::patience);
        }

        private long patience(String child) {
            Watched watched = children.get(child);
            if (watched == null || !(watched.child() instanceof SimSupervisor nested)) return EndOracle.FOR_EVER;
            return life(nested.lives).model.bound();
        }

        @Override
        public void event(ArmstrongEvent event) {
            model.event(event);
        }
    }

    /** Hands the present life to a supervisor that knows only one factory and one observer. */
    private static final class Lives {
        @Nullable
        Life now;
    }

    SimSupervisor(SimTree tree) {
        this(tree, new Lives());
    }

    private SimSupervisor(SimTree tree, Lives lives) {
        super(
                tree.time().system(),
                (name, spec) -> child(tree, life(lives), name.id(), spec),
                event -> life(lives).event(event),
                tree.asker());
        this.tree = tree;
        this.lives = lives;
    }

    private static Life life(Lives lives) {
        if (lives.now == null) throw new IllegalStateException("never started");
        return lives.now;
    }

    private static Child child(SimTree tree, Life life, String id, ChildSpec spec) {
        Child made = spec.type() == ChildType.SUPERVISOR ? tree.supervisor() : tree.leaf(id);
        Watched watched = new Watched(life.model, id, made);
        life.children.put(id, watched);
        return watched;
    }

    @Override
    public void start(ChildSpec spec, long incarnation, @Nullable Object argument, ChildSink sink) {
        SupervisorSpec of = specOf(spec);
        Life life = new Life(tree, of);
        lives.now = life;
        super.start(spec, incarnation, argument, new Seen(life.model, sink));
        SupervisorProcess process = process();
        if (process == null) throw new IllegalStateException(of.id() + " made no process");
        life.process = process;
        tree.lives().add(life);
    }

    @Override
    public void kill(long incarnation) {
        killed();
        super.kill(incarnation);
    }

    @Override
    public void stop(long incarnation, Shutdown how, ExitReason why) {
        if (how instanceof Shutdown.BrutalKill) killed();
        else life(lives).model.toldToEnd();
        super.stop(incarnation, how, why);
    }

    private void killed() {
        if (!life(lives).model.over()) life(lives).model.toldToBeKilled();
    }

    /** All lives that go on. */
    static List<Life> running(List<Life> all) {
        List<Life> running = new ArrayList<>(all.size());
        for (Life life : all) if (life.process != null && life.process.alive()) running.add(life);
        return running;
    }

    private record Seen(SupervisorModel model, ChildSink sink) implements ChildSink {
        @Override
        public void started() {
            model.booted();
            sink.started();
        }

        @Override
        public void ignored() {
            sink.ignored();
        }

        @Override
        public void startFailed(ExitReason reason) {
            model.ended(reason);
            sink.startFailed(reason);
        }

        @Override
        public void stopped(ExitReason reason) {
            model.ended(reason);
            sink.stopped(reason);
        }

        @Override
        public void exited(ExitReason reason) {
            model.ended(reason);
            sink.exited(reason);
        }

        @Override
        public void hung(ExitReason reason) {
            sink.hung(reason);
        }
    }
}
