package io.armstrong.gallery.itest;

import static org.awaitility.Awaitility.await;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.CrashCause;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Supervision;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.WhyReport;
import io.armstrong.api.spi.Journal;
import io.armstrong.api.spi.Lifecycle;
import io.armstrong.gallery.itest.bad.BadActivator;
import io.armstrong.gallery.itest.bad.Moody;
import io.armstrong.gallery.itest.bad.Wild;
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
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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

/** Bad children under the real supervisor; what a test brings is gone after it. */
@ExtendWith({BundleContextExtension.class, ServiceExtension.class})
abstract class Gallery {
    static final Duration LONG = Duration.ofSeconds(40);
    /** Long loops and real deadlines. */
    static final boolean PROOF = Boolean.getBoolean("armstrong.proof");

    @InjectBundleContext
    BundleContext context;

    @InjectService(timeout = 20_000)
    Supervision supervision;

    @InjectService(timeout = 20_000)
    Journal journal;

    @InjectService(timeout = 20_000)
    Lifecycle lifecycle;

    @InjectService(timeout = 20_000)
    ConfigurationAdmin configurations;

    @TempDir
    Path folder;

    private static final AtomicInteger NUMBERS = new AtomicInteger();
    /** The supervisor of the children of this test: nobody else's crashes count in it. */
    String parent = "";

    private final List<Bundle> installed = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private final List<CountDownLatch> latches = new ArrayList<>();
    private final Map<String, Configuration> configured = new LinkedHashMap<>();

    @BeforeEach
    void ownSupervisor() throws Exception {
        Awaitility.setDefaultTimeout(LONG);
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
        Awaitility.setDefaultPollInterval(Duration.ofMillis(5));
        parent = "gallery-" + NUMBERS.incrementAndGet();
        supervisor(parent, "one_for_one", 10);
    }

    @AfterEach
    void remove() throws Exception {
        latches.forEach(CountDownLatch::countDown);
        List<Long> mine = installed.stream().map(Bundle::getBundleId).toList();
        await().until(() -> lifecycle.hung().stream().noneMatch(call -> mine.contains(call.bundleId())));
        for (int i = ids.size() - 1; i >= 0; i--) forget(ids.get(i));
        for (Bundle bundle : installed) if (bundle.getState() != Bundle.UNINSTALLED) bundle.uninstall();
        for (Configuration configuration : configured.values()) configuration.delete();
    }

    void delete(Configuration configuration) throws Exception {
        configured.remove(configuration.getPid());
        configuration.delete();
    }

    private void forget(String id) throws Exception {
        try {
            get(supervision.remove(id));
        } catch (SupervisionException gone) {
            if (gone.code() == SupervisionException.Code.TIMEOUT) throw gone;
        }
    }

