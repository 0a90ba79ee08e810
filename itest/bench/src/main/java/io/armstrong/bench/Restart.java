package io.armstrong.bench;

import io.armstrong.api.AutoShutdown;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.Intensity;
import io.armstrong.api.Strategy;
import io.armstrong.api.SupervisorSpec;
import io.armstrong.api.worker.Ref;
import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import io.armstrong.api.worker.WorkerContext.Answer;
import io.armstrong.process.ChildName;
import io.armstrong.process.WorkerCode;
import io.armstrong.process.WorkerSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

/** Workers crash in turn; each must answer with a fresh state before the next one goes. */
final class Restart implements Bench {
    private static final int WORKERS = 100;
    private static final int WARM = 20_000;
    private static final int MEASURED = 10_000;
    /** From one worker to the next, so that a million of them are not gone through in the order of memory. Prime. */
    private static final int STRIDE = 7919;

    private final String name;
    private final String ids;
    private final int workers;
    private final int warm;
    private final Supervised supervised;
    private final String notes;

    /** Starts workers: their ids end in a number. */
    @FunctionalInterface
    private interface Supervised {
        void start(House house, Ref client, int workers) throws Exception;
    }

    private Restart(String name, String ids, int workers, int warm, Supervised supervised, String notes) {
        this.name = name;
        this.ids = ids;
        this.workers = workers;
        this.warm = warm;
        this.supervised = supervised;
        this.notes = notes;
    }

    /** A supervisor for each worker. */
    static Restart many() {
        return new Restart(
                "restart",
                "w",
                WORKERS,
                WARM,
                Restart::apart,
                WORKERS + " supervisors of one worker in turn, one_for_one");
    }

    /** One supervisor that sees every restart: what its bookkeeping costs. */
    static Restart one() {
        return new Restart("restart_1sup", "w", 1, WARM, Restart::apart, "one supervisor, one worker, one_for_one");
    }

    /** One supervisor of many dynamic children. */
    static Restart among(int children) {
        return new Restart(
                "restart_among_" + children,
                Crowd.IDS,
                children,
                WARM,
                Restart::dynamic,
                "one simple_one_for_one supervisor");
    }

    /** One supervisor whose window holds that many restarts already: its period is an hour. */
    static Restart after(int restarts) {
        return new Restart(
                "restart_after_" + restarts,
                "w",
                1,
                restarts,
                Restart::longWindow,
                "that many restarts in the window before");
    }

    @Override
    public List<Line> run(Scale scale) throws Exception {
        Rounds rounds = new Rounds(scale.of(warm), scale.of(MEASURED));
        try (House house = new House()) {
            Client client = new Client(house, ids, scale.of(workers), rounds);
            Ref driver = house.child("client", client);
            supervised.start(house, driver, scale.of(workers));
            driver.cast(new Adder.Ready(0)); // now the last one can be found, too
            rounds.await();
        }
        return List.of(rounds.line(name, "restarts/s", notes + ", in place, client is a worker"));
    }

    private static void apart(House house, Ref client, int workers) throws Exception {
        for (int i = 0; i < workers; i++)
            house.supervise(
                    "over-w" + i, Strategy.ONE_FOR_ONE, Map.of("w" + i, new Adder(i, client, new CountDownLatch(0))));
    }

    private static void dynamic(House house, Ref client, int workers) throws Exception {
        new Crowd(house, name -> new WorkerCode(new Adder(number(name), client, new CountDownLatch(0)), 1))
                .grow(workers);
    }

    private static int number(ChildName name) {
        return Integer.parseInt(name.id().substring(Crowd.IDS.length()));
    }

    private static void longWindow(House house, Ref client, int workers) throws Exception {
        Intensity hour = new Intensity(House.UNLIMITED.max(), Duration.ofHours(1));
        WorkerCode code = new WorkerCode(new Adder(0, client, new CountDownLatch(0)), 1);
        house.start(
                new SupervisorSpec(
                        "over-w", Strategy.ONE_FOR_ONE, hour, AutoShutdown.NEVER, List.of(ChildSpec.of("w0"))),
                (id, child) -> house.hand(id, WorkerSettings.of(house.system()).withSpec(child), code));
    }

    /** Tells the next to crash, waits for ready, calls it. */
    private static final class Client implements Worker<Client.At> {
        /** @param ready of the workers at the beginning, and one more; @param current whose turn it is */
        record At(int ready, int current) {}

        private final House house;
        private final String ids;
        private final Ref[] workers;
        private final Rounds rounds;

        Client(House house, String ids, int workers, Rounds rounds) {
            this.house = house;
            this.ids = ids;
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
            return crash(ctx, new At(at.ready, (at.current + stride()) % workers.length));
        }

        private int stride() {
            return workers.length > WORKERS ? STRIDE : 1;
        }

        private Step<At> ready(WorkerContext ctx, At at, int index) {
            if (at.ready > workers.length) {
                ctx.ask(workers[index], new Adder.Add(1), House.DEADLINE, index);
                return Step.next(at);
            }
            At next = new At(at.ready + 1, 0);
            return next.ready > workers.length ? crash(ctx, next) : Step.next(next);
        }

        private Step<At> crash(WorkerContext ctx, At at) {
            int next = at.current;
            if (workers[next] == null) workers[next] = house.ref(ids + next);
            ctx.cast(workers[next], new Adder.Crash(ctx.uptime().toNanos()));
            return Step.next(at);
        }
    }
}
