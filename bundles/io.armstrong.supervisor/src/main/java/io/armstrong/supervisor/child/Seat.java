package io.armstrong.supervisor.child;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.worker.Worker;
import io.armstrong.process.WorkerProcess;
import io.armstrong.process.WorkerSettings;
import io.armstrong.supervisor.bundle.WorkerServices;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/**
 * The worker object that a child runs at this moment, and its service.
 *
 * <p>Declarative Services may exchange the component under a running child: then the callback object is swapped between two
 * messages and the state stays; while it is gone, messages wait (design section 5). Of the child's serial.
 */
final class Seat implements WorkerServices.Watcher {
    private final World world;
    private final Serial serial;
    private final WorkerProcess process;
    private final BooleanSupplier running;
    private final LongPredicate gone;
    private volatile @Nullable ServiceReference<Worker<?>> reference;
    private @Nullable Worker<?> worker;
    private volatile String missing = "";
    private @Nullable Lookout lookout;

    /**
     * @param running whether the child is up and in nobody's hand, so that an exchange is its own business
     * @param gone told of the bundle of a worker that went away; true: nobody waits for another one from there
     */
    Seat(World world, Serial serial, WorkerProcess process, BooleanSupplier running, LongPredicate gone) {
        this.world = world;
        this.serial = serial;
        this.process = process;
        this.running = running;
        this.gone = gone;
    }

    /** What the component requires since its worker went away without its bundle; empty while the worker is there. */
    String missing() {
        return missing;
    }

    /** From now on this is the worker. */
    void take(ServiceReference<Worker<?>> found, Worker<?> made) {
        reference = found;
        worker = made;
        complete();
        ServiceReference<Worker<?>> there = world.workers().watch(WorkerServices.keyOf(found), this);
        if (there != null && !there.equals(found)) appeared(there);
    }

    /** Who sits there, if its service comes from that bundle. */
    @Nullable
    StandIn from(long bundleId, Nature nature, WorkerSettings settings) {
        ServiceReference<Worker<?>> held = reference;
        Worker<?> made = worker;
        if (held == null || made == null || WorkerServices.keyOf(held).bundleId() != bundleId) return null;
        return new StandIn(held, made, nature, settings, true);
    }

    /** Whether that worker sits there. */
    boolean seats(StandIn by) {
        return worker == by.worker() && by.reference().equals(reference);
    }

    /** From now on this is the worker; the one before is given back when the returned task is run. */
    Runnable exchange(StandIn next) {
        ServiceReference<Worker<?>> held = reference;
        Worker<?> made = worker;
        if (next.reference().equals(held)) return () -> {};
        if (held != null) world.workers().unwatch(WorkerServices.keyOf(held));
        take(next.reference(), next.worker());
        return () -> {
            if (held != null && made != null) world.workers().release(held, made);
        };
    }

    /** The bundle whose worker sits there; -1 while nobody does. */
    long bundleId() {
        ServiceReference<Worker<?>> held = reference;
        return held == null ? -1 : WorkerServices.keyOf(held).bundleId();
    }

    /** The version of the bundle whose worker sits there; empty while nobody does. */
    String version() {
        ServiceReference<Worker<?>> held = reference;
        Bundle bundle = held == null ? null : held.getBundle();
        return bundle == null ? "" : bundle.getVersion().toString();
    }

    /** Gives the worker object back, so that nothing of ours keeps its class loader. */
    void empty() {
        ServiceReference<Worker<?>> held = reference;
        Worker<?> made = worker;
        reference = null;
        worker = null;
        complete();
        process.install(null);
        if (held == null) return;
        world.workers().unwatch(WorkerServices.keyOf(held));
        if (made != null) world.workers().release(held, made);
    }

    @Override
    public void appeared(ServiceReference<Worker<?>> found) {
        serial.run(() -> {
            if (!running.getAsBoolean() || found.equals(reference)) return;
            world.activation().begin(found, made -> serial.run(() -> swapped(found, made)));
        });
    }

    private void swapped(ServiceReference<Worker<?>> found, @Nullable Worker<?> made) {
        if (made == null) return;
        if (!running.getAsBoolean()) {
            world.workers().release(found, made);
            return;
        }
        reference = found;
        worker = made;
        complete();
        process.replace(made);
        process.resume();
    }

    @Override
    public void disappeared(ServiceReference<Worker<?>> lost) {
        serial.run(() -> {
            if (!running.getAsBoolean() || !lost.equals(reference)) return;
            if (gone.test(WorkerServices.keyOf(lost).bundleId())) return;
            process.suspend();
            missing = "a service that its component requires is missing";
            if (worker != null) world.workers().release(lost, worker);
            worker = null;
            look(WorkerServices.keyOf(lost));
        });
    }

    private void look(WorkerServices.Key key) {
        Bundle bundle = world.bundles().find(key.bundleId()).orElse(null);
        if (bundle == null) return;
        Lookout looks = new Lookout(world, serial, bundle, key.component(), absence -> told(absence.why()));
        lookout = looks;
        looks.begin();
    }

    private void told(String what) {
        missing = what;
        world.events().accept(new ArmstrongEvent.StatusChanged(process.id(), ChildStatus.WAITING, what));
    }

    private void complete() {
        missing = "";
        if (lookout != null) lookout.end();
        lookout = null;
    }
}
