package io.armstrong.bench;

import io.armstrong.api.worker.Ref;
import java.util.List;

/** A plain thread calls one worker and waits for the answer, with a deadline of 5 s. */
final class ThreadCall implements Bench {
    private final String name;
    private final boolean inline;
    private final int calls;

    private ThreadCall(String name, boolean inline, int calls) {
        this.name = name;
        this.inline = inline;
        this.calls = calls;
    }

    /** Through the queue: the thread blocks, and is woken. */
    static ThreadCall queued() {
        return new ThreadCall("call_thread_1c", false, 200_000);
    }

    /** A worker that is declared safe for it, and idle: handled on the thread itself. */
    static ThreadCall inline() {
        return new ThreadCall("call_inline_1c", true, 5_000_000);
    }

    @Override
    public List<Line> run(Scale scale) throws Exception {
        int n = scale.of(calls);
        try (House house = new House()) {
            Ref worker = inline ? house.inline("worker", new Adder()) : house.child("worker", new Adder());
            call(worker, n);
            Lap lap = new Lap();
            call(worker, n);
            double value = lap.perSecond(n);
            String notes = "a plain thread joins the promise, " + lap.cpu(n);
            return List.of(new Line(name, n, value, "calls/s", timed(worker, Math.max(1, n / 5)), notes));
        }
    }

    private static void call(Ref worker, int n) {
        for (int i = 0; i < n; i++)
            worker.call(new Adder.Add(1), House.DEADLINE).toCompletableFuture().join();
    }

    private static long[] timed(Ref worker, int n) {
        long[] nanos = new long[n];
        for (int i = 0; i < n; i++) {
            long sent = System.nanoTime();
            worker.call(new Adder.Add(1), House.DEADLINE).toCompletableFuture().join();
            nanos[i] = System.nanoTime() - sent;
        }
        return nanos;
    }
}
