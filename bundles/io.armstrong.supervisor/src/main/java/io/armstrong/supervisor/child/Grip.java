package io.armstrong.supervisor.child;

import io.armstrong.api.ExitReason;
import io.armstrong.api.spi.Holds;
import io.armstrong.api.worker.Worker;
import io.armstrong.process.Rehearsal;
import io.armstrong.process.Snapshot;
import io.armstrong.process.WorkerCode;
import io.armstrong.process.WorkerProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/** One child in the hand of an upgrade: its messages wait, its code can be exchanged (OTP S100 to S102). */
public final class Grip {
    /** How long calls of others may take to leave the old code. */
    private static final Duration LEAVE_LIMIT = Duration.ofSeconds(5);

    private final World world;
    private final BundleChild child;
    private final HandOver hand;
    private final Seat seat;
    /** Bundles that served before; calls of others may still be in there. */
    private final Set<Long> relieved = ConcurrentHashMap.newKeySet();
    /** Of the child's serial: gives workers back that were relieved. */
    private final List<Runnable> sweep = new ArrayList<>();

    /** Done when the worker that took over last has the place of the one before. */
    private volatile CompletionStage<Void> seated = CompletableFuture.completedStage(null);

    private volatile long heldAt;
    /** The thread that lends itself to the turns of a hold; null: none does. */
    private volatile @Nullable Thread holder;

    public Grip(World world, BundleChild child) {
        this.world = world;
        this.child = child;
        this.hand = child.hand();
        this.seat = child.seat();
    }

    public BundleChild child() {
        return child;
    }

    /** As {@link #hold}, on this thread where that is possible; so is {@link #relieve}, when it is asked on this thread again. */
    public CompletionStage<Holds.Held> holdHere(Duration limit) {
        holder = Thread.currentThread();
        return hold(limit);
    }

    private boolean here() {
        return holder == Thread.currentThread();
    }

    private void inOrder(Runnable task) {
        if (here()) child.serial().runHere(task);
        else child.serial().run(task);
    }

    /** Lets no further message in and completes with the state. */
    public CompletionStage<Holds.Held> hold(Duration limit) {
        hand.gripped(true);
        boolean durable = child.traits().durable();
        inOrder(hand::hold);
        heldAt = now();
        if (child.isPlain())
            return CompletableFuture.completedFuture(new Holds.Held(
                    child.id(), child.number(), durable, true, new Holds.Snapshot(0, Map.of()), List.of()));
        WorkerProcess process = child.process();
        CompletionStage<Snapshot> state = here() ? process.holdFastHere(limit) : process.holdFast(limit);
        boolean atOnce = state.toCompletableFuture().isDone();
        return state.thenApply(taken -> {
                    if (!atOnce) heldAt = now();
                    return new Holds.Held(
                            child.id(),
                            taken.incarnation(),
                            durable,
                            false,
                            new Holds.Snapshot(taken.schema(), taken.data()),
                            taken.unsteady());
                })
                .whenComplete((held, failure) -> {
                    if (failure != null) hand.gripped(false);
                });
    }

    /** Takes the old worker out. */
    public CompletionStage<Void> detach() {
        Bundle own = child.bundle();
        long bundleId = seat.bundleId() >= 0 || own == null ? seat.bundleId() : own.getBundleId();
        return bundleId < 0
                ? detached()
                : world.fronts().drain(bundleId, LEAVE_LIMIT).thenCompose(left -> detached());
    }

