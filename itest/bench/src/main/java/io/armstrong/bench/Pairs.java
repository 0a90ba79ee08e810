package io.armstrong.bench;

import io.armstrong.api.Strategy;
import io.armstrong.api.worker.Ref;
import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Pairs of workers cast one message to and fro, all pairs at once. */
final class Pairs implements Bench {
    private static final int PAIRS = 1000;
    private static final int TRIPS = 1000;

    @Override
    public List<Line> run(Scale scale) throws Exception {
        int trips = scale.of(TRIPS);
        double[] values = new double[scale.times(3)];
        String cpu;
        try (House house = new House()) {
            for (int i = scale.times(2); i > 0; i--) once(house, "warm" + i, trips);
            Lap lap = new Lap();
            for (int i = 0; i < values.length; i++) values[i] = once(house, "count" + i, trips);
            cpu = lap.cpu((double) PAIRS * trips * values.length);
        }
        return List.of(new Line(
                "pingpong_" + PAIRS,
                (long) PAIRS * trips,
                Line.median(values),
                "roundtrips/s",
                null,
                PAIRS + " pairs of workers, median of " + values.length + ", " + cpu));
    }

    private static double once(House house, String pass, int trips) throws Exception {
        CountDownLatch done = new CountDownLatch(PAIRS);
        Player player = new Player(done);
        Map<String, Worker<?>> players = new LinkedHashMap<>();
        for (int i = 0; i < 2 * PAIRS; i++) players.put(pass + "-" + i, player);
        house.supervise(pass, Strategy.ONE_FOR_ONE, players);
        Lap lap = new Lap();
        for (int i = 0; i < PAIRS; i++)
            house.ref(pass + "-" + 2 * i).cast(new Pong(trips, house.ref(pass + "-" + (2 * i + 1))));
        if (!done.await(2, TimeUnit.MINUTES)) throw new IllegalStateException("the pairs are stuck");
        return lap.perSecond((double) PAIRS * trips);
    }

    record Ping(int left, Ref from) {}

    record Pong(int left, Ref from) {}

    private record Player(CountDownLatch done) implements Worker<Long> {
        @Override
        public Long init(WorkerContext ctx) {
            return 0L;
        }

        @Override
        public Step<Long> handle(WorkerContext ctx, Long state, Object message) {
            if (message instanceof Ping ping) ctx.cast(ping.from, new Pong(ping.left, ctx.self()));
            else if (message instanceof Pong pong && pong.left > 0)
                ctx.cast(pong.from, new Ping(pong.left - 1, ctx.self()));
            else done.countDown();
            return Step.next(state);
        }
    }
}
