package io.armstrong.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On real threads: what virtual time cannot show. */
class PoolDispatcherTest {
    private final List<String> troubles = new CopyOnWriteArrayList<>();
    private final PoolDispatcher pool =
            new PoolDispatcher(Clock.monotonic(), 2, (where, thrown) -> troubles.add(thrown.toString()));
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void close() {
        end.countDown();
        pool.close();
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void givesASubstituteForAThreadThatIsHeldAndTellsTheTurn() {
        AtomicInteger told = new AtomicInteger();
        Turn holding = new Turn() {
            @Override
            public void run() {
                waitFor(end);
            }

            @Override
            public void overran() {
                told.incrementAndGet();
            }
        };
        for (int i = 0; i < 6; i++) pool.execute(holding);
        CountDownLatch through = new CountDownLatch(1);
        pool.execute(through::countDown);
        await().until(() -> through.getCount() == 0);
        await().until(() -> told.get() >= 6);
    }

    @Test
    void goesBackToItsSizeWhenHeldThreadsReturn() {
        for (int i = 0; i < 6; i++) pool.execute(() -> waitFor(end));
        await().until(() -> poolThreads() >= 7);
        end.countDown();
        await().until(() -> poolThreads() == 2);
        CountDownLatch through = new CountDownLatch(50);
        for (int i = 0; i < 50; i++) pool.execute(through::countDown);
        await().until(() -> through.getCount() == 0);
    }

    private long poolThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t instanceof PoolThread own && own.pool == pool)
                .count();
    }

    @Test
    void runsWhatATurnHandsOverNextOnTheSameThread() {
        int same = 0;
        for (int i = 0; i < 100; i++) if (staysOnItsThread()) same++;
        assertThat(same)
                .as("all but those whose thread lost its core for 10 ms")
                .isGreaterThan(80);
    }

    private boolean staysOnItsThread() {
        AtomicReference<Thread> first = new AtomicReference<>();
        AtomicReference<Thread> second = new AtomicReference<>();
        pool.execute(() -> {
            first.set(Thread.currentThread());
            pool.execute(() -> second.set(Thread.currentThread()));
        });
        await().pollInterval(Duration.ofMillis(1)).until(() -> second.get() != null);
        assertThat(first.get().getName()).matches("armstrong-[0-9]+");
        assertThat(first.get().isDaemon()).isTrue();
        return second.get() == first.get();
    }

    @Test
    void doesNotLetAHandedOverTurnWaitForALongOne() {
        CountDownLatch through = new CountDownLatch(1);
        pool.execute(() -> {
            pool.execute(through::countDown);
            waitFor(end);
        });
        await().until(() -> through.getCount() == 0);
    }

    @Test
    void runsARowOfShortTurnsOnTheThreadThatHandedThemOverAndWakesNobody() {
        AtomicLong now = new AtomicLong();
        try (PoolDispatcher still = idling(now)) {
            PoolThread thread = new PoolThread(still, 7);
            List<Turn> row = row(OwnTurns.ROOM, () -> {});
            for (Turn turn : row) assertThat(thread.keep(turn)).isTrue();
            now.addAndGet(PoolThread.CROWDED_NANOS);
            for (Turn turn : row) assertThat(thread.nextTurn()).isSameAs(turn);
            assertThat(thread.nextTurn()).isNull();
        }
    }

    @Test
    void hasNoRoomForMoreThanTheRow() {
        PoolThread thread = new PoolThread(pool, 7);
        for (Turn turn : row(OwnTurns.ROOM, () -> {}))
            assertThat(thread.keep(turn)).isTrue();
        assertThat(thread.keep(() -> {})).isFalse();
        thread.nextTurn();
        assertThat(thread.keep(() -> {})).isTrue();
    }

    @Test
    void sharesARowThatWaitsWithAThreadThatIdles() {
        AtomicLong now = new AtomicLong();
        try (PoolDispatcher still = idling(now)) {
            PoolThread thread = new PoolThread(still, 7);
            CountDownLatch elsewhere = new CountDownLatch(3);
            for (Turn turn : row(4, elsewhere::countDown))
                assertThat(thread.keep(turn)).isTrue();
            now.addAndGet(PoolThread.CROWDED_NANOS + 1);
            assertThat(thread.nextTurn()).isNotNull();
            await().until(() -> elsewhere.getCount() == 0);
            assertThat(thread.nextTurn()).isNull();
        }
    }

    @Test
    void wakesNobodyForTwoTurnsHoweverLongTheyWait() {
        AtomicLong now = new AtomicLong();
        try (PoolDispatcher still = idling(now)) {
            PoolThread thread = new PoolThread(still, 7);
            List<Turn> row = row(2, () -> {});
            for (Turn turn : row) assertThat(thread.keep(turn)).isTrue();
            now.addAndGet(PoolThread.CROWDED_NANOS + 1);
            for (Turn turn : row) assertThat(thread.nextTurn()).isSameAs(turn);
        }
    }

    /** A pool of one thread that has nothing to do, in a time of its own. */
    private PoolDispatcher idling(AtomicLong now) {
        PoolDispatcher still = new PoolDispatcher(now::get, 1, (where, thrown) -> troubles.add(thrown.toString()));
        await().until(still::idles);
        return still;
    }

    private static List<Turn> row(int length, Runnable task) {
        List<Turn> row = new ArrayList<>();
        for (int i = 0; i < length; i++)
            row.add(new Turn() {
                @Override
                public void run() {
                    task.run();
                }
            });
        return row;
    }

    @Test
    void letsOthersRunBesideTwoThatHandOverToEachOtherForEver() {
        AtomicInteger rounds = new AtomicInteger();
        for (int i = 0; i < 2; i++) pool.execute(endless(rounds));
        CountDownLatch through = new CountDownLatch(100);
        for (int i = 0; i < 100; i++) pool.requeue(through::countDown);
        await().until(() -> through.getCount() == 0);
        assertThat(rounds.get()).isPositive();
    }

    @Test
    void letsOthersRunBesideTwoThatNeverHaveDone() {
        AtomicInteger rounds = new AtomicInteger();
        for (int i = 0; i < 2; i++)
            pool.execute(new Turn() {
                @Override
                public void run() {
                    rounds.incrementAndGet();
                    if (end.getCount() > 0) pool.requeue(this);
                }
            });
        await().until(() -> rounds.get() > 1000);
        CountDownLatch through = new CountDownLatch(100);
        for (int i = 0; i < 100; i++) pool.execute(through::countDown);
        await().until(() -> through.getCount() == 0);
    }

    private Turn endless(AtomicInteger rounds) {
        return new Turn() {
            @Override
            public void run() {
                rounds.incrementAndGet();
                if (end.getCount() > 0) pool.execute(this);
            }
        };
    }

    @Test
    void reportsWhatEscapesFromATurnAndGoesOn() {
        CountDownLatch through = new CountDownLatch(10);
        for (int i = 0; i < 10; i++) {
            pool.execute(() -> {
                throw new StackOverflowError("deep");
            });
            pool.execute(through::countDown);
        }
        await().until(() -> through.getCount() == 0);
        await().until(() -> troubles.size() == 10);
    }

    @Test
    void runsBlockingTurnsOnThreadsOfTheirOwn() {
        CountDownLatch running = new CountDownLatch(20);
        List<String> names = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 20; i++) {
            pool.executeBlocking(
                    () -> {
                        names.add(Thread.currentThread().getName());
                        running.countDown();
                        waitFor(end);
                    },
                    "own");
        }
        await().until(() -> running.getCount() == 0);
        assertThat(names).hasSize(20).containsOnly("own");
    }
}
