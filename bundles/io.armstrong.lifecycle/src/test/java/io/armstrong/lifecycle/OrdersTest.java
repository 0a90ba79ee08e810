package io.armstrong.lifecycle;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.spi.FrameworkFact;
import io.armstrong.api.spi.Lifecycle.HungCall;
import io.armstrong.api.spi.Lifecycle.Kind;
import io.armstrong.api.spi.Lifecycle.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OrdersTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(30);
    private static final Path JAR = Path.of("any.jar");

    private final FakeFramework framework = new FakeFramework().with(1, 2, 3, 4, 5, 6, 7, 8);
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final List<Long> returned = new CopyOnWriteArrayList<>();
    private final CountDownLatch open = new CountDownLatch(1);
    private final Orders orders =
            new Orders(framework, 2, Duration.ofMillis(50), log::add, (id, name) -> returned.add(id));

    @BeforeEach
    void openOrders() {
        orders.open();
    }

    @AfterEach
    void letEverythingEnd() {
        open.countDown();
        orders.close();
    }

    private static Outcome get(CompletionStage<Outcome> stage) throws Exception {
        return stage.toCompletableFuture().get(20, SECONDS);
    }

    /** What a loop that looks at nothing does. */
    private void hang() {
        while (open.getCount() > 0) {
            try {
                open.await();
            } catch (InterruptedException ignored) {
                continue;
            }
        }
    }

    @Nested
    class Outcomes {
        @Test
        void aStartedBundleIsActive() throws Exception {
            assertThat(get(orders.start(1, LONG)))
                    .isEqualTo(new Outcome(Kind.DONE, 1, "ACTIVE", "1.0.0", "", List.of()));
        }

        @Test
        void aThrowIsToldAsTextWithTheChildsOwnFrame() throws Exception {
            framework.on("start 1", () -> {
                throw new IllegalStateException("no port");
            });
            Outcome outcome = get(orders.start(1, LONG));
            assertThat(outcome.kind()).isEqualTo(Kind.FAILED);
            assertThat(outcome.state()).isEqualTo("RESOLVED");
            assertThat(outcome.cause()).startsWith("java.lang.IllegalStateException: no port at ");
            assertThat(outcome.cause()).contains("OrdersTest.java:");
            assertThat(outcome.trace()).hasSizeBetween(1, 32);
        }

        @Test
        void anErrorIsAFailureToo() throws Exception {
            framework.on("start 1", () -> {
                throw new StackOverflowError();
            });
            assertThat(get(orders.start(1, LONG)).cause()).startsWith("java.lang.StackOverflowError");
        }

        @Test
        void theReturnOfACallIsNotBelieved() throws Exception {
            framework.on("update 1", () -> framework.states.put(1L, "INSTALLED"));
            Outcome outcome = get(orders.update(1, JAR, LONG));
            assertThat(outcome.kind()).isEqualTo(Kind.FAILED);
            assertThat(outcome.cause()).isEqualTo("the call returned, and the bundle is INSTALLED");
        }

        @Test
        void anActiveBundleIsStoppedBeforeItIsUpdated() throws Exception {
            get(orders.start(1, LONG));
            assertThat(get(orders.update(1, JAR, LONG)).version()).isEqualTo("2.0.0");
            assertThat(framework.calls).containsExactly("start 1", "stop 1", "update 1");
            assertThat(framework.states).containsEntry(1L, "RESOLVED");
        }

        @Test
        void anUpdateThatThrowsFailedThoughTheBundleIsResolved() throws Exception {
            framework.on("update 1", () -> {
                throw new IOException("not a zip");
            });
            assertThat(get(orders.update(1, JAR, LONG)).kind()).isEqualTo(Kind.FAILED);
        }

        @Test
        void aStopThatThrowsIsReportedAndTheBundleIsStopped() throws Exception {
            framework.on("stop 1", () -> {
                throw new IOException("flush");
            });
            Outcome outcome = get(orders.stop(1, LONG));
            assertThat(outcome.kind()).isEqualTo(Kind.DONE);
            assertThat(outcome.cause()).startsWith("java.io.IOException: flush");
        }

        @Test
        void aRestartGoesOnWhenTheStopThrows() throws Exception {
            framework.on("stop 1", () -> {
                throw new IOException("flush");
            });
            Outcome outcome = get(orders.restart(1, LONG, LONG));
            assertThat(outcome.kind()).isEqualTo(Kind.DONE);
            assertThat(outcome.state()).isEqualTo("ACTIVE");
            assertThat(outcome.cause()).startsWith("stop: java.io.IOException: flush");
        }

        @Test
        void aRestartIsOneJobOnOneThread() throws Exception {
            get(orders.restart(1, LONG, LONG));
            assertThat(framework.threads.get("stop 1")).isSameAs(framework.threads.get("start 1"));
            assertThat(framework.threads.get("stop 1").getName()).startsWith("armstrong-lifecycle-");
        }

        @Test
        void aBundleThatIsGoneIsRefused() throws Exception {
            Outcome outcome = get(orders.start(99, LONG));
            assertThat(outcome)
                    .isEqualTo(new Outcome(Kind.REFUSED, 99, "UNINSTALLED", "", "there is no bundle 99", List.of()));
        }

        @Test
        void anInstalledBundleIsNamedByItsId() throws Exception {
            assertThat(get(orders.install("file:a.jar", JAR, LONG)).bundleId()).isEqualTo(100);
            Outcome taken = get(orders.install("taken", JAR, LONG));
            assertThat(taken.kind()).isEqualTo(Kind.REFUSED);
            assertThat(taken.bundleId()).isEqualTo(1);
        }

        @Test
        void anUninstalledBundleKeepsItsLastVersion() throws Exception {
            assertThat(get(orders.uninstall(1, LONG)))
                    .isEqualTo(new Outcome(Kind.DONE, 1, "UNINSTALLED", "1.0.0", "", List.of()));
        }
    }

    @Nested
    class Order {
        @Test
        void jobsOnOneBundleAreInOrder() throws Exception {
            framework.on("start 1", () -> open.await());
            CompletionStage<Outcome> start = orders.start(1, LONG);
            CompletionStage<Outcome> stop = orders.stop(1, LONG);
            CompletionStage<Outcome> update = orders.update(1, JAR, LONG);
            await().until(() -> framework.calls.contains("start 1"));
            open.countDown();
            assertThat(get(start).done()).isTrue();
            assertThat(get(stop).done()).isTrue();
            assertThat(get(update).done()).isTrue();
            assertThat(framework.calls).containsExactly("start 1", "stop 1", "update 1");
        }

        @Test
        void jobsOnDifferentBundlesGoSideBySide() throws Exception {
            CyclicBarrier both = new CyclicBarrier(2);
            framework.on("start 1", () -> both.await(10, SECONDS)).on("start 2", () -> both.await(10, SECONDS));
            CompletionStage<Outcome> one = orders.start(1, LONG);
            CompletionStage<Outcome> two = orders.start(2, LONG);
            assertThat(get(one).done()).isTrue();
            assertThat(get(two).done()).isTrue();
        }

        @Test
        void aRefreshWaitsForItsClosureAndIsWaitedFor() throws Exception {
            framework.closures.put(1L, Set.of(2L));
            framework.on("stop 2", () -> open.await());
            CompletionStage<Outcome> stop = orders.stop(2, LONG);
            CompletionStage<Outcome> refresh = orders.refresh(List.of(1L), LONG);
            CompletionStage<Outcome> start = orders.start(2, LONG);
            await().until(() -> framework.calls.contains("stop 2"));
            open.countDown();
            get(stop);
            assertThat(get(refresh).done()).isTrue();
            get(start);
            assertThat(framework.calls).containsExactly("stop 2", "refresh [1]", "start 2");
        }

        @Test
        void whatHasNotBegunIsRefusedWhenTheLifecycleGoesDown() throws Exception {
            framework.on("start 1", () -> open.await());
            CompletionStage<Outcome> start = orders.start(1, LONG);
            CompletionStage<Outcome> stop = orders.stop(1, LONG);
            orders.close();
            assertThat(get(stop).kind()).isEqualTo(Kind.REFUSED);
            assertThat(get(orders.start(2, LONG)).kind()).isEqualTo(Kind.REFUSED);
            open.countDown();
            assertThat(get(start).done()).isTrue();
        }
    }

    @Nested
    class Deadlines {
        /** Whoever heeds an interrupt is given the time to. */
        private final Orders patient = new Orders(framework, 2, LONG, log::add, (id, name) -> returned.add(id));

        @BeforeEach
        void openPatient() {
            patient.open();
        }

        @AfterEach
        void closePatient() {
            patient.close();
        }

        @Test
        void aCallThatHeedsTheInterruptHasOverrun() throws Exception {
            framework.on("start 1", () -> open.await());
            Outcome outcome = get(patient.start(1, SHORT));
            assertThat(outcome.kind()).isEqualTo(Kind.OVERRAN);
            assertThat(outcome.state()).isEqualTo("RESOLVED");
            assertThat(outcome.cause()).startsWith("did not return within 30 ms; java.lang.InterruptedException");
            assertThat(patient.hung()).isEmpty();
            framework.behaviour.clear();
            assertThat(get(patient.start(1, LONG)).done()).isTrue();
        }

        @Test
        void aStartThatOverranAndCameUpIsStoppedAgain() throws Exception {
            framework.on("start 1", OrdersTest.this::interruptible);
            Outcome outcome = get(patient.start(1, SHORT));
            assertThat(outcome.kind()).isEqualTo(Kind.OVERRAN);
            assertThat(outcome.state()).isEqualTo("RESOLVED");
            assertThat(framework.calls).containsExactly("start 1", "stop 1");
        }

        @Test
        void theInterruptDoesNotReachTheNextJobOnThatThread() throws Exception {
            AtomicBoolean interrupted = new AtomicBoolean();
            framework
                    .on("start 1", OrdersTest.this::interruptibleLeavingItSet)
                    .on("stop 1", () -> interrupted.set(Thread.currentThread().isInterrupted()));
            get(patient.start(1, SHORT));
            assertThat(framework.calls).contains("stop 1");
            assertThat(interrupted).isFalse();
        }

        @Test
        void zeroInterruptsAtOnce() throws Exception {
            framework.on("stop 1", () -> open.await());
            assertThat(get(patient.stop(1, Duration.ZERO)).kind()).isEqualTo(Kind.OVERRAN);
        }

        @Test
        void foreverIsNoDeadline() throws Exception {
            assertThat(get(patient.start(1, Duration.ofSeconds(Long.MAX_VALUE))).done())
                    .isTrue();
        }
    }

    private void interruptible() {
        try {
            open.await();
        } catch (InterruptedException enough) {
            return;
        }
    }

    private void interruptibleLeavingItSet() {
        try {
            open.await();
        } catch (InterruptedException enough) {
            Thread.currentThread().interrupt();
        }
    }

    @Nested
    class Hanging {
        @Test
        void isLeftAloneUntilItReturns() throws Exception {
            framework.on("start 1", OrdersTest.this::hang);
            Outcome hung = get(orders.start(1, SHORT));
            assertThat(hung.kind()).isEqualTo(Kind.HUNG);
            assertThat(hung.cause()).startsWith("start did not return within 30 ms nor heed the interrupt at ");
            assertThat(hung.trace()).anyMatch(frame -> frame.contains("OrdersTest.hang"));
            assertThat(framework.threads.get("start 1").getName()).isEqualTo("armstrong-hung-b1");

            Outcome refused = get(orders.stop(1, LONG));
            assertThat(refused.kind()).isEqualTo(Kind.REFUSED);
            assertThat(refused.cause()).startsWith("b1 (1) hangs in start for ");
            assertThat(refused.trace()).anyMatch(frame -> frame.contains("OrdersTest.hang"));
            assertThat(orders.hung())
                    .extracting(HungCall::bundleId, HungCall::operation)
                    .containsExactly(tuple(1L, "start"));

            assertThat(get(orders.restart(2, LONG, LONG)).done()).isTrue();

            open.countDown();
            await().until(() -> returned.contains(1L));
            assertThat(framework.calls).endsWith("stop 1"); // It came up after all: undone.
            assertThat(orders.hung()).isEmpty();
            framework.behaviour.clear();
            assertThat(get(orders.start(1, LONG)).done()).isTrue();
            await().until(() -> !framework.threads.get("start 1").getName().contains("hung"));
            assertThat(log).hasSize(2);
        }

        @Test
        void endsARestartInItsStop() throws Exception {
            framework.on("stop 1", OrdersTest.this::hang);
            assertThat(get(orders.restart(1, SHORT, LONG)).kind()).isEqualTo(Kind.HUNG);
            open.countDown();
            await().until(() -> returned.contains(1L));
            assertThat(framework.calls).containsExactly("stop 1");
        }

        @Test
        void refusesWhatWaitsBehindIt() throws Exception {
            framework.on("start 1", OrdersTest.this::hang);
            framework.closures.put(3L, Set.of(1L));
            CompletionStage<Outcome> start = orders.start(1, SHORT);
            CompletionStage<Outcome> stop = orders.stop(1, LONG);
            CompletionStage<Outcome> refresh = orders.refresh(List.of(3L), LONG);
            CompletionStage<Outcome> three = orders.start(3, LONG);
            assertThat(get(start).kind()).isEqualTo(Kind.HUNG);
            assertThat(get(stop).kind()).isEqualTo(Kind.REFUSED);
            assertThat(get(refresh).kind()).isEqualTo(Kind.REFUSED);
            assertThat(get(three).done()).isTrue();
        }

        @Test
        void neverUsesUpTheThreads() throws Exception {
            List<CompletionStage<Outcome>> hanging = new ArrayList<>();
            for (long id = 1; id <= 6; id++) {
                framework.on("start " + id, OrdersTest.this::hang);
                hanging.add(orders.start(id, SHORT));
            }
            for (CompletionStage<Outcome> one : hanging)
                assertThat(get(one).kind()).isEqualTo(Kind.HUNG);
            assertThat(orders.hung()).hasSize(6);
            CyclicBarrier both = new CyclicBarrier(2);
            framework.on("start 7", () -> both.await(10, SECONDS)).on("start 8", () -> both.await(10, SECONDS));
            CompletionStage<Outcome> seven = orders.start(7, LONG);
            assertThat(get(orders.start(8, LONG)).done()).isTrue();
            assertThat(get(seven).done()).isTrue();
            open.countDown();
            await().until(() -> orders.hung().isEmpty());
        }

        @Test
        void isToldThoughEveryThreadIsBusy() throws Exception {
            framework.on("start 1", OrdersTest.this::hang).on("start 2", OrdersTest.this::hang);
            CompletionStage<Outcome> one = orders.start(1, SHORT);
            CompletionStage<Outcome> last = orders.start(2, LONG);
            for (long id = 3; id <= 8; id++) {
                framework.on("start " + id, open::await);
                last = orders.start(id, LONG);
            }
            assertThat(get(one).kind()).isEqualTo(Kind.HUNG);
            assertThat(last.toCompletableFuture()).isNotDone();
        }

        @Test
        void refusesARefreshOfItsClosure() throws Exception {
            framework.closures.put(3L, Set.of(1L));
            framework.on("start 1", OrdersTest.this::hang);
            get(orders.start(1, SHORT));
            Outcome refused = get(orders.refresh(List.of(3L), LONG));
            assertThat(refused.kind()).isEqualTo(Kind.REFUSED);
            assertThat(refused.cause()).startsWith("b1 (1) hangs in start");
            assertThat(framework.calls).containsExactly("start 1");
        }

        @Test
        void refusesARefreshOverABundleInSomebodyElsesHand() throws Exception {
            framework.closures.put(3L, Set.of(1L));
            framework.states.put(1L, "STOPPING");
            Outcome refused = get(orders.refresh(List.of(3L), LONG));
            assertThat(refused.kind()).isEqualTo(Kind.REFUSED);
            assertThat(refused.cause()).isEqualTo("the closure holds b1 (1) STOPPING");
        }
    }

    @Nested
    class Threads {
        @Test
        void anUpdateRenewsThem() throws Exception {
            get(orders.start(1, LONG));
            Thread before = framework.threads.get("start 1");
            get(orders.update(1, JAR, LONG));
            await().until(() -> !before.isAlive());
        }

        @Test
        void areNotHeldByWhoeverWaitsForAnOutcome() throws Exception {
            CountDownLatch listening = new CountDownLatch(1);
            for (long id = 1; id <= 4; id++) {
                framework.on("start " + id, listening::await);
                orders.start(id, LONG).thenRun(this::block);
            }
            listening.countDown();
            assertThat(get(orders.start(5, LONG)).done()).isTrue();
            await().until(() -> log.stream().anyMatch(line -> line.startsWith("whoever waits for the start of b")));
        }

        private void block() {
            hang();
        }

        @Test
        void areGivenBackAsTheyWere() throws Exception {
            AtomicReference<ClassLoader> seen = new AtomicReference<>();
            framework.on("start 1", () -> {
                Thread.currentThread().setName("mine");
                Thread.currentThread().setContextClassLoader(null);
            });
            get(orders.start(1, LONG));
            Thread thread = framework.threads.get("start 1");
            await().until(() -> thread.getName().startsWith("armstrong-lifecycle-"));
            await().until(() -> thread.getContextClassLoader() == ClassLoader.getSystemClassLoader());
        }

        @Test
        void attributeWhatHappensOnThem() throws Exception {
            List<Boolean> own = new CopyOnWriteArrayList<>();
            framework.on("start 1", () -> {
                own.add(orders.ordered(1, FrameworkFact.Kind.STOPPED));
                own.add(orders.ordered(2, FrameworkFact.Kind.STOPPED));
                own.add(orders.ordered(2, FrameworkFact.Kind.RESOLVED));
            });
            orders.start(1, LONG)
                    .thenRun(() -> own.add(orders.ordered(1, FrameworkFact.Kind.STOPPED)))
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
            assertThat(own).containsExactly(true, false, true, false);
            assertThat(orders.ordered(1, FrameworkFact.Kind.STOPPED)).isFalse();
        }

        @Test
        void attributeARefreshThoughTheFrameworkDoesIt() throws Exception {
            framework.closures.put(1L, Set.of(2L));
            framework.on("refresh [1]", () -> open.await());
            CompletionStage<Outcome> refresh = orders.refresh(List.of(1L), LONG);
            assertThat(orders.ordered(2, FrameworkFact.Kind.STOPPED)).isTrue();
            assertThat(orders.ordered(3, FrameworkFact.Kind.STOPPED)).isFalse();
            open.countDown();
            get(refresh);
            assertThat(orders.ordered(2, FrameworkFact.Kind.STOPPED)).isFalse();
        }
    }
}
