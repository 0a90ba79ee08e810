package io.armstrong.upgrade;

import io.armstrong.api.spi.Holds;
import io.armstrong.api.spi.Understudies;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Holds, each of which is practised right before, on the thread that will have the children in its hand: what that runs has left the
 * processor's caches since the last upgrade, and nobody is held yet while it is fetched again. A hold in the turns of another executor is
 * not: who is in a change set would wait for it.
 */
final class PractisedHolds implements Holds, AutoCloseable {
    /** How long a stage is kept for the next hold: an upgrade has two, and to set one takes longer than to walk there. */
    private static final long KEPT_MILLIS = 1_000;

    private final Holds holds;
    private final Ground ground;
    private final Understudies understudies;
    /** That nobody is on. */
    private final AtomicReference<@Nullable Stage> idle = new AtomicReference<>();

    private volatile boolean over;

    PractisedHolds(Ground ground, Understudies understudies) {
        this.holds = ground.holds();
        this.ground = ground;
        this.understudies = understudies;
    }

    @Override
    public CompletionStage<Hold> hold(String childId, Duration deadline, Executor turns) {
        return turns instanceof HandThread hands && !over
                ? practised(hands).thenCompose(done -> holds.hold(childId, deadline, turns))
                : holds.hold(childId, deadline, turns);
    }

    /** Never fails: what goes wrong is told, and the hold is none the worse. */
    private CompletionStage<?> practised(HandThread hands) {
        return stage().thenCompose(stage -> stage.ready(hands)
                        .thenCompose(ready -> stage.walk(hands))
                        .whenComplete((walked, failure) -> leave(stage, failure == null)))
                .handle((walked, failure) -> {
                    if (failure != null) Practising.failed(ground, "a hold", failure);
                    return walked;
                });
    }

    private CompletionStage<Stage> stage() {
        Stage kept = idle.getAndSet(null);
        return kept == null ? Stage.set(ground, understudies) : CompletableFuture.completedStage(kept);
    }

    /** @param sound whether it can be used again */
    private void leave(Stage stage, boolean sound) {
        if (over || !sound || !idle.compareAndSet(null, stage)) {
            stage.close();
            return;
        }
        CompletableFuture.delayedExecutor(KEPT_MILLIS, TimeUnit.MILLISECONDS, ground.pool())
                .execute(() -> strike(stage));
        if (over) strike(stage);
    }

    /** Closes it unless somebody is on it: he leaves it again. */
    private void strike(Stage stage) {
        if (idle.compareAndSet(stage, null)) stage.close();
    }

    /** Practises no more. */
    @Override
    public void close() {
        over = true;
        Stage kept = idle.getAndSet(null);
        if (kept != null) kept.close();
    }

    @Override
    public CompletionStage<Hold> hold(String childId, Duration deadline) {
        return holds.hold(childId, deadline);
    }

    @Override
    public CompletionStage<Hold> holdDown(String childId, Duration deadline) {
        return holds.holdDown(childId, deadline);
    }

    @Override
    public void setAside(List<String> childIds) {
        holds.setAside(childIds);
    }

    @Override
    public CompletionStage<Relief> relief(String childId, long bundleId, Duration deadline) {
        return holds.relief(childId, bundleId, deadline);
    }
}
