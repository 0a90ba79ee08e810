package io.armstrong.supervisor.child;

import io.armstrong.api.worker.Worker;
import io.armstrong.process.WorkerProcess;
import io.armstrong.supervisor.bundle.WorkerServices;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
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
    private @Nullable ServiceReference<Worker<?>> reference;
    private @Nullable Worker<?> worker;
    private volatile boolean waiting;

    /** @param running whether the child is up and in nobody's hand, so that an exchange is its own business */
    Seat(World world, Serial serial, WorkerProcess process, BooleanSupplier running) {
        this.world = world;
        this.serial = serial;
        this.process = process;
        this.running = running;
    }

    /** Whether the worker went away without its bundle: a service that it requires is missing. */
    boolean waiting() {
        return waiting;
    }

    /** From now on this is the worker. */
    void take(ServiceReference<Worker<?>> found, Worker<?> made) {
        reference = found;
        worker = made;
        waiting = false;
        world.workers().watch(WorkerServices.keyOf(found), this);
    }

    /** Gives the worker object back, so that nothing of ours keeps its class loader. */
    void empty() {
        ServiceReference<Worker<?>> held = reference;
        Worker<?> made = worker;
        reference = null;
        worker = null;
        waiting = false;
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
        waiting = false;
        process.replace(made);
        process.resume();
    }

    @Override
    public void disappeared(ServiceReference<Worker<?>> lost) {
        serial.run(() -> {
            if (!running.getAsBoolean() || !lost.equals(reference)) return;
            process.suspend();
            waiting = true;
            if (worker != null) world.workers().release(lost, worker);
            worker = null;
        });
    }
}
