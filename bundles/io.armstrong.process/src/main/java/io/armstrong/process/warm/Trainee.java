package io.armstrong.process.warm;

import io.armstrong.api.worker.Ref;
import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import org.jspecify.annotations.Nullable;

/** Who is crashed, called and cast to. Its state is one number. */
final class Trainee implements Worker<Trainee.Sum> {
    record Sum(long value) {}

    /** A call: adds, and replies with the new state. */
    record Add(long n) {}

    /** A cast: adds. */
    record Increment(long n) {}

    /** A cast: throws. Each has a number of its own, so that none is taken for poison. */
    record Crash(long number) {}

    /** A cast: is sent back until none is left. */
    record Ball(int left, Ref from) {}

    /** What a trainee tells the coach at the end of its {@code init}. */
    record Ready(int index) {}

    private static final class Tripped extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final int index;
    private final @Nullable Ref whistle;

    /** @param whistle where the coach hears that it is ready; null: nobody is told */
    Trainee(int index, @Nullable Ref whistle) {
        this.index = index;
        this.whistle = whistle;
    }

    @Override
    public Sum init(WorkerContext ctx) {
        if (whistle != null) ctx.cast(whistle, new Ready(index));
        return new Sum(0);
    }

    @Override
    public Step<Sum> handle(WorkerContext ctx, Sum sum, Object message) {
        if (message instanceof Add add) {
            Sum next = new Sum(sum.value + add.n);
            return Step.reply(next, next.value);
        }
        if (message instanceof Increment increment) return Step.next(new Sum(sum.value + increment.n));
        if (message instanceof Ball ball) {
            if (ball.left > 0) ctx.cast(ball.from, new Ball(ball.left - 1, ctx.self()));
            return Step.next(sum);
        }
        if (message instanceof String) return Step.next(sum);
        throw new Tripped();
    }
}
