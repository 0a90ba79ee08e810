package io.armstrong.bench;

import io.armstrong.api.worker.Ref;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Threads cast to one worker until it has handled all of it. */
final class Cast implements Bench {
    private final String name;
    private final int producers;
    private final int casts;

    Cast(String name, int producers, int casts) {
        this.name = name;
        this.producers = producers;
        this.casts = casts;
    }

    @Override
    public List<Line> run(Scale scale) throws Exception {
        int n = scale.of(casts);
        double[] values = new double[scale.times(5)];
        String cpu;
        try (House house = new House()) {
            for (int i = scale.times(4); i > 0; i--) once(house, "warm" + i, n);
            Lap lap = new Lap();
            for (int i = 0; i < values.length; i++) values[i] = once(house, "count" + i, n);
            cpu = lap.cpu((double) n * producers * values.length);
        }
        return List.of(new Line(
                name,
                (long) n * producers,
                Line.median(values),
                "casts/s",
                null,
                "producers are threads, median of " + values.length + ", " + cpu));
    }

    private double once(House house, String id, int n) throws Exception {
        CountDownLatch handled = new CountDownLatch(1);
        Ref worker = house.child(id, new Adder(0, null, handled));
        System.gc();
        Thread[] threads = new Thread[producers];
        Lap lap = new Lap();
        for (int i = 0; i < producers; i++) {
            threads[i] = new Thread(() -> send(worker, n));
            threads[i].start();
        }
        for (Thread thread : threads) thread.join();
        worker.cast(new Adder.Done((long) n * producers));
        if (!handled.await(2, TimeUnit.MINUTES)) throw new IllegalStateException(name + " is stuck");
        return lap.perSecond((double) n * producers);
    }

    private static void send(Ref worker, int n) {
        for (int i = 0; i < n; i++)
            if (!worker.cast(new Adder.Increment(1))) throw new IllegalStateException("refused");
    }
}
