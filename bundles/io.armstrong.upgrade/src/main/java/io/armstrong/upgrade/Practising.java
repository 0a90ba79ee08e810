package io.armstrong.upgrade;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.spi.Understudies;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Practises hand-overs once the children are up, on nobody's child, with the same hands as on any other: what is walked while children are
 * held is walked twice an upgrade, so without that the first hundred upgrades would run it in interpreted code, at twice the length.
 * It touches no bundle, no disk and no child, and ends by itself: the journal hears of nothing but its end.
 */
final class Practising implements AutoCloseable {
    /** Upgrades: so many until HotSpot's compilers are through with what they walk. Three to five seconds of a core's half. */
    static final int ROUNDS = 3_000;
    /** After each, 0.2 ms: whoever has work goes first. */
    private static final long REST_NANOS = 200_000;
    /** How long its end is waited for; a round takes a millisecond or two. */
    private static final long END_MILLIS = 1_000;

    /** What is warmed up by it, as the journal names it. */
    private static final String PRACTISED = "upgrade";

    /** No turn of a round is done elsewhere than on its own thread, unless that was left behind. */
    private static final Executor HERE = Runnable::run;

    private final Ground ground;
    private final Understudies understudies;
    private final int rounds;
    private final Thread thread = DisposableThread.of("upgrade-practice", this::run);
    private volatile boolean over;

    Practising(Ground ground, Understudies understudies, int rounds) {
        this.ground = ground;
        this.understudies = understudies;
        this.rounds = rounds;
    }

    /** Begins when every child is up or given up, at the latest after one step's limit. */
    void begin() {
        ground.supervision().settled(ground.limits().step()).whenComplete((tree, late) -> thread.start());
    }

    /** Ends it in the present round; when this returns nothing of it runs any more, unless it hangs. */
    @Override
    public void close() {
        over = true;
        thread.interrupt();
        try {
            thread.join(END_MILLIS);
        } catch (InterruptedException ordered) {
            Thread.currentThread().interrupt();
        }
    }

    void run() {
        try {
            long began = ground.nanos().getAsLong();
            if (practise() == rounds) tell(Duration.ofNanos(ground.nanos().getAsLong() - began));
        } catch (InterruptedException ordered) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            failed("an upgrade", e);
        }
    }

    /** @return how many upgrades were practised until the end or {@link #close} */
    int practise() throws InterruptedException, ExecutionException, TimeoutException {
        if (over) return 0;
        HandThread hands = new HandThread("practice of upgrades", HERE);
        try (Stage stage = stage()) {
            done(stage.ready(hands));
            int round = 0;
            for (; round < rounds && !over; round++) {
                done(stage.walk(hands));
                LockSupport.parkNanos(REST_NANOS);
            }
            return round;
        } finally {
            hands.close();
        }
    }

    /** One that nobody waits for any more is closed as soon as it is set. */
    private Stage stage() throws InterruptedException, ExecutionException, TimeoutException {
        CompletionStage<Stage> coming = Stage.set(ground, understudies);
        try {
            return done(coming);
        } catch (InterruptedException | TimeoutException e) {
            coming.thenAccept(Stage::close);
            throw e;
        }
    }

    private static <T> T done(CompletionStage<T> step)
            throws InterruptedException, ExecutionException, TimeoutException {
        return step.toCompletableFuture().get(Stage.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tell(Duration took) {
        ground.journal().record(new ArmstrongEvent.WarmedUp(PRACTISED, took));
    }

    private void failed(String where, Throwable thrown) {
        failed(ground, where, thrown);
    }

    /** Tells that a practice failed: nobody is waiting for it. */
    static void failed(Ground ground, String where, Throwable thrown) {
        ground.journal()
                .record(new ArmstrongEvent.AlarmSet(
                        "upgrade",
                        "practice",
                        "hand-overs could not be practised: " + where + ": " + thrown,
                        "a bug of ours, please report it; upgrades work all the same"));
    }
}
