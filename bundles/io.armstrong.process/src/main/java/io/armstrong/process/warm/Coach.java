package io.armstrong.process.warm;

import io.armstrong.api.worker.Ref;
import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Goes through an exercise, and says when it is over. */
final class Coach implements Worker<Coach.At> {
    /** The next exercise is set. */
    record Begin() {}

    /** @param ready and @param answered of this round; @param round counts them; @param crashes all there ever were */
    record At(int ready, int answered, int round, long crashes) {}

    private record Task(Exercise exercise, CountDownLatch over) {}

    /** Written before {@link Begin} is cast; null while teams start. */
    private volatile @Nullable Task task;

    /** The next exercise. @return opened when it is over */
    CountDownLatch set(Exercise exercise) {
        CountDownLatch over = new CountDownLatch(1);
        task = new Task(exercise, over);
        return over;
    }

    @Override
    public At init(WorkerContext ctx) {
        return new At(0, 0, 0, 0);
    }

    @Override
    public Step<At> handle(WorkerContext ctx, At at, Object message) {
        Task now = task;
        if (now == null) return Step.next(at);
        if (message instanceof Begin) return Step.next(round(ctx, now, 0, at.crashes));
        if (message instanceof Trainee.Ready ready) return Step.next(ready(ctx, now.exercise, at, ready.index()));
        At next = new At(at.ready, at.answered + 1, at.round, at.crashes);
        if (next.answered < now.exercise.called()) return Step.next(next);
        return Step.next(round(ctx, now, at.round + 1, at.crashes));
    }

    private static At round(WorkerContext ctx, Task now, int round, long crashes) {
        Exercise exercise = now.exercise;
        if (round == exercise.rounds()) now.over.countDown();
        else if (exercise.crash() == 0) callAll(ctx, exercise);
        else
            for (int i = 0; i < exercise.crash(); i++)
                ctx.cast(exercise.member(round + i), new Trainee.Crash(crashes + i));
        return new At(0, 0, round, crashes + exercise.crash());
    }

    private static At ready(WorkerContext ctx, Exercise exercise, At at, int index) {
        int ready = at.ready + 1;
        if (exercise.each()) call(ctx, exercise.member(index));
        else if (ready == exercise.called()) callAll(ctx, exercise);
        return new At(ready, at.answered, at.round, at.crashes);
    }

    private static void callAll(WorkerContext ctx, Exercise exercise) {
        for (Ref one : exercise.team()) call(ctx, one);
    }

    private static void call(WorkerContext ctx, Ref one) {
        ctx.ask(one, new Trainee.Add(1), School.DEADLINE, "");
    }
}
