package io.armstrong.bench;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.AutoShutdown;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Intensity;
import io.armstrong.api.Strategy;
import io.armstrong.api.SupervisorSpec;
import io.armstrong.api.spi.Journal;
import io.armstrong.api.worker.Ref;
import io.armstrong.api.worker.Worker;
import io.armstrong.journal.JournalComponent;
import io.armstrong.process.ChildName;
import io.armstrong.process.PlainMessages;
import io.armstrong.process.ProcessSystem;
import io.armstrong.process.WorkerCode;
import io.armstrong.process.WorkerSettings;
import io.armstrong.process.supervise.ChildFactory;
import io.armstrong.process.supervise.SupervisorObserver;
import io.armstrong.process.supervise.SupervisorOwner;
import io.armstrong.process.supervise.SupervisorProcess;
import io.armstrong.process.supervise.WorkerChild;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What a runtime has around workers: processes, names, supervisors, the journal. Nothing of it is made lighter. */
final class House implements AutoCloseable {
    /** Restart intensity that is unlimited in effect, and counted all the same. */
    static final Intensity UNLIMITED = new Intensity(100_000_000, Duration.ofSeconds(1));

    /** The casts' mailbox: as unbounded as the peers'. */
    static final int ROOMY = 100_000_000;

    static final Duration DEADLINE = Duration.ofSeconds(5);

    private final ProcessSystem system = ProcessSystem.start(House::trouble, new PlainMessages(type -> null));
    private final Journal journal = new JournalComponent(10_000, InstantSource.system());
    private final SupervisorObserver observer = new SupervisorObserver() {
        @Override
        public void event(ArmstrongEvent event) {
            journal.record(event);
        }
    };

    ProcessSystem system() {
        return system;
    }

    private static void trouble(String where, Throwable thrown) {
        System.err.println(where + ": " + thrown);
    }

    static SupervisorSpec spec(String id, Strategy strategy, List<ChildSpec> children) {
        return new SupervisorSpec(id, strategy, UNLIMITED, AutoShutdown.NEVER, children);
    }

    /** A running supervisor with these children; each is registered under its id. */
    SupervisorProcess supervise(String id, Strategy strategy, Map<String, Worker<?>> workers) throws Exception {
        List<ChildSpec> specs = workers.keySet().stream()
                .map(child -> ChildSpec.of(child).withMailboxBound(ROOMY))
                .collect(Collectors.toList());
        return start(
                spec(id, strategy, specs),
                (child, spec) -> hand(
                        child,
                        WorkerSettings.of(system).withSpec(spec),
                        new WorkerCode(Objects.requireNonNull(workers.get(child.id())), 1)));
    }

    /** One child under a supervisor of its own. */
    Ref child(String id, Worker<?> worker) throws Exception {
        supervise("over-" + id, Strategy.ONE_FOR_ONE, Map.of(id, worker));
        return ref(id);
    }

    /** One child that says of itself that its calls may be handled on the caller's thread. */
    Ref inline(String id, Worker<?> worker) throws Exception {
        WorkerSettings settings = WorkerSettings.of(system).withInline(true);
        start(
                spec("over-" + id, Strategy.ONE_FOR_ONE, List.of(ChildSpec.of(id))),
                (child, spec) -> hand(child, settings.withSpec(spec), new WorkerCode(worker, 1)));
        return ref(id);
    }

    /** The hand on one worker. */
    WorkerChild hand(ChildName name, WorkerSettings settings, WorkerCode code) {
        WorkerChild process = new WorkerChild(name, settings);
        process.install(code);
        return process;
    }

    /** Starts a supervisor and waits until its static children are up. */
    SupervisorProcess start(SupervisorSpec spec, ChildFactory children) throws Exception {
        Booted booted = new Booted();
        SupervisorProcess supervisor = new SupervisorProcess(system, spec, children, observer, booted);
        supervisor.start();
        booted.done.get(1, TimeUnit.MINUTES);
        return supervisor;
    }

    Ref ref(String name) {
        return system.names().whereis(name).orElseThrow();
    }

    @Override
    public void close() {
        system.close();
    }

    private static final class Booted implements SupervisorOwner {
        private final CompletableFuture<Boolean> done = new CompletableFuture<>();

        @Override
        public void booted() {
            done.complete(true);
        }

        @Override
        public void startFailed(ExitReason reason) {
            done.completeExceptionally(new IllegalStateException("start failed: " + reason.text()));
        }

        @Override
        public void exited(ExitReason reason) {
            System.err.println("a supervisor ended: " + reason.text());
        }
    }
}
