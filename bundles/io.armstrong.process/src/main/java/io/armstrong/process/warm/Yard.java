package io.armstrong.process.warm;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.AutoShutdown;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Intensity;
import io.armstrong.api.Strategy;
import io.armstrong.api.SupervisorSpec;
import io.armstrong.api.worker.Ref;
import io.armstrong.api.worker.Worker;
import io.armstrong.process.ChildName;
import io.armstrong.process.PlainMessages;
import io.armstrong.process.ProcessSystem;
import io.armstrong.process.Trouble;
import io.armstrong.process.WorkerCode;
import io.armstrong.process.WorkerSettings;
import io.armstrong.process.supervise.SupervisorObserver;
import io.armstrong.process.supervise.SupervisorOwner;
import io.armstrong.process.supervise.SupervisorProcess;
import io.armstrong.process.supervise.WorkerChild;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** A world of its own with a few supervisors in it, which are stopped with it. */
final class Yard implements AutoCloseable {
    private static final Intensity UNLIMITED = new Intensity(100_000_000, Duration.ofSeconds(1));
    private static final int ROOMY = 100_000;

    private final ProcessSystem system;
    private final SupervisorObserver observer = new Silence();
    private final List<Running> supervisors = new ArrayList<>();

    Yard(Trouble trouble) {
        system = ProcessSystem.start(trouble, new PlainMessages(type -> null));
    }

    /** Starts a supervisor of that many, which are called {@code child_0} and so on; returns when all are up. */
    Ref[] team(String id, String child, Strategy strategy, int size, IntFunction<Worker<?>> workers)
            throws InterruptedException, TimeoutException, ExecutionException {
        List<ChildSpec> children = IntStream.range(0, size)
                .mapToObj(i -> ChildSpec.of(child + '_' + i).withMailboxBound(ROOMY))
                .toList();
        supervise(new SupervisorSpec(id, strategy, UNLIMITED, AutoShutdown.NEVER, children), workers);
        return children.stream()
                .map(one -> system.names().whereis(one.id()).orElseThrow())
                .toArray(Ref[]::new);
    }

    /** Starts a supervisor of dynamic children. */
    SupervisorProcess crowd(String id, IntFunction<Worker<?>> workers)
            throws InterruptedException, TimeoutException, ExecutionException {
        List<ChildSpec> template = List.of(ChildSpec.of("guest"));
        return supervise(
                new SupervisorSpec(id, Strategy.SIMPLE_ONE_FOR_ONE, UNLIMITED, AutoShutdown.NEVER, template), workers);
    }

    private SupervisorProcess supervise(SupervisorSpec spec, IntFunction<Worker<?>> workers)
            throws InterruptedException, TimeoutException, ExecutionException {
        Owner owner = new Owner();
        SupervisorProcess supervisor = new SupervisorProcess(
                system, spec, (name, child) -> hand(name, child, workers.apply(number(name.id()))), observer, owner);
        supervisors.add(new Running(supervisor, owner));
        supervisor.start();
        await(owner.up);
        return supervisor;
    }

    private WorkerChild hand(ChildName name, ChildSpec spec, Worker<?> worker) {
        WorkerChild hand = new Hand(name, WorkerSettings.of(system).withSpec(spec));
        hand.install(new WorkerCode(worker, 1));
        return hand;
    }

    private static int number(String id) {
        return Integer.parseInt(id.substring(1 + Math.max(id.lastIndexOf('_'), id.lastIndexOf('-'))));
    }

    static <T> T await(CompletionStage<T> stage) throws InterruptedException, TimeoutException, ExecutionException {
        return stage.toCompletableFuture().get(School.DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() throws InterruptedException, TimeoutException, ExecutionException {
        try {
            for (Running running : supervisors) running.supervisor.shutdown(ExitReason.SHUTDOWN);
            for (Running running : supervisors) await(running.owner.down);
        } finally {
            system.close();
        }
    }

    private record Running(SupervisorProcess supervisor, Owner owner) {}

    /** A hand of a class of its own, as a runtime has. */
    private static final class Hand extends WorkerChild {
        Hand(ChildName name, WorkerSettings settings) {
            super(name, settings);
        }
    }

    /** What happens here is not for any journal. */
    private static final class Silence implements SupervisorObserver {
        @Override
        public void event(ArmstrongEvent event) {}
    }

    private static final class Owner implements SupervisorOwner {
        private final CompletableFuture<Void> up = new CompletableFuture<>();
        private final CompletableFuture<ExitReason> down = new CompletableFuture<>();

        @Override
        public void booted() {
            up.complete(null);
        }

        @Override
        public void startFailed(ExitReason reason) {
            up.completeExceptionally(new IllegalStateException(reason.text()));
            down.complete(reason);
        }

        @Override
        public void exited(ExitReason reason) {
            down.complete(reason);
        }
    }
}
