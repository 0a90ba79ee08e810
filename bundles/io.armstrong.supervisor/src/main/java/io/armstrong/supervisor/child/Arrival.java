package io.armstrong.supervisor.child;

import io.armstrong.api.ExitReason;
import io.armstrong.api.worker.Worker;
import io.armstrong.process.Timers;
import io.armstrong.supervisor.bundle.Components;
import io.armstrong.supervisor.bundle.WorkerServices;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/**
 * Waits for the worker of a bundle that was started: its service has to appear and its component to be activated, both
 * within one deadline. Where a service is missing that its component requires, it may wait as long as that takes; the
 * deadline then begins when the worker appears. One wait, one answer; all of it on the serial of its child.
 */
final class Arrival implements WorkerServices.Watcher {
    private final World world;
    private final Serial serial;
    private final WorkerServices.Key key;
    private final Bundle bundle;
    private final Answer answer;
    private Duration limit = Duration.ZERO;
    /** Of the deadline; null while it may take as long as it takes. */
    private Timers.@Nullable Timer timer;

    private @Nullable Lookout lookout;
    private @Nullable Future<?> activating;
    private boolean over;
    private boolean cancelled;

    /** What came of it. */
    interface Answer {
        /** The worker, fit to be used. */
        void arrived(ServiceReference<Worker<?>> reference, Worker<?> worker);

        /** It did not come, or is not fit. */
        void failed(ExitReason reason);

        /**
         * Something that its component requires is not there. Told again when that changes.
         *
         * @return whether that may take as long as it takes
         */
        default boolean mayWait(String missing) {
            return false;
        }
    }

    Arrival(World world, Serial serial, WorkerServices.Key key, Bundle bundle, Answer answer) {
        this.world = world;
        this.serial = serial;
        this.key = key;
        this.bundle = bundle;
        this.answer = answer;
    }

    /** Begins to wait. It may be over at once. */
    void begin(Duration within) {
        limit = within;
        arm();
        ServiceReference<Worker<?>> there = world.workers().watch(key, this);
        if (there == null) look();
        else came(there);
    }

    private void arm() {
        timer = world.system().timers().after(limit.toNanos(), () -> serial.run(this::late));
    }

    private void disarm() {
        if (timer != null) timer.cancel();
        timer = null;
    }

    private void look() {
        if (over || activating != null) return;
        Lookout looks = new Lookout(world, serial, bundle, key.component(), absence -> {
            if (answer.mayWait(absence.why())) disarm();
        });
        lookout = looks;
        looks.begin();
    }

    private void lookNoMore() {
        if (lookout != null) lookout.end();
        lookout = null;
    }

    /** Waits no longer and answers nobody. */
    void cancel() {
        cancelled = true;
        if (activating != null) activating.cancel(true); // else its bundle could not be stopped
        end();
    }

    @Override
    public void appeared(ServiceReference<Worker<?>> reference) {
        serial.run(() -> came(reference));
    }

    private void came(ServiceReference<Worker<?>> reference) {
        if (over || activating != null) return;
        lookNoMore();
        if (WorkerServices.made(reference)) {
            activated(reference, world.activation().get(reference));
            return;
        }
        if (timer == null) arm();
        Consumer<@Nullable Worker<?>> done = worker -> serial.run(() -> activated(reference, worker));
        activating = world.activation().begin(reference, done);
    }

    @Override
    public void disappeared(ServiceReference<Worker<?>> reference) {
        serial.run(() -> {
            activating = null;
            look();
        });
    }

    private void activated(ServiceReference<Worker<?>> reference, @Nullable Worker<?> worker) {
        if (over) {
            if (worker != null) world.workers().release(reference, worker);
            return;
        }
        if (worker == null) {
            if (activating != null)
                absent(absence -> answer.failed(Outcomes.activation(
                        "worker " + key.component() + " could not be activated: " + absence.why(), absence.trace())));
            return; // else it went away meanwhile, and is waited for again
        }
        end();
        String field = mutableField(reference, worker);
        if (field == null) {
            answer.arrived(reference, worker);
        } else {
            world.workers().release(reference, worker);
            answer.failed(Outcomes.activation(
                    "worker " + key.component() + " has the mutable field " + field
                            + ": make it final, put it into the state, or make the component prototype-scoped",
                    List.of()));
        }
    }

    private void late() {
        if (over) return;
        boolean began = activating != null;
        Future<?> pending = activating;
        if (pending != null) pending.cancel(true);
        String late = "no worker " + key.component() + " within " + limit.toMillis() + " ms: ";
        if (began) {
            end();
            answer.failed(Outcomes.deadline(late + "its activation hangs"));
        } else {
            absent(absence -> answer.failed(Outcomes.deadline(late + absence.why())));
        }
    }

    /** The end: why the worker is not there is asked where asking may block. */
    private void absent(Consumer<Components.Absence> told) {
        end();
        world.activation().threads().execute(() -> {
            Components.Absence absence = world.components().absence(bundle, key.component());
            serial.run(() -> {
                if (!cancelled) told.accept(absence);
            });
        });
    }

    private void end() {
        over = true;
        world.workers().unwatch(key);
        disarm();
        lookNoMore();
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