    private CompletionStage<Void> detached() {
        CompletableFuture<Void> out = new CompletableFuture<>();
        child.serial().run(() -> {
            boolean plain = child.isPlain();
            hand.begin();
            child.post().vacate();
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
            hand.await(limit, new Arrival.Answer() {
                @Override
                public void arrived(ServiceReference<Worker<?>> reference, Worker<?> worker) {
                    hand.adopt(reference, worker);
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
                        () -> child.post().nature().fit(child.id(), worker, state),
                        world.activation().threads())
                .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .thenCompose(data -> child.process().attach(code, data, limit))
                .thenAccept(done -> {});
    }

    /** The worker that a bundle offers for this child, ready to take over; the child goes on. */
    CompletionStage<StandIn> standIn(Bundle bundle, Duration limit) {
        CompletableFuture<StandIn> ready = new CompletableFuture<>();
        child.serial().run(() -> child.post().standIn(bundle, limit, ready));
        return ready;
    }

    /** Takes the old worker out and puts that one in. Its place is swept at the release. */
    CompletionStage<Void> relieve(StandIn by, Holds.Snapshot state, Duration limit) {
        WorkerCode code = by.code();
        CompletableFuture<Map<String, Object>> fitting = state.schema() == code.schema()
                ? CompletableFuture.completedFuture(state.data())
                : CompletableFuture.supplyAsync(
                        () -> by.nature().fit(child.id(), by.worker(), state),
                        world.activation().threads());
        inOrder(hand::begin);
        WorkerProcess process = child.process();
        CompletionStage<Long> exchanged = here() && fitting.isDone()
                ? fitting.thenCompose(data -> process.exchangeHere(code, data, limit))
                : process.detach().thenCompose(out -> fitting).thenCompose(data -> process.attach(code, data, limit));
        return exchanged.thenAccept(in -> {
            process.configure(by.settings());
            seat(by);
        });
    }

    /** The rest is done before anything else that concerns this child, at the latest once it is let go: nobody is held for it. */
    private void seat(StandIn by) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        seated = done;
        child.serial().postpone(() -> {
            try {
                long from = seat.bundleId();
                sweep.add(hand.relieve(by));
                if (from >= 0 && from != seat.bundleId()) relieved.add(from);
            } finally {
                done.complete(null);
            }
        });
    }

    /** Runs new code on a copy of a state, beside the child. Blocks: of a thread of its own. */
    Holds.Rehearsed rehearse(StandIn by, Holds.Snapshot state) throws Exception {
        Map<String, Object> data = by.nature().fit(child.id(), by.worker(), state);
        Rehearsal made = Rehearsal.of(child.process(), world.catalog().config(child.id()), by.code(), data);
        return new Holds.Rehearsed(
                child.id(), new Holds.Snapshot(by.nature().traits().schema(), made.data()), made.effects());
    }

    /** The twin goes in which the child may still run: then it exits with that reason. */
    void leave(Bundle going, ExitReason reason) {
        child.serial().run(() -> hand.leave(going, reason));
    }

    /** Gives a worker back that did not take over. */
    void dismiss(StandIn by) {
        child.serial().run(() -> {
            boolean runs = seat.seats(by);
            if (!runs && !by.seated()) world.workers().release(by.reference(), by.worker());
        });
    }

    private void swept() {
        List<Runnable> rest = new ArrayList<>(sweep);
        sweep.clear();
        if (!rest.isEmpty()) world.activation().threads().execute(() -> rest.forEach(Runnable::run));
    }

    /** What waited is handled now. Completes with the time from which on it is, or cannot be any more: then its exit is told. */
    public CompletionStage<Long> release() {
        if (child.isPlain()) return CompletableFuture.completedFuture(now());
        WorkerProcess process = child.process();
        return (here() ? process.releaseHere() : process.release()).exceptionally(gone -> now());
    }

    /** Since when messages wait: one that was busy was not held yet. */
    public long heldAt() {
        return heldAt;
    }

    private long now() {
        return world.system().clock().nanos();
    }

    /** What is left to do once it is released: calls of others pass again, and workers that were relieved are given back. */
    public void outOfHand() {
        child.serial().run(() -> {
            hand.end();
            swept();
        });
    }

    /** Done when calls of others have left the code that was relieved, within the limit: then it may be stopped. */
    public CompletionStage<Void> left() {
        return seated.thenCompose(done -> CompletableFuture.allOf(relieved.stream()
                .map(bundleId -> world.fronts().drain(bundleId, LEAVE_LIMIT).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new)));
    }

    /** The child exits with that reason and its supervisor decides. @param home as in {@link HandOver#drop} */
    public void drop(ExitReason reason, boolean home) {
        child.serial().run(() -> hand.drop(reason, home));
    }
}
