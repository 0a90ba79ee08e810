package io.armstrong.process.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.ExitReason;
import io.armstrong.api.worker.Step;
import io.armstrong.api.worker.Worker;
import io.armstrong.api.worker.WorkerContext;
import io.armstrong.core.OrderResult;
import io.armstrong.core.SupervisorEvent;
import io.armstrong.process.WorkerSettings;
import io.armstrong.process.virtual.VirtualSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many orders by one message. */
class OrderRowTest {
    private static final String BOOM = "boom";
    private static final String SLOW = "slow";
    private static final Duration LONG = Duration.ofMillis(20);

    private final VirtualSystem time = VirtualSystem.withStalls();
    private final WorkerSettings settings = WorkerSettings.of(time.system());
    /** Ids whose init has run, in that order. */
    private final List<String> begun = new ArrayList<>();

    private final SupervisorProcess pool = Pools.of("pool", ChildSpec.of("template"), settings, new Beginner());

    private final class Beginner implements Worker<Integer> {
        @Override
        public Integer init(WorkerContext ctx) throws InterruptedException {
            begun.add(ctx.id());
            if (SLOW.equals(ctx.argument())) time.stall(LONG);
            if (BOOM.equals(ctx.argument())) throw new IllegalStateException("told to");
            return 0;
        }

        @Override
        public Step<Integer> handle(WorkerContext ctx, Integer state, Object message) {
            return Step.next(state);
        }
    }

    /** Starts children of consecutive numbers, each given the next argument. */
    private static class Starts implements OrderRow {
        private final int first;
        private final List<String> arguments;
        final List<OrderResult> answers = new ArrayList<>();
        private int given;
        private boolean done;
        private boolean ended;

        Starts(int first, List<String> arguments) {
            this.first = first;
            this.arguments = arguments;
        }

        @Override
        public boolean hasNext() {
            return given < arguments.size();
        }

        @Override
        public SupervisorEvent.Order next(long token) {
            assertThat(answers).hasSize(given);
            String argument = arguments.get(given);
            return new SupervisorEvent.StartDynamic(token, "pool-" + (first + given++), argument);
        }

        @Override
        public void answered(OrderResult result) {
            answers.add(result);
        }

        @Override
        public void done() {
            assertThat(done || ended).isFalse();
            done = true;
        }

        @Override
        public void ended() {
            assertThat(done || ended).isFalse();
            ended = true;
        }
    }

    @BeforeEach
    void start() {
        pool.start();
        time.runUntilIdle();
    }

    private Starts order(int first, int count) {
        return order(new Starts(first, Collections.nCopies(count, "")));
    }

    private Starts order(Starts row) {
        assertThat(pool.orderInRow(row)).isTrue();
        return row;
    }

    private static List<String> ids(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(i -> "pool-" + i).toList();
    }

    @Test
    void areCarriedOutOneAfterAnother() {
        Starts row = order(1, 500);
        time.runUntilIdle();
        assertThat(begun).isEqualTo(ids(1, 500));
        assertThat(row.answers).first().isEqualTo(new OrderResult.Started("pool-1", 1));
        assertThat(row.answers).hasSize(500).allMatch(OrderResult.Started.class::isInstance);
        assertThat(row.done).isTrue();
        assertThat(pool.snapshot().children()).hasSize(500);
    }

    @Test
    void anEmptyRowIsDone() {
        Starts row = order(1, 0);
        time.runUntilIdle();
        assertThat(row.done).isTrue();
        assertThat(begun).isEmpty();
    }

    @Test
    void oneThatFailsKeepsNobodyElseFromComing() {
        Starts row = order(new Starts(1, List.of("", BOOM, "")));
        time.runUntilIdle();
        assertThat(begun).containsExactly("pool-1", "pool-2", "pool-3");
        assertThat(row.answers).hasSize(3);
        assertThat(row.answers.get(1)).isInstanceOf(OrderResult.StartFailed.class);
        assertThat(row.answers.get(2)).isEqualTo(new OrderResult.Started("pool-3", 1));
        assertThat(row.done).isTrue();
    }

    @Test
    void whatOthersOrderWaitsForOneOfThemAtMost() {
        order(1, 500);
        CompletableFuture<OrderResult> other =
                pool.order(token -> new SupervisorEvent.StartDynamic(token, "other", ""));
        time.runUntilIdle();
        assertThat(other).isCompletedWithValue(new OrderResult.Started("other", 1));
        assertThat(begun.indexOf("other")).isLessThanOrEqualTo(2);
        assertThat(begun).hasSize(501);
    }

