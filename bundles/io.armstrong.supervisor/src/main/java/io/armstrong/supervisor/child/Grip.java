package io.armstrong.supervisor.child;

import io.armstrong.api.ExitReason;
import io.armstrong.api.spi.Holds;
import io.armstrong.api.worker.Worker;
import io.armstrong.process.WorkerCode;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/** One child in the hand of an upgrade: its messages wait, its code can be exchanged (OTP S100 to S102). */
public final class Grip {
    /** How long calls of others may take to leave the old code. */
    private static final Duration LEAVE_LIMIT = Duration.ofSeconds(5);

    private final World world;
    private final BundleChild child;

    public Grip(World world, BundleChild child) {
        this.world = world;
        this.child = child;
    }

    public BundleChild child() {
        return child;
    }

    /** Lets no further message in and completes with the state. */
    public CompletionStage<Holds.Held> hold(Duration limit) {
        child.gripped(true);
        boolean durable = child.traits().durable();
        child.serial().run(child::held);
        if (child.isPlain())
            return CompletableFuture.completedFuture(
                    new Holds.Held(child.id(), child.number(), durable, true, new Holds.Snapshot(0, Map.of())));
        return child.process()
                .holdFast(limit)
                .thenApply(taken -> new Holds.Held(
                        child.id(),
                        taken.incarnation(),
                        durable,
                        false,
                        new Holds.Snapshot(taken.schema(), taken.data())))
                .whenComplete((held, failure) -> {
                    if (failure != null) child.gripped(false);
                });
    }

    /** Takes the old worker out. */
    public CompletionStage<Void> detach() {
        Bundle bundle = child.bundle();
        return bundle == null
                ? detached()
                : world.fronts().drain(bundle.getBundleId(), LEAVE_LIMIT).thenCompose(left -> detached());
    }

    private CompletionStage<Void> detached() {
        CompletableFuture<Void> out = new CompletableFuture<>();
        child.serial().run(() -> {
            boolean plain = child.isPlain();
            child.takenInHand();
            CompletionStage<?> detached = plain
                    ? CompletableFuture.completedFuture(null)
                    : child.process().detach();
            detached.whenComplete((nothing, failure) -> {
                if (failure == null) out.complete(null);
                else out.completeExceptionally(failure);
            });
        });
        return out;
    }

    /** Puts the worker of the bundle as it is now in, with that state. */
    public CompletionStage<Void> attach(Holds.Snapshot state, Duration limit) {
        CompletableFuture<Void> in = new CompletableFuture<>();
        child.serial().run(() -> {
            if (child.isPlain() && state.schema() == 0) {
                in.complete(null);
                return;
            }
            child.awaitAgain(limit, new Arrival.Answer() {
                @Override
                public void arrived(ServiceReference<Worker<?>> reference, Worker<?> worker) {
                    child.adopted(reference, worker);
                    put(worker, state, limit).whenComplete((nothing, failure) -> {
                        if (failure == null) in.complete(null);
                        else in.completeExceptionally(failure);
                    });
                }

                @Override
                public void failed(ExitReason reason) {
                    in.completeExceptionally(new IllegalStateException(reason.text()));
                }
            });
        });
        return in;
    }

    private CompletionStage<Void> put(Worker<?> worker, Holds.Snapshot state, Duration limit) {
        WorkerCode code = new WorkerCode(worker, child.traits().schema());
        return CompletableFuture.supplyAsync(
                        () -> fit(worker, state), world.activation().threads())
                .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .thenCompose(data -> child.process().attach(code, data, limit))
                .thenAccept(done -> {});
    }

    /** The state in the worker's own schema: the worker's {@code upgradeState} is asked for the last step, where it declares one. */
    private Map<String, Object> fit(Worker<?> worker, Holds.Snapshot state) {
        int wanted = child.traits().schema();
        if (state.schema() == wanted) return state.data();
        if (state.schema() == child.traits().upgradesFrom()) return worker.upgradeState(state.schema(), state.data());
        throw new CompletionException(new IllegalStateException(
                "no migration of " + child.id() + " from schema " + state.schema() + " to " + wanted));
    }

    /** What waited is handled now. */
    public CompletionStage<Void> release() {
        child.serial().run(child::outOfHand);
        return child.isPlain()
                ? CompletableFuture.completedFuture(null)
                : child.process().release().thenAccept(done -> {});
    }

    /** The child exits with that reason and its supervisor decides. */
    public void drop(ExitReason reason) {
        child.serial().run(() -> child.dropped(reason));
    }
}
