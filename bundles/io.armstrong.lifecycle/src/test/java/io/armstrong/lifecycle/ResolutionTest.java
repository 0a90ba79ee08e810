package io.armstrong.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResolutionTest {
    private final Resolution resolution = new Resolution();
    private final CountDownLatch telling = new CountDownLatch(1);
    private final CountDownLatch told = new CountDownLatch(1);
    private final List<String> order = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    @AfterEach
    void goOn() throws InterruptedException {
        told.countDown();
        for (Thread thread : threads) thread.join();
    }

    private interface Part {
        void run() throws InterruptedException;
    }

    private Thread begin(Part part) {
        Thread thread = new Thread(() -> {
            try {
                part.run();
            } catch (InterruptedException e) {
                order.add("interrupted");
            }
        });
        threads.add(thread);
        thread.start();
        return thread;
    }

    /** One whose telling is held up by a listener. */
    private BooleanSupplier slow() {
        return () -> {
            telling.countDown();
            try {
                told.await();
            } catch (InterruptedException e) {
                return false;
            }
            return order.add("told");
        };
    }

    private static void awaitWaiting(Thread thread) {
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
    }

    @Test
    void nobodyStartsWhileItIsBeingTold() throws InterruptedException {
        begin(() -> resolution.alone(slow()));
        telling.await();
        Thread starts = begin(() -> {
            resolution.awaitTold();
            order.add("started");
        });
        awaitWaiting(starts);
        told.countDown();
        starts.join();
        assertThat(order).containsExactly("told", "started");
    }

    @Test
    void oneResolvesAfterTheOther() throws InterruptedException {
        begin(() -> resolution.alone(slow()));
        telling.await();
        Thread second = begin(() -> resolution.alone(() -> order.add("second")));
        awaitWaiting(second);
        told.countDown();
        second.join();
        assertThat(order).containsExactly("told", "second");
    }

    @Test
    void nobodyWaitsForEverForOneThatIsHeldUp() throws InterruptedException {
        begin(() -> resolution.alone(slow()));
        telling.await();
        resolution.awaitTold();
        assertThat(resolution.alone(() -> false)).isFalse();
        assertThat(resolution.alone(() -> true)).isTrue();
        assertThat(order).isEmpty();
    }

    @Test
    void anInterruptEndsTheWait() throws InterruptedException {
        begin(() -> resolution.alone(slow()));
        telling.await();
        Thread starts = begin(resolution::awaitTold);
        awaitWaiting(starts);
        starts.interrupt();
        starts.join();
        assertThat(order).containsExactly("interrupted");
    }
}
