package io.armstrong.process.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.breaker.BreakerChange;
import io.armstrong.api.breaker.BreakerSpec;
import io.armstrong.api.breaker.BreakerState;
import io.armstrong.core.breaker.BreakerEvent;
import io.armstrong.process.virtual.VirtualSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Row B1: exactly n trials pass, whoever asks and however many. */
class B1TrialsUnderThreadsTest {
    private static final int THREADS = 64;
    private static final BreakerSpec SPEC = BreakerSpec.of(5, Duration.ofSeconds(30), 3);

    private final VirtualSystem time = new VirtualSystem();
    private final ConcurrentLinkedQueue<BreakerChange> told = new ConcurrentLinkedQueue<>();
    private final Breaker breaker = new Breaker("it", SPEC, time, time, (where, thrown) -> {}, told::add);
    private final ExecutorService pool = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void end() {
        pool.shutdownNow();
    }

    @Test
    void exactlyThreeOfSixtyFourThreadsPassHalfOpen() throws Exception {
        for (int round = 1; round <= 50; round++) {
            halfOpen();
            List<Long> permits = allAtOnce(breaker::ask).stream()
                    .filter(permit -> !Breaker.refused(permit))
                    .toList();
            assertThat(permits).as("round " + round).hasSize(3).doesNotHaveDuplicates();
            List<Long> answers = List.copyOf(permits);
            AtomicInteger next = new AtomicInteger();
            allAtOnce(() -> {
                int mine = next.getAndIncrement();
                if (mine < 3) breaker.succeeded(answers.get(mine), Breaker.UNTIMED);
                return 0L;
            });
            assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
            assertThat(told)
                    .extracting(BreakerChange::to)
                    .containsExactly(BreakerState.OPEN, BreakerState.HALF_OPEN, BreakerState.CLOSED);
            told.clear();
        }
    }

    @Test
    void neverMoreThanThreeAreOutWhateverBecomesOfThem() throws Exception {
        halfOpen();
        AtomicInteger out = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        allAtOnce(() -> {
            for (int i = 0; i < 2000; i++) {
                long permit = breaker.ask();
                if (permit <= 0) continue;
                most.accumulateAndGet(out.incrementAndGet(), Math::max);
                out.decrementAndGet(); // before it is given back: then another may have it
                breaker.returned(permit);
            }
            return 0L;
        });
        assertThat(most.get()).isBetween(1, 3);
        assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
        assertThat(breaker.report(false).trials()).isZero();
    }

    @Test
    void transitionsAreToldOnceAndInOrderUnderThreads() throws Exception {
        allAtOnce(() -> {
            for (int i = 0; i < 500; i++) {
                long permit = breaker.ask();
                if (Breaker.refused(permit)) breaker.tell(new BreakerEvent.Reset("test"));
                else breaker.failed(permit, Breaker.UNTIMED, "boom");
            }
            return 0L;
        });
        List<BreakerChange> all = List.copyOf(told);
        assertThat(all).hasSize((int) breaker.report(false).transitions());
        BreakerState at = BreakerState.CLOSED;
        for (BreakerChange change : all) {
            assertThat(change.from()).isEqualTo(at);
            assertThat(change.to()).isNotEqualTo(at);
            at = change.to();
        }
        assertThat(at).isEqualTo(breaker.state());
    }

    private void halfOpen() {
        for (int i = 0; i < SPEC.failures(); i++) breaker.failed(breaker.ask(), Breaker.UNTIMED, "boom");
        time.advance(SPEC.recovery());
        assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
    }

    private List<Long> allAtOnce(Callable<Long> work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<Long>> futures = IntStream.range(0, THREADS)
                .mapToObj(i -> pool.submit(() -> {
                    start.await(30, TimeUnit.SECONDS);
                    return work.call();
                }))
                .toList();
        List<Long> results = new ArrayList<>();
        for (Future<Long> future : futures) results.add(future.get(60, TimeUnit.SECONDS));
        return results;
    }
}
