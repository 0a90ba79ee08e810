package io.armstrong.upgrade.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.Supervision;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.Upgrades;
import io.armstrong.api.upgrade.Upgrades.Options;
import io.armstrong.upgrade.itest.fixture.CounterThree;
import io.armstrong.upgrade.itest.fixture.TwoToThree;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.context.BundleContextExtension;
import org.osgi.test.junit5.service.ServiceExtension;

/** What the tests share: the real runtime around them, and children of their own, each with a name used once. */
@ExtendWith({BundleContextExtension.class, ServiceExtension.class})
abstract class Runtime {
    static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final AtomicInteger COUNT = new AtomicInteger();

    @InjectBundleContext
    BundleContext context;

    @InjectService(timeout = 20_000)
    Supervision supervision;

    @InjectService(timeout = 20_000)
    Upgrades upgrades;

    @TempDir
    Path folder;

    String id;
    private final List<Bundle> installed = new ArrayList<>();

    @BeforeEach
    void name() {
        id = "c" + ProcessHandle.current().pid() + "-" + System.nanoTime() % 1_000_000 + "-" + COUNT.incrementAndGet();
    }

    @AfterEach
    void clear() throws BundleException {
        for (Bundle bundle : installed) {
            done(supervision.remove(bundle.getSymbolicName().substring("test.".length())));
            if (bundle.getState() != Bundle.UNINSTALLED) bundle.uninstall();
        }
    }

    void forget() {
        installed.clear();
    }

    ChildJar counter(int version) throws IOException {
        return ChildJar.counter(context.getBundle(), version, id);
    }

    /** Version 3: schema 3, with the steps 1 -> 2 and 2 -> 3. */
    ChildJar three(boolean down) throws IOException {
        return counter(2)
                .header("Bundle-Version", "3.0.0")
                .implementedBy(ChildJar.COUNTER, CounterThree.class)
                .inHeader("Provide-Capability", "schema=2", "schema=3")
                .component(TwoToThree.class, "io.armstrong.api.upgrade.StateMigration")
                .provides("io.armstrong.migration;io.armstrong.migration=" + id + ";from:Long=2;to:Long=3;down=" + down
                        + ";class=\"" + TwoToThree.class.getName() + '"');
    }

    /** Installs a jar as anybody would, and waits until the runtime made a child of it. */
    Bundle install(ChildJar jar) throws IOException, BundleException {
        Bundle bundle = install(jar.write(folder.resolve("installed-" + installed.size() + ".jar")));
        await().atMost(DEADLINE).until(() -> status() == ChildStatus.UP);
        return bundle;
    }

    /** Installs that file, whatever becomes of it. */
    Bundle install(Path file) throws BundleException {
        Bundle bundle = context.installBundle(file.toUri().toString());
        installed.add(bundle);
        return bundle;
    }

    ChildStatus status() {
        try {
            return supervision.status(id).status();
        } catch (SupervisionException notYet) {
            return ChildStatus.STARTING;
        }
    }

    ChildReport report() {
        return supervision.status(id);
    }

    Object call(String... words) {
        return done(supervision.callWords(id, List.of(words), Duration.ofSeconds(20)));
    }

    Map<String, Object> state() {
        return done(supervision.state(id, Duration.ofSeconds(20))).state();
    }

    UpgradeReport upgrade(ChildJar jar) throws IOException {
        return upgrade(jar, Options.NONE);
    }

    UpgradeReport upgrade(ChildJar jar, Options options) throws IOException {
        return done(upgrades.upgrade(id, jar.write(folder.resolve("next.jar")), options));
    }

    UpgradeReport rollback(Options options) {
        return done(upgrades.rollback(id, "", options));
    }

    static <T> T done(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (ExecutionException | InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** Why it was not done. */
    static String failure(CompletionStage<?> stage) {
        try {
            stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            return e.getCause() instanceof SupervisionException refused
                    ? refused.getMessage() + "; " + refused.remedy()
                    : String.valueOf(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("it was done");
    }

    void serves(Bundle bundle, String version, long count) {
        assertThat(bundle.getState()).isEqualTo(Bundle.ACTIVE);
        assertThat(bundle.getVersion()).hasToString(version);
        assertThat(report().status()).isEqualTo(ChildStatus.UP);
        assertThat(report().version()).isEqualTo(version);
        assertThat(call("get")).isEqualTo(count);
    }
}
