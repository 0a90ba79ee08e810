package io.armstrong.supervisor.child;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Shutdown;
import io.armstrong.api.spi.Holds;
import io.armstrong.api.worker.Worker;
import io.armstrong.process.WorkerProcess;
import io.armstrong.process.supervise.CalledChild;
import io.armstrong.process.supervise.ChildSink;
import io.armstrong.supervisor.bundle.Traits;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/**
 * The hand on a child of nobody: that on any other static child, but for its start. No bundle is brought up for it and no service
 * waited for; whoever is to run in it stands by.
 */
public final class UnderstudyChild implements CalledChild {
    private final World world;
    private final ChildSpec spec;
    private final BundleChild child;
    private final Bundle home;
    private final StandIn first;

    /** @param home where it is said to live. @param worker whom it comes up in */
    public UnderstudyChild(World world, ChildSpec spec, BundleChild child, Bundle home, Worker<?> worker, int schema) {
        this.world = world;
        this.home = home;
        this.spec = spec;
        this.child = child;
        this.first = standIn(worker, schema);
    }

    private StandIn standIn(Worker<?> worker, int schema) {
        Nature nature = new Nature(worker.getClass().getName(), Traits.of(Map.of("schema", schema)));
        return new StandIn(
                PastService.reference(nature.component()),
                worker,
                nature,
                nature.settings(world, child.id(), spec),
                false);
    }

    /** That worker, standing by. */
    public Holds.Relief relief(Worker<?> worker, int schema) {
        return ReliefOfBundle.of(world, new Grip(world, child), home, standIn(worker, schema));
    }

    @Override
    public void start(ChildSpec now, long incarnation, @Nullable Object argument, ChildSink sink) {
        child.start(now, first, incarnation, sink);
    }

    @Override
    public void stop(long incarnation, Shutdown how, ExitReason why) {
        child.stop(incarnation, how, why);
    }

    @Override
    public void kill(long incarnation) {
        child.kill(incarnation);
    }

    @Override
    public boolean alive(long incarnation) {
        return child.alive(incarnation);
    }

    @Override
    public WorkerProcess process() {
        return child.process();
    }

    @Override
    public @Nullable ChildSink sink() {
        return child.sink();
    }
}
