package io.armstrong.bench;

import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import io.armstrong.process.WorkerCode;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** What starting more dynamic children costs where so many are already. */
final class Spawn {
    private static final int WARM = 100_000;
    private static final int MORE = 10_000;

    private Spawn() {}

    /** What some more cost where so many are already. */
    static Bench beside(int present) {
        return scale -> {
            for (int i = scale.times(5); i > 0; i--) {
                try (House house = new House()) {
                    int n = scale.of(WARM);
                    CountDownLatch up = new CountDownLatch(n);
                    crowd(house, up).grow(n);
                    up.await();
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

    private static Crowd crowd(House house, CountDownLatch up) throws Exception {
        WorkerCode code = new WorkerCode(new Idle(up), 1);
        return new Crowd(house, name -> code);
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
