package io.armstrong.bench;

import io.armstrong.api.worker.Ref;
import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Clients that are workers call one worker, each waiting for the answer, with a deadline of 5 s. */
final class Call implements Bench {
    private final String name;
    private final int clients;
    private final int calls;

    Call(String name, int clients, int calls) {
        this.name = name;
        this.clients = clients;
        this.calls = calls;
    }

    @Override
    public List<Line> run(Scale scale) throws Exception {
        int n = scale.of(calls);
        try (House house = new House()) {
            Ref worker = house.child("worker", new Adder());
            go(house, worker, "warm", n, false);
            Lap lap = new Lap();
            go(house, worker, "count", n, false);
            double value = lap.perSecond((double) n * clients);
            String notes = "clients are workers: ask with reply and deadline, " + lap.cpu((double) n * clients);
            long[] nanos = go(house, worker, "clock", Math.max(1, n / 5), true);
            return List.of(new Line(name, (long) n * clients, value, "calls/s", nanos, notes));
        }
    }

    private long[] go(House house, Ref worker, String pass, int n, boolean timed) throws Exception {
        CountDownLatch done = new CountDownLatch(clients);
        Client[] all = new Client[clients];
        for (int i = 0; i < clients; i++) {
            all[i] = new Client(worker, n, timed, done);
            house.child(pass + i, all[i]).cast("go");
        }
        if (!done.await(2, TimeUnit.MINUTES)) throw new IllegalStateException(name + " is stuck");
        return Arrays.stream(all)
                .flatMapToLong(client -> Arrays.stream(client.nanos))
                .toArray();
    }

    private static final class Client implements Worker<Client.At> {
        /** @param count calls answered; @param sent when the open one was sent */
        record At(int count, long sent) {}

        private final Ref worker;
        private final int calls;
        private final boolean timed;
        private final long[] nanos;
        private final CountDownLatch done;

        Client(Ref worker, int calls, boolean timed, CountDownLatch done) {
            this.worker = worker;
            this.calls = calls;
            this.timed = timed;
            this.nanos = new long[timed ? calls : 0];
            this.done = done;
        }

        @Override
        public At init(WorkerContext ctx) {
            return new At(-1, 0);
        }

        @Override
        public Step<At> handle(WorkerContext ctx, At at, Object message) {
            long now = timed ? System.nanoTime() : 0;
            if (timed && at.count >= 0) nanos[at.count] = now - at.sent;
            At next = new At(at.count + 1, now);
            if (next.count == calls) done.countDown();
            else ctx.ask(worker, new Adder.Add(1), House.DEADLINE, "tag");
            return Step.next(next);
        }
    }
}
