package io.armstrong.supervisor;

import io.armstrong.api.AutoShutdown;
import io.armstrong.api.ChildSource;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Intensity;
import io.armstrong.api.RestartDepth;
import io.armstrong.api.Strategy;
import io.armstrong.api.SupervisorSpec;
import io.armstrong.api.spi.Holds;
import io.armstrong.api.spi.Store;
import io.armstrong.api.spi.Understudies;
import io.armstrong.api.worker.Worker;
import io.armstrong.process.ChildName;
import io.armstrong.process.ProcessSystem;
import io.armstrong.process.supervise.PolicyAsker;
import io.armstrong.process.supervise.SupervisorObserver;
import io.armstrong.process.supervise.SupervisorOwner;
import io.armstrong.process.supervise.SupervisorProcess;
import io.armstrong.supervisor.bundle.Bundles;
import io.armstrong.supervisor.bundle.WorkerServices;
import io.armstrong.supervisor.child.Activation;
import io.armstrong.supervisor.child.BundleChild;
import io.armstrong.supervisor.child.Children;
import io.armstrong.supervisor.child.Fronts;
import io.armstrong.supervisor.child.UnderstudyChild;
import io.armstrong.supervisor.child.Wanted;
import io.armstrong.supervisor.child.Watchlist;
import io.armstrong.supervisor.child.World;
import io.armstrong.supervisor.report.Reports;
import io.armstrong.supervisor.tree.Catalog;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * Children of nobody: each in processes, names, lists and a supervisor of its own, so that nothing is seen of it. It is said to live in
 * our bundle, which a restart of that depth does not touch.
 */
final class UnderstudyService implements Understudies {
    private static final Intensity NEVER = new Intensity(0, Duration.ofSeconds(1));
    /** Where answers are worked on that nobody gave a thread for. */
    private static final Executor EDGE = ForkJoinPool.commonPool();

    private final BundleContext context;
    private final Runtime runtime;
    private final Store store;

    UnderstudyService(BundleContext context, Runtime runtime, Store store) {
        this.context = context;
        this.runtime = runtime;
        this.store = store;
    }

    @Override
    public CompletionStage<Understudy> understudy(String id, Worker<?> worker, int schema) {
        Bundle home = context.getBundle();
        ChildSpec child = ChildSpec.of(id)
                .withSource(new ChildSource.InBundle(home.getSymbolicName(), ""))
                .withDepth(RestartDepth.INSTANCE);
        SupervisorSpec spec =
                new SupervisorSpec("over-" + id, Strategy.ONE_FOR_ONE, NEVER, AutoShutdown.NEVER, List.of(child));
        AtomicBoolean over = new AtomicBoolean();
        World world = world(ProcessSystem.start((where, thrown) -> {
            if (!over.get()) trouble(where, thrown);
        }));
        Children children = new Children(world, SupervisorObserver.NONE, (refused, why) -> {}, PolicyAsker.NONE);
        BundleChild hand = (BundleChild) children.factory(spec).child(ChildName.of(id, null), child);
        UnderstudyChild understudy = new UnderstudyChild(world, child, hand, home, worker, schema);
        Up up = new Up(new CompletableFuture<>());
        SupervisorProcess root =
                new SupervisorProcess(world.system(), spec, (name, now) -> understudy, SupervisorObserver.NONE, up);
        Practised practised = new Practised(world, understudy, holds(world, root, children), home.getBundleId(), over);
        root.start();
        return up.done().<Understudy>thenApply(booted -> practised).whenComplete((booted, failure) -> {
            if (failure != null) practised.close();
        });
    }

    private Holds holds(World world, SupervisorProcess root, Children children) {
        Reports reports = new Reports(world.system(), root, children, store, symbolicName -> "");
        Orders orders = new Orders(root, children, reports, EDGE);
        return new HoldsService(world, children, reports, orders, EDGE, world.wanted()::setAside);
    }

    /** Of lists that nobody else reads. What touches bundles is the real thing, and is not asked. */
    private World world(ProcessSystem system) {
        World real = runtime.world();
        WorkerServices workers = new WorkerServices(context);
        return new World(
                system,
                real.lifecycle(),
                new Bundles(context),
                workers,
                real.components(),
                new Activation(workers),
                new Fronts(context),
                real.checkpoints(),
                new Catalog(),
                new Wanted(store),
                event -> {},
                new Watchlist(),
                real.reinstall());
    }

    private void trouble(String where, Throwable thrown) {
        runtime.alarm("practice", "internal-error", where + ": " + thrown, "sup:events");
    }

    /** An understudy that is up. @param over whether it was closed: what still runs of it finds its threads gone, and that is no trouble */
    private record Practised(World world, UnderstudyChild child, Holds holds, long bundleId, AtomicBoolean over)
            implements Understudy {
        @Override
        public Holds.Relief relief(Worker<?> worker, int schema) {
            return child.relief(worker, schema);
        }

        /** It holds nothing but its threads. */
        @Override
        public void close() {
            over.set(true);
            world.activation().close();
            world.system().close();
        }
    }

    /** Hears of the start. */
    private record Up(CompletableFuture<Void> done) implements SupervisorOwner {
        @Override
        public void booted() {
            done.complete(null);
        }

        @Override
        public void startFailed(ExitReason reason) {
            exited(reason);
        }

        @Override
        public void exited(ExitReason reason) {
            done.completeExceptionally(new IllegalStateException(reason.text()));
        }
    }
}
