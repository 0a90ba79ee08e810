package io.armstrong.supervisor.itest;

import static org.awaitility.Awaitility.await;

import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.Supervision;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisorReport;
import io.armstrong.api.spi.Journal;
import io.armstrong.supervisor.itest.child.Echo;
import io.armstrong.tiny.TinyBundle;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.context.BundleContextExtension;
import org.osgi.test.junit5.service.ServiceExtension;

/** Children of the test's own making under the real supervisor; what a test brings is gone after it. */
@ExtendWith({BundleContextExtension.class, ServiceExtension.class})
abstract class Trees {
    static final Duration LONG = Duration.ofSeconds(60);

    @InjectBundleContext
    BundleContext context;

    @InjectService(timeout = 20_000)
    Supervision supervision;

    @InjectService(timeout = 20_000)
    Journal journal;

    @InjectService(timeout = 20_000)
    ConfigurationAdmin configurations;

    @TempDir
    Path folder;

    /** Stops and starts of bundles, as {@code -name} and {@code +name}, in order. */
    final List<String> moves = new CopyOnWriteArrayList<>();

    private final List<Bundle> installed = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private final Map<String, Configuration> configured = new LinkedHashMap<>();
    private final SynchronousBundleListener listener = this::moved;

    @BeforeEach
    void listen() {
        Awaitility.setDefaultTimeout(LONG);
        Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
        context.addBundleListener(listener);
    }

    @AfterEach
    void remove() throws Exception {
        for (int i = ids.size() - 1; i >= 0; i--) forget(ids.get(i));
        for (Bundle bundle : installed) if (bundle.getState() != Bundle.UNINSTALLED) bundle.uninstall();
        for (Configuration configuration : configured.values()) configuration.delete();
        context.removeBundleListener(listener);
    }

    private void forget(String id) throws Exception {
        try {
            get(supervision.remove(id));
        } catch (SupervisionException gone) {
            if (gone.code() == SupervisionException.Code.TIMEOUT) throw gone;
        }
    }

    private void moved(BundleEvent event) {
        if (!installed.contains(event.getBundle())) return;
        if (event.getType() == BundleEvent.STOPPED)
            moves.add("-" + event.getBundle().getSymbolicName());
        if (event.getType() == BundleEvent.STARTED)
            moves.add("+" + event.getBundle().getSymbolicName());
    }

    static <T> T get(CompletionStage<T> stage) throws Exception {
        try {
            return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof SupervisionException told) throw told;
            throw e;
        }
    }

    /** Installs a bundle and does nothing else: whoever supervises it must see it by himself. */
    Bundle install(TinyBundle bundle, String name) throws Exception {
        try (InputStream in = Files.newInputStream(bundle.in(folder))) {
            Bundle made = context.installBundle("tiny:" + name, in);
            installed.add(made);
            return made;
        }
    }

    /** A bundle that knows nothing of us but for one header. */
    Bundle plain(String id, String attributes) throws Exception {
        Bundle bundle = install(TinyBundle.named(id).header("Armstrong-Child", id + ";" + attributes), id);
        mine(id);
        return bundle;
    }

    /** A bundle with a worker of that class as a component. */
    TinyBundle worker(String id, Class<?> worker, String attributes) throws Exception {
        String component =
                "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.3.0\" name=\"" + worker.getName()
                        + "\"><implementation class=\"" + worker.getName()
                        + "\"/><service><provide interface=\"io.armstrong.api.worker.Worker\"/></service></scr:component>";
        TinyBundle bundle = TinyBundle.named(id)
                .header("Import-Package", "io.armstrong.api,io.armstrong.api.worker")
                .header("Service-Component", "OSGI-INF/worker.xml")
                .header(
                        "Provide-Capability",
                        "io.armstrong.child;io.armstrong.child=\"" + id + "\";worker=\"" + worker.getName() + "\";"
                                + attributes)
                .entry("OSGI-INF/worker.xml", component.getBytes(StandardCharsets.UTF_8))
                .content(worker);
        for (Class<?> inner : worker.getDeclaredClasses()) bundle.content(inner);
        mine(id);
        return bundle;
    }

    Bundle echo(String id, String attributes) throws Exception {
        return install(worker(id, Echo.class, attributes), id);
    }

    /** A supervisor from a configuration. */
    void supervisor(String id, String... attributes) throws Exception {
        configure("io.armstrong.supervisor", id, attributes);
        mine(id);
        await().until(() -> supervisorIds().contains(id));
    }

    Configuration configure(String factory, String id, String... attributes) throws Exception {
        Configuration configuration = configurations.getFactoryConfiguration(factory, id, "?");
        Hashtable<String, Object> properties = new Hashtable<>();
        for (String attribute : attributes) {
            int equals = attribute.indexOf('=');
            properties.put(attribute.substring(0, equals), attribute.substring(equals + 1));
        }
        configuration.update(properties);
        configured.put(configuration.getPid(), configuration);
        return configuration;
    }

    /** Those that are up: one that is only known takes no children yet. */
    List<String> supervisorIds() {
        List<String> found = new ArrayList<>();
        supervision.tree().supervisors().forEach(tier -> collect(tier, found));
        return found;
    }

    private static void collect(SupervisorReport supervisor, List<String> found) {
        if (supervisor.status() == ChildStatus.UP) found.add(supervisor.id());
        supervisor.children().forEach(member -> {
            if (member instanceof SupervisorReport nested) collect(nested, found);
        });
    }

    /** Removed after the test. */
    void mine(String id) {
        ids.add(id);
    }

    ChildStatus status(String id) {
        return supervision.status(id).status();
    }

    ChildReport up(String id) {
        return await().ignoreException(SupervisionException.class)
                .until(() -> supervision.status(id), child -> child.status() == ChildStatus.UP);
    }

    /** Up again after that incarnation. */
    ChildReport upAfter(String id, long incarnation) {
        return await().ignoreException(SupervisionException.class)
                .until(
                        () -> supervision.status(id),
                        child -> child.status() == ChildStatus.UP && child.incarnation() > incarnation);
    }

    /** Makes it crash and waits until it is back. */
    void crashAndBack(String id) {
        long before = up(id).incarnation();
        supervision.crash(id, "boom");
        upAfter(id, before);
    }
}
