package io.armstrong.upgrade;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.spi.Journal;
import io.armstrong.process.ProcessSystem;
import io.armstrong.process.WorkerCode;
import io.armstrong.process.WorkerExit;
import io.armstrong.process.WorkerListener;
import io.armstrong.process.WorkerProcess;
import io.armstrong.process.WorkerSettings;
import io.armstrong.upgrade.UnderstudyHolds.OwnMigrations;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Practises hand-overs once the children are up, on nobody's child, in a process system of its own: what is walked while children are
 * held is walked twice an upgrade, so without that the first hundred upgrades would run it in interpreted code, at twice the length.
 * It touches no bundle, no disk, no journal and no child, and ends by itself.
 */
final class Practising implements AutoCloseable {
    /** Upgrades: so many until HotSpot's compilers are through with what they walk. Some two seconds of a core's half. */
    static final int ROUNDS = 3_000;
    /** After each, 0.2 ms: whoever has work goes first. */
    private static final long REST_NANOS = 200_000;

    private static final Duration ROUND_LIMIT = Duration.ofMinutes(1);
    private static final Limits UNHURRIED =
            new Limits(ROUND_LIMIT, ROUND_LIMIT, ROUND_LIMIT, Limits.DEFAULT.state(), Duration.ZERO, 0);
    /** No turn of a round is done elsewhere than on its own thread, unless that was left behind. */
    private static final Executor HERE = Runnable::run;

    private final Ground ground;
    private final int rounds;
    private final Thread thread = DisposableThread.of("upgrade-practice", this::run);
    private volatile boolean over;

    Practising(Ground ground, int rounds) {
        this.ground = ground;
        this.rounds = rounds;
    }

    /** Begins when every child is up or given up, at the latest after one step's limit. */
    void begin() {
        ground.supervision().settled(ground.limits().step()).whenComplete((tree, late) -> thread.start());
    }

    /** Ends it after the present round. */
    @Override
    public void close() {
        over = true;
        thread.interrupt();
    }

    void run() {
        try {
            practise();
        } catch (InterruptedException ordered) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            failed("an upgrade", e);
        }
    }

    /** @return how many upgrades were practised until the end or {@link #close} */
    int practise() throws InterruptedException, ExecutionException, TimeoutException {
        if (over) return 0;
        try (ProcessSystem system = ProcessSystem.start(this::failed)) {
            return practised(new UnderstudyHolds(understudy(system)));
        }
    }

    private int practised(UnderstudyHolds holds) throws InterruptedException, ExecutionException, TimeoutException {
        Ground own = ground(holds);
        UpgradeLog log = new UpgradeLog(ground.store());
        HandThread hands = new HandThread("practice of upgrades", HERE);
        try {
            done(hands.call("practice", ROUND_LIMIT, () -> hands.keep(UnderstudyHolds.NO_BUNDLE, new OwnMigrations()))
                    .toCompletableFuture());
            int round = 0;
            for (; round < rounds && !over; round++) {
                boolean up = round % 2 == 0;
                WorkerCode from = up ? Understudy.OLD : Understudy.NEW;
                WorkerCode to = up ? Understudy.NEW : Understudy.OLD;
                done(hands.call("practice", ROUND_LIMIT, () -> new Practice(own, log, hands, from, to).begin())
                        .thenCompose(walked -> walked)
                        .toCompletableFuture());
                LockSupport.parkNanos(REST_NANOS);
            }
            return round;
        } finally {
            hands.close();
        }
    }

    private static void done(CompletableFuture<?> step)
            throws InterruptedException, ExecutionException, TimeoutException {
        step.get(ROUND_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static WorkerProcess understudy(ProcessSystem system)
            throws InterruptedException, ExecutionException, TimeoutException {
        WorkerProcess process = new WorkerProcess(Understudy.ID, WorkerSettings.of(system), null);
        process.install(Understudy.OLD);
        Started started = new Started(new CompletableFuture<>());
        process.start(1, started);
        done(started.up());
        return process;
    }

    /** The real ground but for the child, the journal and the patience. What else there is on it no step of a hand-over touches. */
    private Ground ground(UnderstudyHolds holds) {
        return new Ground(
                ground.supervision(),
                holds,
                ground.lifecycle(),
                ground.store(),
                new Unheard(),
                ground.bundles(),
                ground.hides(),
                ground.leaks(),
                HERE,
                ground.nanos(),
                ground.wall(),
                UNHURRIED);
    }

    private void failed(String where, Throwable thrown) {
        ground.journal()
                .record(new ArmstrongEvent.AlarmSet(
                        "upgrade",
                        "practice",
                        "hand-overs could not be practised: " + where + ": " + thrown,
                        "a bug of ours, please report it; upgrades work all the same"));
    }

    /** Hears when it is up. */
    private record Started(CompletableFuture<Void> up) implements WorkerListener {
        @Override
        public void started(WorkerProcess process, long incarnation) {
            up.complete(null);
        }

        @Override
        public void startFailed(WorkerProcess process, WorkerExit exit) {
            up.completeExceptionally(new IllegalStateException(exit.reason().text()));
        }

        @Override
        public void exited(WorkerProcess process, WorkerExit exit) {
            throw new IllegalStateException("it exited: " + exit.reason().text());
        }
    }

    /** Steps that are only practised are no events. */
    private static final class Unheard implements Journal {
        @Override
        public void record(ArmstrongEvent event) {
            // nobody is to read that
        }

        @Override
        public List<Entry> entries(String child, int limit) {
            return List.of();
        }
    }
}
