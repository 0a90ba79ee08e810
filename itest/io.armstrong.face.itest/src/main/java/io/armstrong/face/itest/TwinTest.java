package io.armstrong.face.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.armstrong.api.spi.Hiding;
import io.armstrong.api.spi.Lifecycle;
import io.armstrong.api.spi.Lifecycle.Outcome;
import io.armstrong.face.itest.words.Echo;
import io.armstrong.tiny.TinyBundle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.common.annotation.InjectService;
import org.osgi.test.junit5.context.BundleContextExtension;
import org.osgi.test.junit5.service.ServiceExtension;

/** Facts F13, F15 and F16: a twin beside the running bundle, and nobody notices. */
@ExtendWith({BundleContextExtension.class, ServiceExtension.class})
class TwinTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String LOCATION = "twin:t-echo";

    @InjectBundleContext
    BundleContext context;

    @InjectService(timeout = 20_000)
    Lifecycle lifecycle;

    @InjectService(timeout = 20_000)
    Hiding hiding;

    @TempDir
    Path folder;

    private final List<String> noticed = new CopyOnWriteArrayList<>();
    private BundleContext system;
    private Bundle running;

    @BeforeEach
    void start() throws Exception {
        system = context.getBundle(0).getBundleContext();
        running = started("tiny:t-echo", child("1.0.0"));
        context.addServiceListener(this::noticed, "(objectClass=" + Echo.class.getName() + ")");
        context.addBundleListener((SynchronousBundleListener) this::noticed);
    }

    @AfterEach
    void clear() throws Exception {
        for (Bundle bundle : system.getBundles())
            if (bundle.getSymbolicName().startsWith("t-")) done(lifecycle.uninstall(bundle.getBundleId(), LONG));
    }

    @Test
    void aTwinOfTheSameNameAndVersionComesAndGoesUnnoticed() throws Exception {
        for (int round = 0; round < 5; round++) {
            try (Hiding.Twin twin = hiding.hide(LOCATION, running.getBundleId())) {
                Bundle hidden = started(LOCATION, child("1.0.0"));
                assertThat(hiding.isHidden(hidden.getBundleId())).isTrue();
                assertThat(echoes(system)).as("SCR activated the twin").isEqualTo(2);
                assertThat(hidden.getRegisteredServices()).hasSize(1);
                assertThat(echoes(context)).isEqualTo(1);
                assertThat(context.getBundles()).doesNotContain(hidden).contains(running);
                assertThat(context.getBundle(hidden.getBundleId())).isNull();
                done(lifecycle.uninstall(hidden.getBundleId(), LONG));
            }
        }
        assertThat(noticed).isEmpty();
        assertThat(leftBehind()).isEmpty();
    }

    @Test
    void nobodyIsWiredToATwinNorTheTwinToItsBundle() throws Exception {
        try (Hiding.Twin twin = hiding.hide(LOCATION, running.getBundleId())) {
            Bundle hidden = started(LOCATION, child("1.5.0").header("Require-Capability", "t.shared"));
            Bundle importer = started(
                    "tiny:t-importer",
                    TinyBundle.named("t-importer").header("Import-Package", "t.shared;version=\"[1,2)\""));
            assertThat(providers(importer)).containsOnly(running);
            assertThat(providers(hidden)).doesNotContain(running);
            Bundle wanting = installed(
                    "tiny:t-wanting", TinyBundle.named("t-wanting").header("Import-Package", "t.shared;version=1.5"));
            assertThat(done(lifecycle.start(wanting.getBundleId(), LONG)).state())
                    .isEqualTo("INSTALLED");
            done(lifecycle.uninstall(hidden.getBundleId(), LONG));
        }
        assertThat(leftBehind()).isEmpty();
    }

    @Test
    void theRunningBundleIsUpdatedToTheTwinsVersionWhileTheTwinServes() throws Exception {
        for (String version : List.of("2.0.0", "3.0.0", "2.0.0")) {
            try (Hiding.Twin twin = hiding.hide(LOCATION, running.getBundleId())) {
                Bundle hidden = started(LOCATION, child(version));
                Path jar = child(version).in(folder);
                done(lifecycle.stop(running.getBundleId(), LONG));
                assertThat(done(lifecycle.update(running.getBundleId(), jar, LONG))
                                .version())
                        .isEqualTo(version);
                done(lifecycle.start(running.getBundleId(), LONG));
                await().until(() -> echoes(context) == 1);
                done(lifecycle.uninstall(hidden.getBundleId(), LONG));
            }
            assertThat(running.getState()).isEqualTo(Bundle.ACTIVE);
            assertThat(leftBehind()).isEmpty();
        }
    }

    @Test
    void whatCannotBeHiddenIsRefused() throws Exception {
        assertThatThrownBy(() -> hiding.hide("tiny:t-echo", 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tiny:t-echo");
        Hiding.Twin twin = hiding.hide(LOCATION, running.getBundleId());
        assertThatThrownBy(() -> hiding.hide(LOCATION, 0)).isInstanceOf(IllegalStateException.class);
        Bundle hidden = started(LOCATION, child("1.0.0"));
        assertThatThrownBy(twin::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("uninstall");
        done(lifecycle.uninstall(hidden.getBundleId(), LONG));
        twin.close();
        assertThat(done(lifecycle.install(LOCATION, child("1.0.0").in(folder), LONG))
                        .kind())
                .as("without hiding it collides")
                .isNotEqualTo(Lifecycle.Kind.DONE);
    }

    /** A singleton that offers a service, a package and a capability. */
    private static TinyBundle child(String version) throws Exception {
        return Jars.echo("t-echo;singleton:=true", version)
                .header("Export-Package", "t.shared;version=" + version)
                .header("Provide-Capability", "t.shared")
                .entry("t/shared/readme.txt", new byte[0]);
    }

    private Bundle started(String location, TinyBundle bundle) throws Exception {
        Bundle made = installed(location, bundle);
        Outcome outcome = done(lifecycle.start(made.getBundleId(), LONG));
        assertThat(outcome.kind()).as(outcome.toString()).isEqualTo(Lifecycle.Kind.DONE);
        return made;
    }

    private Bundle installed(String location, TinyBundle bundle) throws Exception {
        Outcome outcome = done(lifecycle.install(location, bundle.in(folder), LONG));
        assertThat(outcome.kind()).as(outcome.toString()).isEqualTo(Lifecycle.Kind.DONE);
        return system.getBundle(outcome.bundleId());
    }

    private static Outcome done(CompletionStage<Outcome> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private void noticed(ServiceEvent event) {
        noticed.add("service " + event.getType());
    }

    private void noticed(BundleEvent event) {
        noticed.add("bundle " + event.getBundle().getLocation() + " " + event.getType());
    }

    private static int echoes(BundleContext viewer) throws InvalidSyntaxException {
        Object[] found = viewer.getAllServiceReferences(Echo.class.getName(), null);
        return found == null ? 0 : found.length;
    }

    private static List<Bundle> providers(Bundle bundle) {
        return bundle.adapt(BundleWiring.class).getRequiredWires(null).stream()
                .map(wire -> wire.getProvider().getBundle())
                .toList();
    }

    private List<String> leftBehind() throws BundleException {
        return system.getBundle().adapt(FrameworkWiring.class).getRemovalPendingBundles().stream()
                .map(Bundle::toString)
                .filter(name -> name.contains("t-"))
                .toList();
    }
}
