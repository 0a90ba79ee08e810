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
            // Ids of children are shorter than that of their supervisor, or longer: it looks for a number in them.
            Ref whistle = yard.team("coach", "coach", Strategy.ONE_FOR_ONE, 1, index -> coach)[0];
            Ref[] few =
                    yard.team("few", "one-of-the-few", Strategy.ONE_FOR_ONE, 2, index -> new Trainee(index, whistle));
            Ref[] crew =
                    yard.team("over-the-crew", "one", Strategy.ONE_FOR_ALL, CREW, index -> new Trainee(index, whistle));
            Ref[] crowd =
                    yard.team("crowd", "crowd", Strategy.ONE_FOR_ONE, CROWD, index -> new Trainee(index, whistle));
            exercise(coach, whistle, new Exercise(few, 0, 2, 1500), few);
            exercise(coach, whistle, new Exercise(few, 1, 1, 1000));
            exercise(coach, whistle, new Exercise(crew, 1, CREW, 100));
            exercise(coach, whistle, new Exercise(crowd, CROWD, CROWD, 10));
            exercise(coach, whistle, new Exercise(crew, 0, CREW, 300), crew);
            throwBalls(crew);
            dynamic(yard.crowd("guests", index -> new Trainee(index, null)));
        }
        return null;
    }

    /** @param disturbed are sent messages from here meanwhile: senders meet at one mailbox */
    private static void exercise(Coach coach, Ref whistle, Exercise exercise, Ref... disturbed)
            throws InterruptedException, TimeoutException {
        CountDownLatch over = coach.set(exercise);
        whistle.cast(new Coach.Begin());
        if (disturbed.length > 0) for (int i = 0; i < CASTS; i++) disturb(disturbed[i % disturbed.length], i);
        if (!over.await(DEADLINE.toMillis(), TimeUnit.MILLISECONDS)) throw new TimeoutException(exercise.toString());
    }

    private static void throwBalls(Ref[] crew) throws InterruptedException, TimeoutException, ExecutionException {
        for (int i = 0; i < crew.length; i += 2) crew[i].cast(new Trainee.Ball(TRIPS, crew[i + 1]));
        for (Ref one : crew) call(one);
    }

    private static void disturb(Ref one, int i) {
        one.cast(i % 8 == 0 ? "a word that is nothing to you" : new Trainee.Increment(1));
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
