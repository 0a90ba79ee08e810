package io.armstrong.process.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.worker.Ref;
import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import io.armstrong.core.OrderResult;
import io.armstrong.core.SupervisorEvent;
import io.armstrong.process.ProcessSystem;
import io.armstrong.process.WorkerSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Dynamic children that are declared inline are started on the thread of whoever orders them. */
class InlineStartTest {
    private static final Duration SHORT = Duration.ofMillis(200);

    private final List<String> troubles = new CopyOnWriteArrayList<>();
    private final ProcessSystem system = ProcessSystem.start((where, thrown) -> troubles.add(where + ": " + thrown));

    @AfterEach
    void nothingEscaped() {
        system.close();
        assertThat(troubles).isEmpty();
    }

    /** Runs what it was given before it is up; its state is the name of the thread of its {@code init}. */
    private record Starter() implements Worker<String> {
        @Override
        public String init(WorkerContext ctx) {
            if (ctx.argument() instanceof Runnable first) first.run();
            return Thread.currentThread().getName();
        }

        @Override
        public Step<String> handle(WorkerContext ctx, String state, Object message) {
            if (message.equals("crash")) throw new IllegalStateException("told to");
            return Step.reply(state, state);
        }
    }

    private SupervisorProcess pool(boolean inline) {
        return pool(inline, ChildSpec.DEFAULT_START_DEADLINE);
    }

    private SupervisorProcess pool(boolean inline, Duration startDeadline) {
        WorkerSettings settings = WorkerSettings.of(system).withInline(inline);
        SupervisorProcess pool =
                Pools.of("pool", ChildSpec.of("template").withStartDeadline(startDeadline), settings, new Starter());
        pool.start();
        await().until(() -> pool.snapshot().status() == ChildStatus.UP && pool.resting());
        return pool;
    }

    private static CompletableFuture<OrderResult> start(SupervisorProcess pool, String id, Runnable first) {
        CompletableFuture<OrderResult> answer = new CompletableFuture<>();
        assertThat(pool.orderHere(token -> new SupervisorEvent.StartDynamic(token, id, first), answer::complete))
                .isTrue();
        return answer;
    }

    private Object startedOn(String id) throws Exception {
        return system.names()
                .whereis(id)
                .orElseThrow()
                .call("where", Duration.ofSeconds(5))
                .toCompletableFuture()
                .get(5, TimeUnit.SECONDS);
    }

    @Test
    void isUpWhenTheOrderIsGiven() throws Exception {
        SupervisorProcess pool = pool(true);
        for (int i = 1; i <= 100; i++)
            assertThat(start(pool, "pool-" + i, () -> {}))
                    .isCompletedWithValue(new OrderResult.Started("pool-" + i, 1));
        assertThat(startedOn("pool-1")).isEqualTo(Thread.currentThread().getName());
        assertThat(startedOn("pool-100")).isEqualTo(Thread.currentThread().getName());
        assertThat(pool.resting()).isTrue();
    }

    @Test
    void isStartedOnThePoolWhereItIsNotDeclaredSo() throws Exception {
        SupervisorProcess pool = pool(false);
        start(pool, "pool-1", () -> {}).get(5, TimeUnit.SECONDS);
        assertThat(startedOn("pool-1")).asString().startsWith("armstrong-");
    }

    @Test
    void failsItsOrderWhereInitFails() {
        CompletableFuture<OrderResult> failed = start(pool(true), "pool-1", () -> {
            throw new IllegalStateException("boom");
        });
        assertThat(failed).isCompletedWithValueMatching(OrderResult.StartFailed.class::isInstance);
    }

    @Test
    void isRestartedOnThePool() throws Exception {
        start(pool(true), "pool-1", () -> {});
        Ref ref = system.names().whereis("pool-1").orElseThrow();
        assertThat(ref.call("crash", Duration.ofSeconds(5))).isCompletedExceptionally();
        await().untilAsserted(() -> assertThat(startedOn("pool-1")).asString().startsWith("armstrong-"));
    }

    @Test
    void leavesTheCallersInterruptAlone() {
        Thread.currentThread().interrupt();
        assertThat(start(pool(true), "pool-1", () -> {})).isDone();
        assertThat(Thread.interrupted()).isTrue();
    }

    /** Each lent thread carries out its own order and nobody else's; what waits is the pool's. */
    @Test
    void isStartedOnceByWhomeverHoweverManyOrder() throws Exception {
        SupervisorProcess pool = pool(true);
        ExecutorService callers = Executors.newFixedThreadPool(4);
        List<CompletableFuture<OrderResult>> answers = new CopyOnWriteArrayList<>();
        for (int caller = 0; caller < 4; caller++) {
            int first = 1000 * caller;
            callers.execute(() -> {
                for (int i = 1; i <= 1000; i++) answers.add(start(pool, "pool-" + (first + i), () -> {}));
            });
        }
        callers.shutdown();
        assertThat(callers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
        assertThat(answers).hasSize(4000).allMatch(answer -> answer.join() instanceof OrderResult.Started);
        assertThat(pool.snapshot().children()).hasSize(4000).allMatch(child -> child.status() == ChildStatus.UP);
    }

    /** Whoever lent his thread waits for as long as it hangs; the supervisor does not. */
    @Test
    void holdsUpNobodyElseWhereItHangs() throws Exception {
        SupervisorProcess pool = pool(true, SHORT);
        CountDownLatch letGo = new CountDownLatch(1);
        CompletableFuture<OrderResult> hangs = new CompletableFuture<>();
        Thread lender = new Thread(() -> pool.orderHere(
                token -> new SupervisorEvent.StartDynamic(token, "pool-1", (Runnable) () -> sleepOn(letGo)),
                hangs::complete));
        lender.start();

        assertThat(hangs.get(10, TimeUnit.SECONDS)).isInstanceOf(OrderResult.StartFailed.class);
        assertThat(lender.isAlive()).isTrue();
        assertThat(start(pool, "pool-2", () -> {}).get(5, TimeUnit.SECONDS)).isInstanceOf(OrderResult.Started.class);
        letGo.countDown();
        lender.join(TimeUnit.SECONDS.toMillis(5));
        assertThat(lender.isAlive()).isFalse();
    }

    /** Heeds no interrupt. */
    private static void sleepOn(CountDownLatch letGo) {
        boolean over = false;
        while (!over) {
            try {
                letGo.await();
                over = true;
            } catch (InterruptedException ignored) {
                // that is what it is about
            }
        }
    }
}
