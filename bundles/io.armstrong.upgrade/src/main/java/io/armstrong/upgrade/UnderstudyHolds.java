package io.armstrong.upgrade;

import io.armstrong.api.spi.Holds;
import io.armstrong.api.upgrade.StateMigration;
import io.armstrong.process.WorkerCode;
import io.armstrong.process.WorkerProcess;
import io.armstrong.upgrade.RunningBundles.Migrations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Takes the {@link Understudy} in the hand as a supervisor would a child: the same orders to a process of the same kind. */
record UnderstudyHolds(WorkerProcess process) implements Holds {
    /** Where it lives: in no bundle. */
    static final long NO_BUNDLE = -1;

    @Override
    public CompletionStage<Hold> hold(String childId, Duration deadline, Executor turns) {
        return process.holdFastHere(deadline).thenApply(taken -> new InHand(process, taken));
    }

    @Override
    public CompletionStage<Hold> hold(String childId, Duration deadline) {
        return hold(childId, deadline, Runnable::run);
    }

    @Override
    public CompletionStage<Hold> holdDown(String childId, Duration deadline) {
        throw new UnsupportedOperationException("it is always up");
    }

    @Override
    public void setAside(List<String> childIds) {
        throw new UnsupportedOperationException("nothing of it boots");
    }

    @Override
    public CompletionStage<Relief> relief(String childId, long bundleId, Duration deadline) {
        throw new UnsupportedOperationException("who relieves it stands by already");
    }

    /** Code that stands by. */
    record StandingBy(WorkerCode code) implements Relief {
        @Override
        public CompletionStage<List<Rehearsed>> rehearse(Map<String, Snapshot> states, Duration deadline) {
            throw new UnsupportedOperationException("all of it is rehearsal");
        }

        @Override
        public void leave(String cause) {
            throw new UnsupportedOperationException("it has no twin");
        }

        @Override
        public void dismiss() {
            throw new UnsupportedOperationException("it stands by again and again");
        }
    }

    /** The migrations that its bundle would register. */
    static final class OwnMigrations implements Migrations {
        private final StateMigration noting = new Understudy.Noting();

        @Override
        public StateMigration of(String className) {
            return noting;
        }

        @Override
        public boolean offers(Set<String> classNames) {
            return true;
        }

        @Override
        public void close() {
            // nothing is in use
        }
    }

    private record InHand(WorkerProcess process, List<Held> children) implements Hold {
        private InHand(WorkerProcess process, io.armstrong.process.Snapshot taken) {
            this(
                    process,
                    List.of(new Held(
                            Understudy.ID,
                            taken.incarnation(),
                            false,
                            false,
                            new Snapshot(taken.schema(), taken.data()),
                            taken.unsteady())));
        }

        @Override
        public long bundleId() {
            return NO_BUNDLE;
        }

        @Override
        public long heldNanos() {
            return 0;
        }

        @Override
        public CompletionStage<Void> detach() {
            throw new UnsupportedOperationException("it is exchanged in one");
        }

        @Override
        public CompletionStage<Void> attach(Map<String, Snapshot> states, Duration deadline) {
            throw new UnsupportedOperationException("it is exchanged in one");
        }

        @Override
        public CompletionStage<Void> relieve(Relief relief, Map<String, Snapshot> states, Duration deadline) {
            WorkerCode next = ((StandingBy) relief).code();
            Snapshot state = states.getOrDefault(Understudy.ID, children.get(0).snapshot());
            return process.exchangeHere(next, state.data(), deadline).thenAccept(in -> {});
        }

        @Override
        public CompletionStage<Void> release() {
            return process.releaseHere().thenAccept(at -> {});
        }

        @Override
        public void abandon(String cause) {
            throw new IllegalStateException("the understudy is given up: " + cause);
        }
    }
}