    static <T> T get(CompletionStage<T> stage) throws Exception {
        try {
            return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof SupervisionException told) throw told;
            throw e;
        }
    }

    Bundle install(TinyBundle bundle, String name) throws Exception {
        try (InputStream in = Files.newInputStream(bundle.in(folder))) {
            Bundle made = context.installBundle("tiny:" + name, in);
            installed.add(made);
            return made;
        }
    }

    /** A bundle with a bad activator and one header. */
    Bundle bad(String id, String attributes) throws Exception {
        mine(id);
        return install(
                TinyBundle.named(id)
                        .activator(BadActivator.class)
                        .content(Class.forName("io.armstrong.gallery.itest.bad.Fragile"))
                        .header("Armstrong-Child", id + ";supervisor=" + parent + ";" + attributes),
                id);
    }

    /** What its activator does next. */
    static void order(String when, String id, String what) {
        System.setProperty("bad." + when + "." + id, what);
    }

    /** What those who linger wait for. */
    CountDownLatch latch(String id) {
        CountDownLatch latch = new CountDownLatch(1);
        latches.add(latch);
        System.getProperties().put("latch." + id, latch);
        return latch;
    }

    /** A bundle with a wild worker. */
    Bundle wild(String id, String attributes) throws Exception {
        return install(wildBundle(id, attributes, ""), id);
    }

    /** @param references of its component, as XML */
    TinyBundle wildBundle(String id, String attributes, String references) throws Exception {
        mine(id);
        String component = "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.3.0\" name=\"wild\">"
                + "<implementation class=\"" + Wild.class.getName() + "\"/>"
                + "<service><provide interface=\"io.armstrong.api.worker.Worker\"/></service>" + references
                + "</scr:component>";
        return TinyBundle.named(id)
                .header("Import-Package", "io.armstrong.api,io.armstrong.api.worker,org.osgi.framework")
                .header("Service-Component", "OSGI-INF/wild.xml")
                .header(
                        "Provide-Capability",
                        "io.armstrong.child;io.armstrong.child=\"" + id + "\";worker=wild;supervisor=" + parent + ";"
                                + attributes)
                .entry("OSGI-INF/wild.xml", component.getBytes(StandardCharsets.UTF_8))
                .content(Wild.class)
                .content(Wild.State.class)
                .content(Wild.Own.class)
                .content(Wild.Stubborn.class)
                .content(BadActivator.class)
                .content(Class.forName("io.armstrong.gallery.itest.bad.Fragile"));
    }

    /** A bundle with a worker whose component may fail to be activated. */
    TinyBundle moodyBundle(String id, String attributes) throws Exception {
        mine(id);
        String component =
                "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.3.0\" name=\"moody\" activate=\"activate\">"
                        + "<implementation class=\"" + Moody.class.getName() + "\"/>"
                        + "<property name=\"child\" value=\"" + id + "\"/>"
                        + "<service><provide interface=\"io.armstrong.api.worker.Worker\"/></service></scr:component>";
        return TinyBundle.named(id)
                .header("Import-Package", "io.armstrong.api,io.armstrong.api.worker")
                .header("Service-Component", "OSGI-INF/moody.xml")
                .header(
                        "Provide-Capability",
                        "io.armstrong.child;io.armstrong.child=\"" + id + "\";worker=moody;supervisor=" + parent + ";"
                                + attributes)
                .entry("OSGI-INF/moody.xml", component.getBytes(StandardCharsets.UTF_8))
                .content(Moody.class);
    }

    Configuration configure(String factory, String id, Map<String, String> attributes) throws Exception {
        Configuration configuration = configurations.getFactoryConfiguration(factory, id, "?");
        configuration.update(new Hashtable<>(attributes));
        configured.put(configuration.getPid(), configuration);
        return configuration;
    }

    /** A supervisor of the normal tier that always restarts, as OTP does. @param intensity restarts in a minute */
    void supervisor(String id, String strategy, int intensity) throws Exception {
        mine(id);
        configure(
                "io.armstrong.supervisor",
                id,
                Map.of(
                        "tier",
                        "normal",
                        "strategy",
                        strategy,
                        "intensity",
                        "" + intensity,
                        "period",
                        "60000",
                        "policy",
                        "otp"));
        await().until(() -> supervision.tree().supervisors().stream()
                .flatMap(tier -> tier.children().stream())
                .anyMatch(member -> member.id().equals(id) && member.status() == ChildStatus.UP));
    }

    /** For a child that fails until the test has seen it: that may be often. */
    void manyRestarts() throws Exception {
        parent += "-many";
        supervisor(parent, "one_for_one", 100_000);
    }

    /** Removed after the test. */
    void mine(String id) {
        ids.add(id);
    }

    ChildStatus status(String id) {
        return supervision.status(id).status();
    }

    ChildReport in(String id, ChildStatus status) {
        return await().ignoreException(SupervisionException.class)
                .until(() -> supervision.status(id), child -> child.status() == status);
    }

    ChildReport up(String id) {
        return in(id, ChildStatus.UP);
    }

    /** Up again after that incarnation. */
    ChildReport upAfter(String id, long incarnation) {
        return await().ignoreException(SupervisionException.class)
                .until(
                        () -> supervision.status(id),
                        child -> child.status() == ChildStatus.UP && child.incarnation() > incarnation);
    }

    /** Makes it crash and waits until it is back. */
    ChildReport crashAndBack(String id) {
        long before = up(id).incarnation();
        supervision.crash(id, "boom");
        return upAfter(id, before);
    }

    /** The last crash as {@code sup:why} tells it, as soon as it has that cause. */
    WhyReport crashed(String id, CrashCause cause) {
        return await().ignoreException(SupervisionException.class)
                .until(
                        () -> supervision.why(id),
                        why -> why.cause() instanceof ExitReason.Crashed crash && crash.kind() == cause);
    }

    static ExitReason.Crashed cause(WhyReport why) {
        return (ExitReason.Crashed) Objects.requireNonNull(why.cause());
    }

    /** The sentence of the first event about that child that says so. */
    String told(String id, String text) {
        return await().until(
                        () -> journal.entries(id, 500).stream()
                                .map(entry -> entry.event().sentence())
                                .filter(sentence -> sentence.contains(text))
                                .findFirst()
                                .orElse(""),
                        sentence -> !sentence.isEmpty());
    }

    long count(String id, Class<? extends ArmstrongEvent> kind) {
        return journal.entries(id, 10_000).stream()
                .filter(entry -> kind.isInstance(entry.event()))
                .count();
    }

    CompletionStage<Object> send(String id, Object... words) {
        return supervision.call(id, List.of(words), LONG);
    }
}
