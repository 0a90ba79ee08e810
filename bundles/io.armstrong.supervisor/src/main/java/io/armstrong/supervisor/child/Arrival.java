package io.armstrong.supervisor.child;

import io.armstrong.api.ExitReason;
import io.armstrong.api.worker.Worker;
import io.armstrong.process.Timers;
import io.armstrong.supervisor.bundle.WorkerServices;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/**
 * Waits for the worker of a bundle that was started: its service has to appear and its component to be activated, both
 * within one deadline. One wait, one answer; all of it on the serial of its child.
 */
final class Arrival implements WorkerServices.Watcher {
    private final World world;
    private final Serial serial;
    private final WorkerServices.Key key;
    private final Bundle bundle;
    private final Answer answer;
    private Timers.@Nullable Timer timer;
    private @Nullable Future<?> activating;
    private boolean over;

    /** What came of it. */
    interface Answer {
        /** The worker, fit to be used. */
        void arrived(ServiceReference<Worker<?>> reference, Worker<?> worker);

        /** It did not come, or is not fit. */
        void failed(ExitReason reason);
    }

    Arrival(World world, Serial serial, WorkerServices.Key key, Bundle bundle, Answer answer) {
        this.world = world;
        this.serial = serial;
        this.key = key;
        this.bundle = bundle;
        this.answer = answer;
    }

    /** Begins to wait. */
    void begin(Duration limit) {
        timer = world.system().timers().after(limit.toNanos(), () -> serial.run(() -> late(limit)));
        world.workers().watch(key, this);
    }

    /** Waits no longer and answers nobody. */
    void cancel() {
        end();
    }

    @Override
    public void appeared(ServiceReference<Worker<?>> reference) {
        serial.run(() -> {
            if (over || activating != null) return;
            Consumer<@Nullable Worker<?>> done = worker -> serial.run(() -> activated(reference, worker));
            activating = world.activation().begin(reference, done);
        });
    }

    @Override
    public void disappeared(ServiceReference<Worker<?>> reference) {
        serial.run(() -> activating = null);
    }

    private void activated(ServiceReference<Worker<?>> reference, @Nullable Worker<?> worker) {
        if (over) {
            if (worker != null) world.workers().release(reference, worker);
            return;
        }
        end();
        if (worker == null) {
            String why = world.components().whyAbsent(bundle, key.component());
            answer.failed(Outcomes.activation("worker " + key.component() + " could not be activated: " + why));
            return;
        }
        String field = mutableField(reference, worker);
        if (field == null) {
            answer.arrived(reference, worker);
        } else {
            world.workers().release(reference, worker);
            answer.failed(Outcomes.activation("worker " + key.component() + " has the mutable field " + field
                    + ": make it final, put it into the state, or make the component prototype-scoped"));
        }
    }

    private void late(Duration limit) {
        if (over) return;
        boolean began = activating != null;
        Future<?> pending = activating;
        end();
        if (pending != null) pending.cancel(true);
        answer.failed(Outcomes.deadline("no worker " + key.component() + " within " + limit.toMillis() + " ms: "
                + (began ? "its activation hangs" : world.components().whyAbsent(bundle, key.component()))));
    }

    private void end() {
        over = true;
        world.workers().unwatch(key);
        if (timer != null) timer.cancel();
    }

    /** The first field of a singleton worker that may change and that nobody injects; null when there is none. */
    private @Nullable String mutableField(ServiceReference<?> reference, Worker<?> worker) {
        if (Constants.SCOPE_PROTOTYPE.equals(reference.getProperty(Constants.SERVICE_SCOPE))) return null;
        Set<String> injected = null;
        for (Field field : worker.getClass().getDeclaredFields()) {
            int modifiers = field.getModifiers();
            if (Modifier.isFinal(modifiers) || Modifier.isStatic(modifiers) || field.isSynthetic()) continue;
            if (injected == null) injected = world.components().injectedFields(bundle, key.component());
            if (!injected.contains(field.getName())) return field.getName();
        }
        return null;
    }
}
