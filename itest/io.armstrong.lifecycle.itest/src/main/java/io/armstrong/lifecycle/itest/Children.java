package io.armstrong.lifecycle.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.spi.FrameworkFact;
import io.armstrong.api.spi.Lifecycle;
import io.armstrong.api.spi.Lifecycle.Outcome;
import io.armstrong.tiny.TinyBundle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.context.BundleContextExtension;
import org.osgi.test.junit5.service.ServiceExtension;

/** Tiny children through the lifecycle service; what a test installs is gone after it. */
@ExtendWith({BundleContextExtension.class, ServiceExtension.class})
abstract class Children {
    static final Duration LONG = Duration.ofSeconds(20);
    static final Duration SHORT = Duration.ofMillis(200);

    @InjectBundleContext
    BundleContext context;

    @InjectService(timeout = 20_000)
    Lifecycle lifecycle;

    @TempDir
    Path folder;

    final List<FrameworkFact> facts = new CopyOnWriteArrayList<>();
    private final List<Long> installed = new ArrayList<>();
    private final List<CountDownLatch> latches = new ArrayList<>();

    @BeforeEach
    void listen() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
        context.registerService(FrameworkFact.Listener.class, facts::add, null);
    }

    @AfterEach
    void removeChildren() throws Exception {
        latches.forEach(CountDownLatch::countDown);
        await().until(() -> lifecycle.hung().isEmpty());
        for (long id : installed) if (context.getBundle(id) != null) get(lifecycle.uninstall(id, LONG));
    }

    static Outcome get(CompletionStage<Outcome> stage) throws Exception {
        return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    /** A resolved child with that activator. */
    long install(String name, Class<?> activator) throws Exception {
        return install(name, TinyBundle.named(name).activator(activator));
    }

    long install(String name, TinyBundle bundle) throws Exception {
        Outcome outcome = get(lifecycle.install("tiny:" + name, bundle.in(folder), LONG));
        assertThat(outcome.done()).as(outcome.toString()).isTrue();
        installed.add(outcome.bundleId());
        return outcome.bundleId();
    }

    /** What a hanging child of that name waits for. */
    CountDownLatch latch(String name) {
        CountDownLatch latch = new CountDownLatch(1);
        latches.add(latch);
        System.getProperties().put(name, latch);
        return latch;
    }

    int state(long id) {
        Bundle bundle = context.getBundle(id);
        return bundle == null ? Bundle.UNINSTALLED : bundle.getState();
    }

    List<FrameworkFact.Kind> facts(long id) {
        return facts.stream()
                .filter(fact -> fact.bundleId() == id)
                .map(FrameworkFact::kind)
                .toList();
    }

    static void assertDone(Outcome outcome) {
        assertThat(outcome.kind()).as(outcome.toString()).isEqualTo(Lifecycle.Kind.DONE);
        assertThat(outcome.cause()).isEmpty();
    }
}
