package io.armstrong.upgrade;

import io.armstrong.api.spi.Holds;
import io.armstrong.api.spi.Understudies;
import io.armstrong.api.worker.Worker;
import io.armstrong.process.ProcessSystem;
import io.armstrong.process.WorkerCode;
import io.armstrong.process.WorkerExit;
import io.armstrong.process.WorkerListener;
import io.armstrong.process.WorkerProcess;
import io.armstrong.process.WorkerSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Understudies without a supervisor: a real process each, and the orders that a supervisor would give it. */
final class FakeUnderstudies implements Understudies {
    /** How many there were. */
    volatile int made;
    /** How many of them live. */
    volatile int alive;

    @Override
    public CompletionStage<Understudy> understudy(String id, Worker<?> worker, int schema) {
        ProcessSystem system = ProcessSystem.start((where, thrown) -> {
            throw new AssertionError(where, thrown);
        });
        WorkerProcess process = new WorkerProcess(id, WorkerSettings.of(system), null);
        process.install(new WorkerCode(worker, schema));
        Started started = new Started(new CompletableFuture<>());
        process.start(1, started);
        alive++;
        made++;
        return started.up().thenApply(up -> new One(this, system, process));
    }

    private record One(FakeUnderstudies all, ProcessSystem system, WorkerProcess process) implements Understudy {
        @Override
        public Holds holds() {
            return new HoldsOfOne(process);
        }

        @Override
        public long bundleId() {
            return HoldsOfOne.BUNDLE;
        }

        @Override
        public Holds.Relief relief(Worker<?> worker, int schema) {
            return new StandingBy(new WorkerCode(worker, schema));
        }

        @Override
        public void close() {
            system.close();
            all.alive--;
        }
    }

    private record HoldsOfOne(WorkerProcess process) implements Holds {
        static final long BUNDLE = 3;

        @Override
        public CompletionStage<Hold> hold(String childId, Duration deadline, Executor turns) {
            return process.holdFastHere(deadline).thenApply(taken -> new InHand(process, taken));
        }

        @Override
        public CompletionStage<Hold> hold(String childId, Duration deadline) {
            throw new AssertionError("it is held on the thread of the hand-overs");
        }

        @Override
        public CompletionStage<Hold> holdDown(String childId, Duration deadline) {
            throw new AssertionError("it is always up");
        }

        @Override
        public void setAside(List<String> childIds) {
            throw new AssertionError("nothing of it boots");
        }

        @Override
        public CompletionStage<Relief> relief(String childId, long bundleId, Duration deadline) {
            throw new AssertionError("who relieves it stands by already");
        }
    }

    private record StandingBy(WorkerCode code) implements Holds.Relief {
        @Override
        public CompletionStage<List<Holds.Rehearsed>> rehearse(Map<String, Holds.Snapshot> states, Duration deadline) {
            throw new AssertionError("all of it is rehearsal");
        }

        @Override
        public void leave(String cause) {
            throw new AssertionError("it has no twin");
        }

        @Override
        public void dismiss() {
            throw new AssertionError("it stands by again and again");
        }
    }

    private record InHand(WorkerProcess process, List<Holds.Held> children) implements Holds.Hold {
        private InHand(WorkerProcess process, io.armstrong.process.Snapshot taken) {
            this(
                    process,
                    List.of(new Holds.Held(
                            process.id(),
                            taken.incarnation(),
                            false,
                            false,
                            new Holds.Snapshot(taken.schema(), taken.data()),
                            taken.unsteady())));
        }

        @Override
        public long bundleId() {
            return HoldsOfOne.BUNDLE;
        }

        @Override
        public long heldNanos() {
            return 0;
        }

        @Override
        public CompletionStage<Void> detach() {
            throw new AssertionError("it is exchanged in one");
        }

        @Override
        public CompletionStage<Void> attach(Map<String, Holds.Snapshot> states, Duration deadline) {
            throw new AssertionError("it is exchanged in one");
        }

        @Override
        public CompletionStage<Void> relieve(
                Holds.Relief relief, Map<String, Holds.Snapshot> states, Duration deadline) {
            WorkerCode next = ((StandingBy) relief).code();
            Holds.Snapshot state =
                    states.getOrDefault(process.id(), children.get(0).snapshot());
            return process.exchangeHere(next, state.data(), deadline).thenAccept(in -> {});
        }

        @Override
        public CompletionStage<Void> release() {
            return process.releaseHere().thenAccept(at -> {});
        }

        @Override
        public void abandon(String cause) {
            throw new AssertionError("the understudy is given up: " + cause);
        }
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
}
