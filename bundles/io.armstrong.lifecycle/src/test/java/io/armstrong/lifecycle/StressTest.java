package io.armstrong.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.armstrong.api.spi.Lifecycle.Kind;
import io.armstrong.api.spi.Lifecycle.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many orders from many threads: no bundle is ever in two hands, and every stage completes. */
class StressTest {
    private static final int BUNDLES = 8;
    private static final int ORDERS = 1_000;

    private final FakeFramework framework = new FakeFramework();
    private final AtomicInteger collisions = new AtomicInteger();
    private final AtomicInteger under = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    @Test
    void aBundleIsNeverInTwoHands() throws Exception {
        Map<Long, AtomicInteger> hands = new HashMap<>();
        for (long id = 0; id < BUNDLES; id++) {
            framework.with(id);
            AtomicInteger hand = new AtomicInteger();
            hands.put(id, hand);
            for (String what : List.of("start ", "stop ", "update "))
                framework.on(what + id, () -> hold(List.of(hand)));
            framework.closures.put(id, Set.of((id + 1) % BUNDLES, (id + 3) % BUNDLES));
        }
        for (long id = 0; id < BUNDLES; id++) {
            List<AtomicInteger> all =
                    framework.closure(List.of(id)).stream().map(hands::get).toList();
            framework.on("refresh [" + id + "]", () -> hold(all));
        }
        Orders orders = new Orders(framework, 4, Duration.ofSeconds(30), line -> {}, (id, name) -> {});
        orders.open();
        List<Outcome> outcomes = order(orders);
        orders.close();
        assertThat(outcomes).hasSize(4 * ORDERS).extracting(Outcome::kind).containsOnly(Kind.DONE);
        assertThat(collisions).hasValue(0);
        assertThat(most.get()).isBetween(1, 4);
    }

    private void hold(List<AtomicInteger> hands) {
        most.accumulateAndGet(under.incrementAndGet(), Math::max);
        for (AtomicInteger hand : hands) if (hand.incrementAndGet() != 1) collisions.incrementAndGet();
        Thread.yield();
        for (AtomicInteger hand : hands) hand.decrementAndGet();
        under.decrementAndGet();
    }

    private static List<Outcome> order(Orders orders) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(4);
        List<Future<List<CompletableFuture<Outcome>>>> given = new ArrayList<>();
        for (int caller = 0; caller < 4; caller++) {
            Random random = new Random(caller);
            given.add(callers.submit(() -> random.ints(ORDERS, 0, 5 * BUNDLES)
                    .mapToObj(dice -> one(orders, dice / BUNDLES, dice % BUNDLES))
                    .toList()));
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (var some : given)
            for (CompletableFuture<Outcome> one : some.get(60, TimeUnit.SECONDS))
                outcomes.add(one.get(60, TimeUnit.SECONDS));
        callers.shutdown();
        return outcomes;
    }

    private static CompletableFuture<Outcome> one(Orders orders, int what, long id) {
        Duration deadline = Duration.ofSeconds(60);
        return (switch (what) {
                    case 0 -> orders.start(id, deadline);
                    case 1 -> orders.stop(id, deadline);
                    case 2 -> orders.restart(id, deadline, deadline);
                    case 3 -> orders.update(id, Path.of("a.jar"), deadline);
                    default -> orders.refresh(List.of(id), deadline);
                })
                .toCompletableFuture();
    }
}
