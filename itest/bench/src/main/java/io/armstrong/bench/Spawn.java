package io.armstrong.bench;

import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import io.armstrong.process.WorkerCode;
import io.armstrong.process.supervise.SupervisorProcess;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Dynamic children of one supervisor, started one after another by one caller, and what each of them weighs. */
final class Spawn implements Bench {
    /** Started beside others. */
    private static final int MORE = 10_000;

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
        Crowd crowd = crowd(house, up);
        crowd.grow(n);
        up.await();
        return crowd.supervisor();
    }

    private static Crowd crowd(House house, CountDownLatch up) throws Exception {
        WorkerCode code = new WorkerCode(new Idle(up), 1);
        return new Crowd(house, name -> code);
    }

    /** What some more cost where so many are already. */
    static Bench beside(int present) {
        return scale -> {
            for (int i = scale.times(5); i > 0; i--) {
                try (House house = new House()) {
                    start(house, scale.of(MORE * 10));
                }
            }
            int more = scale.of(MORE);
            double[] values = new double[scale.times(3)];
            try (House house = new House()) {
                CountDownLatch up = new CountDownLatch(scale.of(present) + more * values.length);
                Crowd crowd = crowd(house, up);
                crowd.grow(scale.of(present));
                for (int i = 0; i < values.length; i++) {
                    Lap lap = new Lap();
                    crowd.grow(more);
                    values[i] = lap.perSecond(more);
                }
                up.await();
            }
            return List.of(new Line(
                    "spawn_beside_" + present,
                    more,
                    Line.median(values),
                    "children/s",
                    null,
                    "that many are there before"));
        };
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
