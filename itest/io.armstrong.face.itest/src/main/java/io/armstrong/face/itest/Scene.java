package io.armstrong.face.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.Supervision;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.spi.Faces;
import io.armstrong.api.spi.Journal;
import io.armstrong.face.itest.words.Caller;
import io.armstrong.face.itest.words.Echo;
import io.armstrong.tiny.TinyBundle;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.context.BundleContextExtension;
import org.osgi.test.junit5.service.ServiceExtension;

/** Children that offer an {@link Echo}, consumers that hold one, and the real runtime between them. What a test brings is gone after it. */
@ExtendWith({BundleContextExtension.class, ServiceExtension.class})
abstract class Scene {
    static final Duration LONG = Duration.ofSeconds(60);

    @InjectBundleContext
    BundleContext context;

    @InjectService(timeout = 20_000)
    Supervision supervision;

    @InjectService(timeout = 20_000)
    Faces faces;

    @InjectService(timeout = 20_000)
    Journal journal;

    @TempDir
    Path folder;

    private final List<Bundle> installed = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private final List<CountDownLatch> latches = new ArrayList<>();

    @BeforeEach
    void patience() {
        Awaitility.setDefaultTimeout(LONG);
        Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
    }

    @AfterEach
    void clear() throws Exception {
        latches.forEach(CountDownLatch::countDown);
        for (String id : ids) done(supervision.remove(id));
        for (Bundle bundle : installed) if (bundle.getState() != Bundle.UNINSTALLED) bundle.uninstall();
    }

    /** A child of that id, up. */
    Bundle child(String id, String attributes) throws Exception {
        return child(id, Jars.child(id, "1.0.0", attributes));
    }

    Bundle child(String id, TinyBundle jar) throws Exception {
        Bundle bundle = install(jar);
        ids.add(id);
        up(id);
        return bundle;
    }

    Bundle install(TinyBundle jar) throws Exception {
        Path file = jar.in(folder);
        try (InputStream in = Files.newInputStream(file)) {
            Bundle bundle = context.installBundle(file.toUri().toString(), in);
            installed.add(bundle);
            return bundle;
        }
    }

    /** A plain consumer of that child, active. */
    Caller caller(String id) throws Exception {
        String name = "caller." + id;
        install(Jars.caller(name, "(armstrong.child=" + id + ")")).start();
        return await().until(() -> first(Caller.class, "(of=" + name + ")"), found -> found != null);
    }

    /** The proxy as the test bundle finds it. */
    Echo echo(String id) {
        return await().until(() -> first(Echo.class, "(armstrong.child=" + id + ")"), found -> found != null);
    }

    <T> T first(Class<T> type, String filter) {
        Collection<ServiceReference<T>> found = references(type, filter);
        return found.isEmpty() ? null : context.getService(found.iterator().next());
    }

    <T> Collection<ServiceReference<T>> references(Class<T> type, String filter) {
        try {
            return context.getServiceReferences(type, filter);
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    ChildReport up(String id) {
        return await().ignoreException(SupervisionException.class)
                .until(() -> supervision.status(id), child -> child.status() == ChildStatus.UP);
    }

    void restart(String id) {
        done(supervision.restart(id));
    }

    Faces.Report report(String id) {
        return faces.report(id).orElseThrow();
    }

    /** What {@code sayWhenLet} of that name waits for. */
    CountDownLatch latch(String name) {
        CountDownLatch latch = new CountDownLatch(1);
        latches.add(latch);
        System.getProperties().put(name, latch);
        return latch;
    }

    static <T> T done(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
    }

    /** A call on a thread of its own. */
    static <T> CompletableFuture<T> calling(Call<T> call) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return call.call();
                    } catch (Exception e) {
                        throw new CompletionException(e);
                    }
                },
                task -> new Thread(task, "test-caller").start());
    }

    interface Call<T> {
        T call() throws Exception;
    }

    void seen(String id, String words) {
        await().untilAsserted(() -> assertThat(journal.entries(id, 50))
                .anyMatch(entry -> entry.event().sentence().contains(words)));
    }
}
