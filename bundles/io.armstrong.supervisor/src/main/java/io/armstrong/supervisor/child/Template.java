package io.armstrong.supervisor.child;

import io.armstrong.api.ChildSource;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.ExitReason;
import io.armstrong.api.spi.Lifecycle;
import io.armstrong.api.worker.Worker;
import io.armstrong.process.WorkerCode;
import io.armstrong.process.WorkerSettings;
import io.armstrong.supervisor.bundle.Traits;
import io.armstrong.supervisor.bundle.WorkerServices;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/**
 * What all dynamic children of one supervisor share: their bundle, one worker object and their settings. The bundle is
 * started and the worker activated when the first of them starts.
 */
final class Template {
    private final World world;
    private final ChildSpec spec;
    private final Serial serial;
    private final Host host;
    private final String component;
    private final List<Waiter> waiters = new ArrayList<>();
    private volatile @Nullable WorkerCode code;
    private volatile WorkerSettings settings;
    private boolean coming;
    /** What the code requires and is not there; empty while nothing is missing. */
    private String missing = "";

    /** Wants the code. Told on any thread, once. */
    interface Waiter {
        void ready(WorkerCode code);

        void failed(ExitReason reason);

        /** What the code requires is not there yet. May be told before one of the others, and more than once. */
        void waiting(String missing);
    }

    Template(World world, ChildSpec spec) {
        this.world = world;
        this.spec = spec;
        this.serial = new Serial(world.system(), spec.id());
        ChildSource.@Nullable InBundle in = spec.source() instanceof ChildSource.InBundle source ? source : null;
        this.host = new Host(world, in == null ? "" : in.symbolicName());
        this.component = in == null ? "" : in.worker();
        this.settings = world.settings(spec);
    }

    /** Bounds and deadlines of every instance. */
    WorkerSettings settings() {
        return settings;
    }

    /** The number of the state's shape; 0 before the first start. */
    int schema() {
        WorkerCode now = code;
        return now == null ? 0 : now.schema();
    }

    Host host() {
        return host;
    }

    /** The code as soon as it is there; at once when it is. */
    void code(Waiter waiter) {
        WorkerCode now = code;
        if (now != null && active()) waiter.ready(now);
        else serial.run(() -> join(waiter));
    }

    private boolean active() {
        return host.bundle().map(bundle -> bundle.getState() == Bundle.ACTIVE).orElse(false);
    }

    private void join(Waiter waiter) {
        waiters.add(waiter);
        if (coming) {
            if (!missing.isEmpty()) waiter.waiting(missing);
            return;
        }
        coming = true;
        host.up(spec, false).whenComplete((outcome, bug) -> serial.run(() -> bundleUp(outcome, bug)));
    }

    private void bundleUp(Lifecycle.@Nullable Outcome outcome, @Nullable Throwable bug) {
        Bundle bundle = host.bundle().orElse(null);
        if (outcome == null || bundle == null) {
            failed(Outcomes.start(
                    bug == null ? "bundle " + host.symbolicName() + " is not installed" : bug.toString()));
            return;
        }
        if (!outcome.done()) {
            failed(Outcomes.startFailed(outcome));
            return;
        }
        WorkerServices.Key key = new WorkerServices.Key(bundle.getBundleId(), component);
        new Arrival(world, serial, key, bundle, new Arrival.Answer() {
                    @Override
                    public void arrived(ServiceReference<Worker<?>> reference, Worker<?> worker) {
                        ready(worker);
                    }

                    @Override
                    public void failed(ExitReason reason) {
                        Template.this.failed(reason);
                    }

                    @Override
                    public boolean mayWait(String what) {
                        missing = what;
                        waiters.forEach(waiter -> waiter.waiting(what));
                        return true;
                    }
                })
                .begin(spec.startDeadline());
    }

    private void ready(Worker<?> worker) {
        Traits traits = Traits.of(world.catalog().attributes(spec.id()));
        settings = settings.withBlocking(traits.blocking())
                .withInline(traits.inline())
                .withPoisonAfter(traits.poison())
                .withConfig(world.catalog().config(spec.id()))
                .withCheckpoints(traits.durable() ? world.checkpoints() : null)
                .withMeters(world.watchlist().metersFor(spec.guards()));
        WorkerCode made = new WorkerCode(worker, traits.schema());
        code = made;
        take().forEach(waiter -> waiter.ready(made));
    }

    private void failed(ExitReason reason) {
        take().forEach(waiter -> waiter.failed(reason));
    }

    private List<Waiter> take() {
        coming = false;
        missing = "";
        List<Waiter> told = List.copyOf(waiters);
        waiters.clear();
        return told;
    }
}
