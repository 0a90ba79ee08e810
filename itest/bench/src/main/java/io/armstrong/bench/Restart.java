package io.armstrong.bench;

import io.armstrong.api.Strategy;
import io.armstrong.api.worker.Ref;
import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import io.armstrong.api.worker.WorkerContext.Answer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

/** Workers crash in turn; each must answer with a fresh state before the next one goes. */
final class Restart implements Bench {
    private static final int WORKERS = 100;

    private final String name;
    private final boolean oneSupervisor;

    private Restart(String name, boolean oneSupervisor) {
        this.name = name;
        this.oneSupervisor = oneSupervisor;
    }

    /** A supervisor for each worker. */
    static Restart many() {
        return new Restart("restart", false);
    }

    /** One supervisor that sees every restart: what its bookkeeping costs. */
    static Restart one() {
        return new Restart("restart_1sup", true);
    }

    @Override
    public List<Line> run(Scale scale) throws Exception {
        Rounds rounds = new Rounds(scale.of(20_000), scale.of(10_000));
        try (House house = new House()) {
            Client client = new Client(house, oneSupervisor ? 1 : WORKERS, rounds);
            Ref driver = house.child("client", client);
            for (int i = 0; i < client.workers.length; i++)
                house.supervise(
                        "over-w" + i,
                        Strategy.ONE_FOR_ONE,
                        Map.of("w" + i, new Adder(i, driver, new CountDownLatch(0))));
            rounds.await();
        }
        return List.of(
                rounds.line(name, "restarts/s", client(oneSupervisor) + ", one_for_one, in place, client is a worker"));
    }

    private static String client(boolean one) {
        return one ? "one supervisor, one worker" : WORKERS + " supervisors of one worker in turn";
    }

    /** Tells the next to crash, waits for ready, calls it. */
    private static final class Client implements Worker<Client.At> {
        /** @param ready workers heard of at the beginning; @param current whose turn it is */
        record At(int ready, int current) {}

        private final House house;
        private final Ref[] workers;
        private final Rounds rounds;

        Client(House house, int workers, Rounds rounds) {
            this.house = house;
            this.workers = new Ref[workers];
            this.rounds = rounds;
        }

        @Override
        public At init(WorkerContext ctx) {
            return new At(0, 0);
        }

        @Override
        public Step<At> handle(WorkerContext ctx, At at, Object message) {
            if (message instanceof Adder.Ready ready) return ready(ctx, at, ready.index());
            Answer answer = (Answer) message;
            if (!Objects.equals(answer.value(), 1L)) throw new IllegalStateException("after a restart: " + answer);
            if (!rounds.finished(System.nanoTime() - Adder.crashedAt)) return Step.next(at);
            return crash(ctx, new At(at.ready, (at.current + 1) % workers.length));
        }

        private Step<At> ready(WorkerContext ctx, At at, int index) {
            if (at.ready == workers.length) {
                ctx.ask(workers[index], new Adder.Add(1), House.DEADLINE, index);
                return Step.next(at);
            }
            workers[index] = house.ref("w" + index);
            At next = new At(at.ready + 1, 0);
            return next.ready == workers.length ? crash(ctx, next) : Step.next(next);
        }

        private Step<At> crash(WorkerContext ctx, At at) {
            ctx.cast(workers[at.current], new Adder.Crash(ctx.uptime().toNanos()));
            return Step.next(at);
        }
    }
}
