package io.armstrong.supervisor.child;

import io.armstrong.api.CrashCause;
import io.armstrong.api.ExitReason;
import io.armstrong.api.spi.Holds;
import io.armstrong.api.spi.Holds.Rehearsed;
import io.armstrong.api.spi.Holds.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;

/** The workers of one bundle that stand by for the children of another, or of their own. */
public final class ReliefOfBundle implements Holds.Relief {
    private final List<Grip> grips;
    private final Bundle bundle;
    private final Executor threads;
    private final Map<String, StandIn> ready = new ConcurrentHashMap<>();

    private ReliefOfBundle(World world, List<Grip> grips, Bundle bundle) {
        this.grips = grips;
        this.bundle = bundle;
        this.threads = world.activation().threads();
    }

    /** Of one who stands by already. @param bundle that the child lives in */
    static ReliefOfBundle of(World world, Grip grip, Bundle bundle, StandIn by) {
        ReliefOfBundle relief = new ReliefOfBundle(world, List.of(grip), bundle);
        relief.ready.put(grip.child().id(), by);
        return relief;
    }

    /** Gets the workers. @return fails when one does not come; the others are given back then */
    public static CompletionStage<Holds.Relief> get(World world, List<Grip> grips, Bundle bundle, Duration deadline) {
        ReliefOfBundle relief = new ReliefOfBundle(world, grips, bundle);
        CompletableFuture<?>[] coming = grips.stream()
                .map(grip -> grip.standIn(bundle, deadline)
                        .thenAccept(by -> relief.ready.put(grip.child().id(), by))
                        .toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(coming)
                .<Holds.Relief>thenApply(all -> relief)
                .whenComplete((all, failure) -> {
                    if (failure != null) relief.dismiss();
                });
    }

    /** Puts them in. */
    public CompletionStage<Void> relieve(List<Grip> held, Map<String, Snapshot> states, Duration deadline) {
        // No stream: this is passed too seldom to be compiled, and somebody is held.
        CompletableFuture<?>[] going = new CompletableFuture<?>[held.size()];
        int at = 0;
        for (Grip grip : held)
            going[at++] = grip.relieve(of(grip), state(states, grip), deadline).toCompletableFuture();
        return CompletableFuture.allOf(going);
    }

    @Override
    public CompletionStage<List<Rehearsed>> rehearse(Map<String, Snapshot> states, Duration deadline) {
        return CompletableFuture.supplyAsync(
                        () -> grips.stream()
                                .map(grip -> rehearsed(grip, states))
                                .toList(),
                        threads)
                .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Rehearsed rehearsed(Grip grip, Map<String, Snapshot> states) {
        try {
            return grip.rehearse(of(grip), state(states, grip));
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }

    private StandIn of(Grip grip) {
        StandIn by = ready.get(grip.child().id());
        if (by == null)
            throw new IllegalStateException(
                    "nobody stands by for " + grip.child().id());
        return by;
    }

    private static Snapshot state(Map<String, Snapshot> states, Grip grip) {
        return states.getOrDefault(grip.child().id(), new Snapshot(0, Map.of()));
    }

    @Override
    public void leave(String cause) {
        ExitReason reason = new ExitReason.Crashed(CrashCause.START, cause, List.of());
        for (Grip grip : grips) grip.leave(bundle, reason);
    }

    @Override
    public void dismiss() {
        for (Grip grip : grips) {
            StandIn by = ready.remove(grip.child().id());
            if (by != null) grip.dismiss(by);
        }
    }
}
