package io.armstrong.process.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.AutoShutdown;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Intensity;
import io.armstrong.api.Strategy;
import io.armstrong.api.SupervisorSpec;
import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import io.armstrong.process.ProcessSystem;
import io.armstrong.process.WorkerCode;
import io.armstrong.process.WorkerProcess;
import io.armstrong.process.WorkerSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On real threads, where a supervisor's turn runs inside its worker's and an idle worker's end inside its supervisor's. */
class InPlaceTest {
    private static final List<String> IDS = List.of("a", "b", "c", "d", "e");
    private static final int ROUNDS = 50;

    private final List<String> troubles = new CopyOnWriteArrayList<>();
    private final ProcessSystem system = ProcessSystem.start((where, thrown) -> troubles.add(where + ": " + thrown));
    private final Map<String, WorkerProcess> processes = new ConcurrentHashMap<>();
    private final List<String> told = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        system.close();
        assertThat(troubles).isEmpty();
    }

    private SupervisorProcess start(Strategy strategy, Function<String, Worker<?>> workers) {
        SupervisorProcess supervisor = new SupervisorProcess(
                system,
                new SupervisorSpec(
                        "over",
                        strategy,
                        new Intensity(1_000_000, Duration.ofSeconds(1)),
                        AutoShutdown.NEVER,
                        IDS.stream().map(ChildSpec::of).toList()),
                (name, spec) -> {
                    WorkerChild process = new WorkerChild(name, WorkerSettings.of(system));
                    process.install(new WorkerCode(workers.apply(name.id()), 1));
                    processes.put(name.id(), process);
                    return process;
                },
                new SupervisorObserver() {
                    @Override
                    public void event(ArmstrongEvent event) {
                        if (event instanceof ArmstrongEvent.ChildExited e) told.add("-" + e.child());
                        if (event instanceof ArmstrongEvent.ChildStarted e) told.add("+" + e.child());
                    }
                },
                new Owner());
        supervisor.start();
        allUp(supervisor, 1);
        soon().until(() -> told.size() == IDS.size());
        return supervisor;
    }

    private static ConditionFactory soon() {
        return await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofMinutes(1));
    }

    private static void allUp(SupervisorProcess supervisor, int incarnation) {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> supervisor.snapshot().children().stream()
                                .filter(child -> child.status() == ChildStatus.UP && child.incarnation() == incarnation)
                                .count()
                        == IDS.size());
    }

    @Test
    void aGroupStopsInReverseAndStartsInOrderEachTime() {
        SupervisorProcess supervisor = start(Strategy.ONE_FOR_ALL, id -> new Quiet());
        for (int round = 0; round < ROUNDS; round++) {
            String crashed = IDS.get(round % IDS.size());
            told.clear();
            assertThat(processes.get(crashed).cast("boom" + round)).isTrue();
            allUp(supervisor, round + 2);
            List<String> expected = new ArrayList<>(List.of("-" + crashed));
            for (int i = IDS.size() - 1; i >= 0; i--) if (!IDS.get(i).equals(crashed)) expected.add("-" + IDS.get(i));
            for (String id : IDS) expected.add("+" + id);
            soon().until(() -> told.size() == expected.size());
            assertThat(told).isEqualTo(expected);
        }
    }

    @Test
    void whoeverHasSomethingToDoAtItsEndDoesItInATurnOfItsOwn() {
        AtomicInteger ends = new AtomicInteger();
        AtomicInteger within = new AtomicInteger();
        SupervisorProcess supervisor = start(Strategy.ONE_FOR_ALL, id -> new Telling(ends, within));
        processes.get("c").cast("boom");
        allUp(supervisor, 2);
        assertThat(ends).hasValue(IDS.size());
        assertThat(within).hasValue(0);
    }

    /** Leaves {@code terminate} as it is. */
    private static final class Quiet implements Worker<Integer> {
        @Override
        public Integer init(WorkerContext ctx) {
            return 0;
        }

        @Override
        public Step<Integer> handle(WorkerContext ctx, Integer state, Object message) {
            throw new IllegalStateException(message.toString());
        }
    }

    /** Counts its ends, and those that ran inside a supervisor's turn. */
    private record Telling(AtomicInteger ends, AtomicInteger within) implements Worker<Integer> {
        @Override
        public Integer init(WorkerContext ctx) {
            return 0;
        }

        @Override
        public Step<Integer> handle(WorkerContext ctx, Integer state, Object message) {
            throw new IllegalStateException(message.toString());
        }

        @Override
        public void terminate(WorkerContext ctx, Integer state, ExitReason reason) {
            ends.incrementAndGet();
            boolean inside = StackWalker.getInstance()
                    .walk(frames ->
                            frames.anyMatch(frame -> frame.getClassName().equals(SupervisorProcess.class.getName())));
            if (inside) within.incrementAndGet();
        }
    }

    private static final class Owner implements SupervisorOwner {
        @Override
        public void booted() {}

        @Override
        public void startFailed(ExitReason reason) {
            throw new IllegalStateException(reason.text());
        }

        @Override
        public void exited(ExitReason reason) {}
    }
}
