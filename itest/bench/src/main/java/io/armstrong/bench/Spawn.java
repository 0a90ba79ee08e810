package io.armstrong.bench;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.Strategy;
import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import io.armstrong.core.OrderResult;
import io.armstrong.core.SupervisorEvent;
import io.armstrong.process.WorkerCode;
import io.armstrong.process.WorkerSettings;
import io.armstrong.process.supervise.SupervisorProcess;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Dynamic children of one supervisor, started one after another by one caller, and what each of them weighs. */
final class Spawn implements Bench {
    /** Orders that the caller has under way at most. */
    private static final int WINDOW = 1000;

    private final int children;

    Spawn(int children) {
        this.children = children;
    }

    @Override
    public List<Line> run(Scale scale) throws Exception {
        int n = scale.of(children);
        for (int i = scale.times(5); i > 0; i--) {
            try (House house = new House()) {
                start(house, scale.of(100_000));
            }
        }
        try (House house = new House()) {
            long before = heap();
            Lap lap = new Lap();
            SupervisorProcess supervisor = start(house, n);
            double value = lap.perSecond(n);
            String notes = "simple_one_for_one, one caller that does not wait for each, all inits run, " + lap.cpu(n);
            double each = (heap() - before) / (double) n;
            if (supervisor.countChildren().get(1, TimeUnit.MINUTES) == null) throw new IllegalStateException();
            return List.of(
                    new Line("spawn_" + n, n, value, "children/s", null, notes),
                    new Line("mem_idle_" + n, n, each, "bytes/child", null, "heap after collection"));
        }
    }

    private static SupervisorProcess start(House house, int n) throws Exception {
        CountDownLatch up = new CountDownLatch(n);
        WorkerSettings settings = WorkerSettings.of(house.system());
        WorkerCode code = new WorkerCode(new Idle(up), 1);
        SupervisorProcess supervisor = house.start(
                House.spec("workers", Strategy.SIMPLE_ONE_FOR_ONE, List.of(ChildSpec.of("worker")))
                        .withMaxChildren(10_000_000),
                (id, spec) -> house.hand(id, settings, code));
        Semaphore window = new Semaphore(WINDOW);
        for (int i = 0; i < n; i++) {
            String id = "workers-" + i;
            window.acquire();
            supervisor
                    .order(token -> new SupervisorEvent.StartDynamic(token, id, null))
                    .thenAccept(result -> {
                        if (result instanceof OrderResult.Started) window.release();
                    });
        }
        if (!window.tryAcquire(WINDOW, 1, TimeUnit.MINUTES)) throw new IllegalStateException("not all were started");
        up.await();
        return supervisor;
    }

    /** Used heap, the least of three collections. */
    static long heap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    private record Idle(CountDownLatch up) implements Worker<Adder.Sum> {
        @Override
        public Adder.Sum init(WorkerContext ctx) {
            up.countDown();
            return new Adder.Sum(0);
        }

        @Override
        public Step<Adder.Sum> handle(WorkerContext ctx, Adder.Sum state, Object message) {
            return Step.next(state);
        }
    }
}
