package io.armstrong.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.spi.FrameworkFact;
import io.armstrong.api.spi.FrameworkFact.Kind;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;

class FactsTest {
    private final List<FrameworkFact> told = new CopyOnWriteArrayList<>();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final AtomicLong ordered = new AtomicLong(-1);
    private final Facts facts = new Facts((id, kind) -> id == ordered.get(), log::add);

    @AfterEach
    void close() {
        facts.close();
    }

    private static Bundle bundle(long id) {
        return (Bundle) Proxy.newProxyInstance(
                Bundle.class.getClassLoader(),
                new Class<?>[] {Bundle.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "getBundleId" -> id;
                    case "getSymbolicName" -> "b" + id;
                    case "hashCode" -> (int) id;
                    default -> null;
                });
    }

    @Test
    void tellsWhatOthersDidInOrder() {
        facts.addListener(told::add);
        facts.bundleChanged(new BundleEvent(BundleEvent.STOPPED, bundle(1)));
        facts.bundleChanged(new BundleEvent(BundleEvent.STOPPING, bundle(1)));
        facts.bundleChanged(new BundleEvent(BundleEvent.UNINSTALLED, bundle(2)));
        facts.bundleChanged(new BundleEvent(BundleEvent.STOPPING, bundle(0)));
        await().until(() -> told.size() == 3);
        assertThat(told)
                .containsExactly(
                        new FrameworkFact(1, "b1", Kind.STOPPED),
                        new FrameworkFact(2, "b2", Kind.UNINSTALLED),
                        new FrameworkFact(0, "b0", Kind.FRAMEWORK_STOPPING));
    }

    @Test
    void keepsQuietAboutWhatWasOrderedHere() {
        facts.addListener(told::add);
        ordered.set(1);
        facts.bundleChanged(new BundleEvent(BundleEvent.STOPPED, bundle(1)));
        facts.bundleChanged(new BundleEvent(BundleEvent.STOPPED, bundle(2)));
        await().until(() -> !told.isEmpty());
        assertThat(told).containsExactly(new FrameworkFact(2, "b2", Kind.STOPPED));
    }

    @Test
    void aListenerThatThrowsStopsNobody() {
        facts.addListener(fact -> {
            throw new IllegalStateException("mine");
        });
        facts.addListener(told::add);
        facts.bundleChanged(new BundleEvent(BundleEvent.STARTED, bundle(1)));
        facts.bundleChanged(new BundleEvent(BundleEvent.STARTED, bundle(2)));
        await().until(() -> told.size() == 2 && log.size() == 2);
        assertThat(log).allMatch(line -> line.contains("java.lang.IllegalStateException: mine"));
    }

    @Test
    void aListenerThatBlocksHoldsUpNobodyAndWhatDoesNotFitIsDroppedAndSaidOnce() {
        CountDownLatch open = new CountDownLatch(1);
        facts.addListener(fact -> {
            while (open.getCount() > 0) Thread.onSpinWait();
        });
        FrameworkFact fact = new FrameworkFact(1, "b1", Kind.STARTED);
        for (int i = 0; i < FactTeller.MOST_WAITING + 10; i++) facts.add(fact);
        assertThat(log).hasSize(1);
        facts.addListener(told::add);
        facts.add(fact);
        await().until(() -> told.size() == 1);
        open.countDown();
    }

    @Test
    void aListenerThatLeftIsToldNothingMore() {
        facts.addListener(told::add);
        FrameworkFact.Listener gone = fact -> told.add(new FrameworkFact(-1, "gone", fact.kind()));
        facts.addListener(gone);
        facts.removeListener(gone);
        facts.bundleChanged(new BundleEvent(BundleEvent.STARTED, bundle(1)));
        await().until(() -> !told.isEmpty());
        assertThat(told).containsExactly(new FrameworkFact(1, "b1", Kind.STARTED));
    }
}
