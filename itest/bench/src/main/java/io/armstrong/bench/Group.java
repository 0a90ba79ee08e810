package io.armstrong.bench;

import io.armstrong.api.Strategy;
import io.armstrong.api.worker.Ref;
import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import io.armstrong.api.worker.WorkerContext.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

/** Many come back at once: a storm under one_for_one, or a group under one_for_all of which one crashes. */
final class Group implements Bench {
    private final String name;
    private final Strategy strategy;
    private final int members;
    private final int warm;
    private final int measured;

    private Group(String name, Strategy strategy, int members, int warm, int measured) {
        this.name = name;
        this.strategy = strategy;
        this.members = members;
        this.warm = warm;
        this.measured = measured;
    }

    /** All crash at once. */
    static Group storm() {
        return storm("restart_storm", 1000);
    }

    static Group storm(String name, int members) {
        return new Group(name, Strategy.ONE_FOR_ONE, members, 200, 20);
    }

    /** One crashes, another one each time, and all are restarted. */
    static Group oneForAll() {
        return new Group("one_for_all_10", Strategy.ONE_FOR_ALL, 10, 5000, 2000);
    }

    private boolean isStorm() {
        return strategy == Strategy.ONE_FOR_ONE;
    }

    @Override
    public List<Line> run(Scale scale) throws Exception {
        Rounds rounds = new Rounds(scale.of(warm), scale.of(measured));
        try (House house = new House()) {
            Ref driver = house.child("client", new Client(house, rounds));
            Map<String, Worker<?>> workers = new LinkedHashMap<>();
            for (int i = 0; i < members; i++) workers.put("w" + i, new Adder(i, driver, new CountDownLatch(0)));
            house.supervise("over", strategy, workers);
            rounds.await();
        }
        if (!isStorm())
            return List.of(rounds.line(name, "groups/s", "one supervisor; stopped in reverse, started in order"));
        double median = Line.percentile(rounds.nanos(), 0.5);
        return List.of(new Line(
                name,
                members,
                members * 1e9 / median,
                "restarts/s",
                rounds.nanos(),
                members + " children crash at once; percentiles: all answering again"));
    }

    /** Crashes one or all, waits for every ready, calls every one. */
    private final class Client implements Worker<Client.At> {
        /** @param ready and @param answered of this round; @param round counts; @param began of a storm */
        record At(int ready, int answered, int round, long began) {}

        private final House house;
        private final Rounds rounds;
        private final Ref[] workers = new Ref[members];

        Client(House house, Rounds rounds) {
            this.house = house;
            this.rounds = rounds;
        }

        @Override
        public At init(WorkerContext ctx) {
            return new At(0, 0, -1, System.nanoTime());
        }

        @Override
        public Step<At> handle(WorkerContext ctx, At at, Object message) {
            if (message instanceof Adder.Ready ready) return Step.next(ready(ctx, at, ready.index()));
            Answer answer = (Answer) message;
            if (!Objects.equals(answer.value(), 1L)) throw new IllegalStateException("after a restart: " + answer);
            if (at.answered + 1 < members) return Step.next(new At(at.ready, at.answered + 1, at.round, at.began));
            return Step.next(next(ctx, at));
        }

        private At ready(WorkerContext ctx, At at, int index) {
            if (workers[index] == null) workers[index] = house.ref("w" + index);
            if (isStorm()) call(ctx, index);
            else if (at.ready + 1 == members) for (int i = 0; i < members; i++) call(ctx, i);
            return new At(at.ready + 1, at.answered, at.round, at.began);
        }

        private void call(WorkerContext ctx, int index) {
            ctx.ask(workers[index], new Adder.Add(1), House.DEADLINE, index);
        }

        private At next(WorkerContext ctx, At at) {
            long now = System.nanoTime();
            boolean more = at.round < 0 || rounds.finished(now - (isStorm() ? at.began : Adder.crashedAt));
            if (!more) return at;
            At next = new At(0, 0, at.round + 1, System.nanoTime());
            if (isStorm()) for (Ref worker : workers) ctx.cast(worker, new Adder.Crash(next.round));
            else ctx.cast(workers[next.round % members], new Adder.Crash(next.round));
            return next;
        }
    }
}
