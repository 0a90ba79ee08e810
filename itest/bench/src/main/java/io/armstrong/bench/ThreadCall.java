package io.armstrong.bench;

import io.armstrong.api.worker.Ref;
import java.util.List;

/** A plain thread calls one worker and blocks for the answer, with a deadline of 5 s. */
final class ThreadCall implements Bench {
    private static final String NAME = "call_thread_1c";

    @Override
    public List<Line> run(Scale scale) throws Exception {
        int n = scale.of(200_000);
        try (House house = new House()) {
            Ref worker = house.child("worker", new Adder());
            long[] nanos = new long[n];
            call(worker, new long[Math.max(1, n / 2)]);
            Lap lap = new Lap();
            call(worker, nanos);
            return List.of(new Line(
                    NAME, n, lap.perSecond(n), "calls/s", nanos, "a plain thread joins the promise, " + lap.cpu(n)));
        }
    }

    private static void call(Ref worker, long[] nanos) {
        for (int i = 0; i < nanos.length; i++) {
            long sent = System.nanoTime();
            worker.call(new Adder.Add(1), House.DEADLINE).toCompletableFuture().join();
            nanos[i] = System.nanoTime() - sent;
        }
    }
}
