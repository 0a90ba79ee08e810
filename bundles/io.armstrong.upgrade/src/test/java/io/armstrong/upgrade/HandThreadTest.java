package io.armstrong.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armstrong.api.upgrade.StateMigration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is done in a hold is done by one thread, and a migration that hangs takes nothing but that thread. */
class HandThreadTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final long BUNDLE = 7;

    private final ExecutorService pool = Executors.newSingleThreadExecutor(task -> new Thread(task, "pool"));
    private final HandThread hand = new HandThread("migration of counter", pool);
    private final CountDownLatch hung = new CountDownLatch(1);
    private final List<String> told = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void end() {
        hung.countDown();
        hand.close();
        pool.shutdown();
    }

    private static <T> T got(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(1, TimeUnit.MINUTES);
    }

    private static String here() {
        return Thread.currentThread().getName();
    }

    @Test
    void whatFollowsAMigrationRunsOnItsThread() throws Exception {
        CompletableFuture<String> second = new CompletableFuture<>();
        hand.execute(() -> hand.call("a", LONG, HandThreadTest::here)
                .thenAccept(first -> hand.execute(() -> second.complete(first + ", " + here()))));
        assertThat(got(second)).isEqualTo("armstrong-migration-of-counter, armstrong-migration-of-counter");
    }

    @Test
    void aMigrationThatHangsIsLeftBehindAndThePoolGoesOn() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<String> waiting = new CompletableFuture<>();
        CompletionStage<String> stage = hand.call("migration of counter", Duration.ofMillis(300), () -> {
            begun.countDown();
            while (hung.getCount() > 0) Thread.onSpinWait(); // heeds no interrupt
            told.add("came back");
            return "late";
        });
        assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
        hand.execute(() -> waiting.complete(here()));
        assertThatThrownBy(() -> got(stage))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("migration of counter was not done within 300 ms");
        assertThat(got(waiting)).isEqualTo("pool");
        assertThat(hand.over()).isTrue();
        CompletableFuture<String> next = new CompletableFuture<>();
        hand.execute(() -> next.complete(here()));
        assertThat(got(next)).isEqualTo("pool");
        assertThat(told).isEmpty();
    }

    @Test
    void whatNobodyWaitsForAnyMoreIsLeftBehind() throws Exception {
        hand.freed();
        assertThat(hand.over()).isFalse(); // nothing keeps it
        CountDownLatch begun = new CountDownLatch(1);
        hand.execute(() -> {
            begun.countDown();
            while (hung.getCount() > 0) Thread.onSpinWait();
        });
        assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
        hand.freed();
        CompletableFuture<String> next = new CompletableFuture<>();
        hand.execute(() -> next.complete(here()));
        assertThat(got(next)).isEqualTo("pool");
    }

    @Test
    void migrationsStayInUseUntilTheyAreGivenBack() throws Exception {
        Fetched fetched = new Fetched();
        assertThat(got(hand.call("rehearsal", LONG, () -> hand.keep(BUNDLE, fetched) == fetched)))
                .isTrue();
        assertThat(got(hand.call("hold", LONG, () -> hand.kept(BUNDLE, Set.of("x.Up")) == fetched)))
                .isTrue();
        assertThat(got(hand.call("hold", LONG, () -> hand.kept(BUNDLE, Set.of("x.Other")) == null)))
                .isTrue();
        assertThat(told).isEmpty();
        got(hand.giveBack(LONG));
        assertThat(told).containsExactly("given back");
        assertThat(got(hand.call("hold", LONG, () -> hand.kept(BUNDLE, Set.of("x.Up")) == null)))
                .isTrue();
    }

    private final class Fetched implements RunningBundles.Migrations {
        @Override
        public StateMigration of(String className) {
            throw new IllegalArgumentException(className);
        }

        @Override
        public boolean offers(Set<String> classNames) {
            return Set.of("x.Up").containsAll(classNames);
        }

        @Override
        public void close() {
            told.add("given back");
        }
    }
}
