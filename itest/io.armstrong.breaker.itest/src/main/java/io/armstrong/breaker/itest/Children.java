package io.armstrong.breaker.itest;

import static org.awaitility.Awaitility.await;

import io.armstrong.api.ChildStatus;
import io.armstrong.api.Supervision;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.breaker.BreakerChange;
import io.armstrong.api.breaker.BreakerListener;
import io.armstrong.api.breaker.CircuitBreakers;
import io.armstrong.api.spi.Journal;
import io.armstrong.breaker.itest.child.Fickle;
import io.armstrong.tiny.TinyBundle;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.context.BundleContextExtension;
import org.osgi.test.junit5.service.ServiceExtension;

/** Children with breakers under the real supervisor, and a listener that writes transitions down. */
@ExtendWith({BundleContextExtension.class, ServiceExtension.class})
abstract class Children {
    static final Duration LONG = Duration.ofSeconds(60);
    /** For a call that gets no answer. */
    static final Duration SHORT = Duration.ofMillis(50);

    @InjectBundleContext
    BundleContext context;

    @InjectService(timeout = 20_000)
    Supervision supervision;

    @InjectService(timeout = 20_000)
    Journal journal;

    @InjectService(timeout = 20_000)
    CircuitBreakers breakers;

    @TempDir
    Path folder;

    final List<BreakerChange> heard = new CopyOnWriteArrayList<>();
    private final List<Bundle> installed = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private ServiceRegistration<?> listening;

    @BeforeEach
    void listen() {
        Awaitility.setDefaultTimeout(LONG);
        Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
        listening = context.registerService(BreakerListener.class, heard::add, null);
    }

    @AfterEach
    void remove() throws Exception {
        listening.unregister();
        for (String id : ids) get(supervision.remove(id));
        for (Bundle bundle : installed) bundle.uninstall();
    }

    /** Before the end of the test. */
    void remove(String id) throws Exception {
        ids.remove(id);
        get(supervision.remove(id));
    }

    static <T> T get(CompletionStage<T> stage) throws Exception {
        try {
            return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof SupervisionException told) throw told;
            throw e;
        }
    }

    /** A child of the normal tier in a bundle of its own, up. */
    void child(String id, String attributes) throws Exception {
        String name = Fickle.class.getName();
        String component = "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.3.0\" name=\"" + name
                + "\"><implementation class=\"" + name
                + "\"/><service><provide interface=\"io.armstrong.api.worker.Worker\"/></service></scr:component>";
        TinyBundle bundle = TinyBundle.named(id)
                .header("Import-Package", "io.armstrong.api,io.armstrong.api.worker")
                .header("Service-Component", "OSGI-INF/worker.xml")
                .header(
                        "Provide-Capability",
                        "io.armstrong.child;io.armstrong.child=\"" + id + "\";worker=\"" + name + "\";" + attributes)
                .entry("OSGI-INF/worker.xml", component.getBytes(StandardCharsets.UTF_8))
                .content(Fickle.class)
                .content(Fickle.State.class);
        try (InputStream in = Files.newInputStream(bundle.in(folder))) {
            installed.add(context.installBundle("tiny:" + id, in));
        }
        ids.add(id);
        await().ignoreException(SupervisionException.class).until(() -> status(id) == ChildStatus.UP);
    }

    ChildStatus status(String id) {
        return supervision.status(id).status();
    }

    /** The breaker field of reports. */
    String shown(String id) {
        return supervision.status(id).breaker();
    }

    Object call(String id, String... words) throws Exception {
        return get(supervision.callWords(id, List.of(words), LONG));
    }

    /** A call that gets no answer in time. */
    void miss(String id) throws Exception {
        try {
            get(supervision.callWords(id, List.of("hush"), SHORT));
            throw new AssertionError("hush was answered");
        } catch (SupervisionException timeout) {
            if (timeout.code() != SupervisionException.Code.TIMEOUT) throw timeout;
        }
    }
}
