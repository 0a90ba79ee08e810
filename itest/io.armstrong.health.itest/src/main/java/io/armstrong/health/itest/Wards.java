package io.armstrong.health.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.CrashCause;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Supervision;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.WhyReport;
import io.armstrong.api.health.CheckHealth;
import io.armstrong.api.health.ChildHealth;
import io.armstrong.api.health.Health;
import io.armstrong.health.itest.child.Beating;
import io.armstrong.health.itest.child.Checked;
import io.armstrong.health.itest.child.Greedy;
import io.armstrong.health.itest.child.Hoarding;
import io.armstrong.tiny.TinyBundle;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.context.BundleContextExtension;
import org.osgi.test.junit5.service.ServiceExtension;

/** Children under guard; what a test brings is gone after it. */
@ExtendWith({BundleContextExtension.class, ServiceExtension.class})
abstract class Wards {
    @InjectBundleContext
    BundleContext context;

    @InjectService(timeout = 20_000)
    Supervision supervision;

    @InjectService(timeout = 20_000)
    Health health;

    @InjectService(timeout = 20_000)
    ConfigurationAdmin configurations;

    @TempDir
    Path folder;

    private Configuration supervisor;

    private final Deque<Bundle> installed = new ArrayDeque<>();
    private final Deque<String> ids = new ArrayDeque<>();

    @BeforeEach
    void waitLong() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
        Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
    }

    /** Children that name no tier stand under a supervisor of the test's own, so that all tests together escalate nothing. */
    @BeforeEach
    void supervise() throws Exception {
        supervisor = configurations.getFactoryConfiguration("io.armstrong.supervisor", "wards", "?");
        supervisor.update(new Hashtable<>(Map.of("intensity", "100", "period", "60000")));
        await().until(() -> health.report().member("wards").isPresent());
    }

    private static String placed(String attributes) {
        return attributes.contains("tier=") ? attributes : "supervisor=wards;" + attributes;
    }

    @AfterEach
    void remove() throws Exception {
        while (!ids.isEmpty()) {
            System.clearProperty("check." + ids.peek());
            System.clearProperty("silent." + ids.peek());
            System.clearProperty("hoard." + ids.peek());
            get(supervision.remove(ids.pop()));
        }
        while (!installed.isEmpty()) installed.pop().uninstall();
        get(supervision.remove("wards"));
        supervisor.delete();
    }

    static <T> T get(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof SupervisionException told) throw told;
            throw e;
        }
    }

    private void install(TinyBundle bundle, String id) throws Exception {
        try (InputStream in = Files.newInputStream(bundle.in(folder))) {
            installed.push(context.installBundle("tiny:" + id, in));
        }
        ids.push(id);
        up(id);
    }

    /** A plain bundle without anything. */
    void plain(String id, String attributes) throws Exception {
        install(TinyBundle.named(id).header("Armstrong-Child", id + ";" + placed(attributes)), id);
    }

    /** A plain bundle with a health check called disk. */
    void checked(String id, String attributes) throws Exception {
        TinyBundle bundle = TinyBundle.named(id)
                .header("Armstrong-Child", id + ";" + placed(attributes))
                .activator(Checked.class)
                .header("Import-Package", "org.osgi.framework,org.apache.felix.hc.api")
                .content(Checked.ByProperty.class);
        install(bundle, id);
    }

    /** What the check of that child says from now on. */
    void says(String id, String what) {
        System.setProperty("check." + id, what);
    }

    /** A plain bundle that beats. */
    void beating(String id, String attributes) throws Exception {
        TinyBundle bundle = TinyBundle.named(id)
                .header("Armstrong-Child", id + ";" + placed(attributes))
                .activator(Beating.class)
                .header("Import-Package", "org.osgi.framework,io.armstrong.api.health");
        install(bundle, id);
    }

    /** A plain bundle with a thread that allocates when it is told to. */
    void hoarding(String id, String attributes) throws Exception {
        TinyBundle bundle = TinyBundle.named(id)
                .header("Armstrong-Child", id + ";" + placed(attributes))
                .activator(Hoarding.class);
        install(bundle, id);
    }

    /** A worker that does what it is told. */
    void greedy(String id, String attributes) throws Exception {
        String component = "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.3.0\" name=\"greedy\">"
                + "<implementation class=\"" + Greedy.class.getName() + "\"/>"
                + "<service><provide interface=\"io.armstrong.api.worker.Worker\"/></service></scr:component>";
        TinyBundle bundle = TinyBundle.named(id)
                .header("Import-Package", "io.armstrong.api,io.armstrong.api.worker")
                .header("Service-Component", "OSGI-INF/greedy.xml")
                .header(
                        "Provide-Capability",
                        "io.armstrong.child;io.armstrong.child=\"" + id + "\";worker=greedy;" + placed(attributes))
                .entry("OSGI-INF/greedy.xml", component.getBytes(StandardCharsets.UTF_8))
                .content(Greedy.class)
                .content(Greedy.State.class);
        install(bundle, id);
    }

    void tell(String id, Object... words) {
        supervision.cast(id, List.of(words));
    }

    ChildReport up(String id) {
        return upAfter(id, 0);
    }

    /** Up again after that incarnation. */
    ChildReport upAfter(String id, long incarnation) {
        return await().ignoreException(SupervisionException.class)
                .until(
                        () -> supervision.status(id),
                        child -> child.status() == ChildStatus.UP && child.incarnation() > incarnation);
    }

    ChildHealth health(String id) {
        return (ChildHealth) health.report().member(id).orElseThrow();
    }

    CheckHealth check(String id) {
        return await().until(() -> health(id).checks(), checks -> !checks.isEmpty())
                .get(0);
    }

    /** It crashed with that cause, and runs again. */
    WhyReport crashed(String id, long incarnation, CrashCause cause) {
        upAfter(id, incarnation);
        WhyReport why = supervision.why(id);
        assertThat(why.cause()).isInstanceOfSatisfying(ExitReason.Crashed.class, crash -> assertThat(crash.kind())
                .isEqualTo(cause));
        return why;
    }
}
