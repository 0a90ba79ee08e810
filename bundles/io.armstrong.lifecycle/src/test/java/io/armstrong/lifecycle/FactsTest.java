package io.armstrong.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.spi.FrameworkFact;
import io.armstrong.api.spi.FrameworkFact.Kind;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;

class FactsTest {
    private final List<FrameworkFact> told = new CopyOnWriteArrayList<>();
    private final List<FrameworkFact.Listener> listeners = new CopyOnWriteArrayList<>();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final AtomicLong ordered = new AtomicLong(-1);
    private final Facts facts = new Facts((id, wiring) -> id == ordered.get(), listeners, log::add);

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
        listeners.add(told::add);
        facts.open();
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
        listeners.add(told::add);
        facts.open();
        ordered.set(1);
        facts.bundleChanged(new BundleEvent(BundleEvent.STOPPED, bundle(1)));
        facts.bundleChanged(new BundleEvent(BundleEvent.STOPPED, bundle(2)));
        await().until(() -> !told.isEmpty());
        assertThat(told).containsExactly(new FrameworkFact(2, "b2", Kind.STOPPED));
    }

    @Test
    void aListenerThatThrowsStopsNobody() {
        listeners.add(fact -> {
            throw new IllegalStateException("mine");
        });
        listeners.add(told::add);
        facts.open();
        facts.bundleChanged(new BundleEvent(BundleEvent.STARTED, bundle(1)));
        facts.bundleChanged(new BundleEvent(BundleEvent.STARTED, bundle(2)));
        await().until(() -> told.size() == 2 && log.size() == 2);
        assertThat(log).allMatch(line -> line.contains("java.lang.IllegalStateException: mine"));
    }

    @Test
    void whatDoesNotFitIsDroppedAndSaid() {
        FrameworkFact fact = new FrameworkFact(1, "b1", Kind.STARTED);
        for (int i = 0; i < Facts.MOST_WAITING + 1; i++) facts.add(fact);
        assertThat(log).hasSize(1);
    }
}
