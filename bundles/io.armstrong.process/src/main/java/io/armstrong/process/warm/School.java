package io.armstrong.process.warm;

import io.armstrong.api.Strategy;
import io.armstrong.api.worker.Ref;
import io.armstrong.core.SupervisorEvent;
import io.armstrong.process.Trouble;
import io.armstrong.process.supervise.SupervisorProcess;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A lap: supervisors and their children are started in a world of their own, exercised and stopped. */
public final class School implements Callable<Void> {
    /** For whatever is waited for: beyond it something is stuck. */
    static final Duration DEADLINE = Duration.ofMinutes(1);

    private static final int CREW = 10;
    private static final int CROWD = 100;
    private static final int CASTS = 2000;
    private static final int TRIPS = 600;

    private final Trouble trouble;

    public School(Trouble trouble) {
        this.trouble = trouble;
    }

    @Override
    public Void call() throws Exception {
        try (Yard yard = new Yard(trouble)) {
            Coach coach = new Coach();
            Ref whistle = yard.team("coach", Strategy.ONE_FOR_ONE, 1, index -> coach)[0];
            Ref[] few = yard.team("few", Strategy.ONE_FOR_ONE, 2, index -> new Trainee(index, whistle));
            Ref[] crew = yard.team("crew", Strategy.ONE_FOR_ALL, CREW, index -> new Trainee(index, whistle));
            Ref[] crowd = yard.team("crowd", Strategy.ONE_FOR_ONE, CROWD, index -> new Trainee(index, whistle));
            exercise(coach, whistle, new Exercise(few, 1, 1, 1000));
            exercise(coach, whistle, new Exercise(crew, 1, CREW, 100));
            exercise(coach, whistle, new Exercise(crowd, CROWD, CROWD, 10));
            exercise(coach, whistle, new Exercise(few, 0, 2, 1500));
            exercise(coach, whistle, new Exercise(crew, 0, CREW, 300));
            throwBalls(crew);
            cast(few);
            dynamic(yard.crowd("guests", index -> new Trainee(index, null)));
        }
        return null;
    }

    private static void exercise(Coach coach, Ref whistle, Exercise exercise)
            throws InterruptedException, TimeoutException {
        CountDownLatch over = coach.set(exercise);
        whistle.cast(new Coach.Begin());
        if (!over.await(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)) throw new TimeoutException(exercise.toString());
    }

    private static void throwBalls(Ref[] crew) throws InterruptedException, TimeoutException, ExecutionException {
        for (int i = 0; i < crew.length; i += 2) crew[i].cast(new Trainee.Ball(TRIPS, crew[i + 1]));
        for (Ref one : crew) call(one);
    }

    private static void cast(Ref[] few) throws InterruptedException, TimeoutException, ExecutionException {
        for (int i = 0; i < CASTS; i++) few[i % few.length].cast(new Trainee.Increment(1));
        for (Ref one : few) call(one);
    }

    private static void call(Ref one) throws InterruptedException, TimeoutException, ExecutionException {
        Yard.await(one.call(new Trainee.Add(1), DEADLINE));
    }

    private static void dynamic(SupervisorProcess guests)
            throws InterruptedException, TimeoutException, ExecutionException {
        for (int i = 0; i < CROWD; i++) {
            String id = guests.id() + '-' + i;
            Yard.await(guests.order(token -> new SupervisorEvent.StartDynamic(token, id, null)));
        }
        for (int i = 0; i < CROWD; i++) {
            String id = guests.id() + '-' + i;
            Yard.await(guests.order(token -> new SupervisorEvent.Terminate(token, id, false)));
        }
    }
}
