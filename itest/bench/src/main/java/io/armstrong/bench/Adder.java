package io.armstrong.bench;

import io.armstrong.api.worker.Ref;
import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** The worker of every bench: its state is one number. */
final class Adder implements Worker<Adder.Sum> {
    record Sum(long value) {}

    /** A call: adds, and replies with the new state. */
    record Add(long n) {}

    /** A cast: adds. */
    record Increment(long n) {}

    /** A cast: the state must be that number by now. */
    record Done(long expected) {}

    /** A cast: throws. Each is another: what crashed three incarnations would not be handled again. */
    record Crash(long number) {}

    /** What a worker tells the client at the end of its {@code init}. */
    record Ready(int index) {}

    static final class Boom extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** When a worker last crashed: taken just before it throws. */
    static volatile long crashedAt;

    private final int index;
    private final @Nullable Ref client;
    private final CountDownLatch done;

    /** @param client is told when this worker is ready; null: nobody is */
    Adder(int index, @Nullable Ref client, CountDownLatch done) {
        this.index = index;
        this.client = client;
        this.done = done;
    }

    /** One that nobody waits for. */
    Adder() {
        this(0, null, new CountDownLatch(0));
    }

    @Override
    public Sum init(WorkerContext ctx) {
        if (client != null) ctx.cast(client, new Ready(index));
        return new Sum(0);
    }

    @Override
    public Step<Sum> handle(WorkerContext ctx, Sum sum, Object message) {
        if (message instanceof Add add) {
            Sum next = new Sum(sum.value + add.n);
            return Step.reply(next, next.value);
        }
        if (message instanceof Increment increment) return Step.next(new Sum(sum.value + increment.n));
        if (message instanceof Done end) {
            if (end.expected != sum.value) throw new IllegalStateException("lost " + (end.expected - sum.value));
            done.countDown();
            return Step.next(sum);
        }
        crashedAt = System.nanoTime();
        throw new Boom();
    }
}