    @Test
    void twoRowsTakeTurns() {
        order(1, 100);
        order(1001, 10);
        time.runUntilIdle();
        assertThat(begun.subList(0, 21)).containsAll(ids(1001, 1010));
        assertThat(begun).hasSize(110);
    }

    @Test
    void oneMoreThanTheBoundIsRefusedUntilOneIsDone() {
        Starts first = order(new Starts(0, List.of(SLOW)));
        orderEmptyOnes(SupervisorProcess.BOUND - 1);
        assertThat(pool.waiting()).isZero();
        assertThat(first.done).isFalse();
        assertThat(pool.orderInRow(new Starts(0, List.of()))).isFalse();
        time.advance(LONG);
        assertThat(first.done).isTrue();
        order(0, 0);
    }

    /** Not so many at once that they have no place in the mailbox. */
    private void orderEmptyOnes(int count) {
        for (int i = 1; i <= count; i++) {
            order(0, 0);
            if (i % 1000 == 0 || i == count) time.runUntilIdle();
        }
    }

    @Test
    void onesThatEndWithTheSupervisorTakeNoPlace() {
        for (int i = 0; i < SupervisorProcess.BOUND; i++) order(i, 1);
        assertThat(pool.orderInRow(new Starts(0, List.of()))).isFalse();
        pool.kill();
        time.runUntilIdle();
        for (int i = 0; i < SupervisorProcess.BOUND; i++) order(i, 1);
        time.runUntilIdle();
        assertThat(order(0, 1).answers).isEmpty();
    }

    @Test
    void onesThatAreDoneTakeNoPlace() {
        orderEmptyOnes(2 * SupervisorProcess.BOUND);
    }

    @Test
    void noneIsCarriedOutByASupervisorThatHasEnded() {
        Starts before = order(1, 500);
        pool.kill();
        time.runUntilIdle();
        Starts after = order(501, 500);
        time.runUntilIdle();
        for (Starts row : List.of(before, after)) {
            assertThat(row.answers).isEmpty();
            assertThat(row.ended).isTrue();
        }
        assertThat(begun).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsLeftWhenTheSupervisorEndsIsToldAtOnce(boolean kill) {
        Starts row = order(new Starts(1, Collections.nCopies(500, "")) {
            @Override
            public SupervisorEvent.Order next(long token) {
                if (answers.size() == 10 && kill) pool.kill();
                else if (answers.size() == 10) pool.shutdown(ExitReason.SHUTDOWN);
                return super.next(token);
            }
        });
        time.runUntilIdle();
        assertThat(row.ended).isTrue();
        assertThat(row.answers).hasSizeBetween(10, 12);
        assertThat(pool.alive()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theSupervisorMayEndWhileOneOfThemIsOnItsWay(boolean kill) {
        Starts row = order(new Starts(1, List.of(SLOW, "")));
        time.runUntilIdle();
        if (kill) pool.kill();
        else pool.shutdown(ExitReason.SHUTDOWN);
        while (time.step()) assertThat(time.elapsed()).isLessThan(Duration.ofMinutes(1));
        assertThat(row.ended).isTrue();
        assertThat(begun).containsExactly("pool-1");
        assertThat(pool.alive()).isFalse();
        assertThat(time.troubles()).isEmpty();
    }

    @Test
    void thoseThatAreRefusedAtOnceLetOthersGoFirst() {
        pool.order(token -> new SupervisorEvent.StartDynamic(token, "pool-1", ""));
        Starts row = order(new Starts(1, Collections.nCopies(100_000, "")) {
            @Override
            public SupervisorEvent.Order next(long token) {
                super.next(token);
                return new SupervisorEvent.StartDynamic(token, "pool-1", "");
            }
        });
        List<Integer> refusedBefore = new ArrayList<>();
        for (int i = 0; i < 100; i++)
            pool.order(token -> new SupervisorEvent.StartDynamic(token, "pool-1", ""))
                    .thenAccept(refused -> refusedBefore.add(row.answers.size()));
        time.runUntilIdle();
        assertThat(row.answers)
                .hasSize(100_000)
                .containsOnly(new OrderResult.Refused(OrderResult.Error.ALREADY_STARTED));
        assertThat(refusedBefore).hasSize(100).allMatch(size -> size < 1000);
    }
}
