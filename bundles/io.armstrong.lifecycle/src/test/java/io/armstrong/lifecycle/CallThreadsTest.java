package io.armstrong.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallThreadsTest {
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final CallThreads threads = new CallThreads("call-", 2, warnings::add);

    @AfterEach
    void nothingFailed() {
        threads.close();
        assertThat(warnings).isEmpty();
    }

    /** Runs it there until it is let go. @return its thread */
    private Thread busy(CountDownLatch letGo) {
        CompletableFuture<Thread> on = new CompletableFuture<>();
        threads.run(() -> {
            on.complete(Thread.currentThread());
            awaitLatch(letGo);
        });
        return on.join();
    }

    private static void idles(Thread thread) {
        await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
    }

    @Test
    void theNextTaskIsForTheThreadThatWasBusyLast() {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        Thread early = busy(first);
        Thread late = busy(second);
        first.countDown();
        idles(early);
        second.countDown();
        idles(late);
        for (int i = 0; i < 20; i++) {
            assertThat(busy(new CountDownLatch(0))).isSameAs(late);
            idles(late);
        }
        assertThat(early.getState()).isEqualTo(Thread.State.TIMED_WAITING);
    }

    @Test
    void noThreadIsMadeWhileThereAreEnoughThatIdle() {
        CallThreads wide = new CallThreads("wide-", 4, warnings::add);
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        for (int round = 0; round < 50; round++) {
            CountDownLatch both = new CountDownLatch(2);
            for (int i = 0; i < 2; i++)
                wide.run(() -> {
                    seen.add(Thread.currentThread());
                    both.countDown();
                    awaitLatch(both);
                });
            awaitLatch(both);
            seen.forEach(CallThreadsTest::idles);
        }
        wide.close();
        assertThat(seen).hasSize(2);
    }

    @Test
    void aRenewalEndsThemAllAndTheNextTaskHasANewOne() {
        Thread before = busy(new CountDownLatch(0));
        idles(before);
        threads.renew();
        assertThat(busy(new CountDownLatch(0))).isNotSameAs(before);
        await().until(() -> !before.isAlive());
    }

    @Test
    void nothingIsLostHoweverManyOrder() throws Exception {
        CountDownLatch done = new CountDownLatch(4000);
        for (int i = 0; i < 4; i++)
            CompletableFuture.runAsync(() -> {
                for (int task = 0; task < 1000; task++) threads.run(done::countDown);
            });
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
