package io.armstrong.face.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.armstrong.tiny.TinyBundle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.bundle.EventHook;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.test.common.annotation.InjectService;

/** Configurator is spared the starts of bundles that it has looked at; what a bundle brings comes and goes with it. */
class ConfiguratorTest extends Scene {
    private static final String PID = "io.armstrong.face.itest.brought";

    @InjectService(timeout = 20_000)
    ConfigurationAdmin configurations;

    /** Starts that were still to be told to Configurator when the hooks before had been asked. */
    private final List<Bundle> heard = new CopyOnWriteArrayList<>();

    private Bundle configurator;
    private ServiceRegistration<?> hook;

    @BeforeEach
    void listen() {
        configurator = Arrays.stream(context.getBundles())
                .filter(each -> "org.apache.felix.configurator".equals(each.getSymbolicName()))
                .findFirst()
                .orElseThrow();
        EventHook last = (event, contexts) -> {
            if (event.getType() == BundleEvent.STARTED && contexts.contains(configurator.getBundleContext()))
                heard.add(event.getBundle());
        };
        Hashtable<String, Object> ranking = new Hashtable<>(Map.of(Constants.SERVICE_RANKING, -1));
        hook = context.registerService(EventHook.class, last, ranking);
    }

    @AfterEach
    void leave() {
        hook.unregister();
    }

    @Test
    void hearsTheFirstStartAndTheFirstAfterAnUpdate() throws Exception {
        Bundle some = install(TinyBundle.named("some.without"));
        some.start();
        assertThat(heard).containsExactly(some);
        some.stop();
        some.start();
        some.stop();
        some.start();
        assertThat(heard).containsExactly(some);
        update(some, TinyBundle.named("some.without").version("2.0.0"));
        assertThat(heard).containsExactly(some, some);
    }

    @Test
    void hearsEachStartOfABundleThatBringsSome() throws Exception {
        Bundle some = install(bringing("1"));
        some.start();
        some.stop();
        some.start();
        assertThat(heard).containsExactly(some, some);
        some.uninstall();
        await().until(() -> brought() == null);
    }

    @Test
    void whatABundleBringsComesAndGoesWithItsVersions() throws Exception {
        Bundle some = install(TinyBundle.named("some.bringing"));
        some.start();
        some.stop();
        some.start();
        update(some, bringing("1"));
        await().until(() -> "1".equals(brought()));
        update(some, TinyBundle.named("some.bringing").version("3.0.0"));
        await().until(() -> brought() == null);
        update(some, bringing("4"));
        await().until(() -> "4".equals(brought()));
        some.uninstall();
        await().until(() -> brought() == null);
    }

    private static TinyBundle bringing(String value) {
        String json = "{\":configurator:resource-version\": 1, \"" + PID + "\": {\"value\": \"" + value + "\"}}";
        return TinyBundle.named("some.bringing")
                .version(value + ".0.0")
                .header(
                        "Require-Capability",
                        "osgi.extender;filter:=\"(&(osgi.extender=osgi.configurator)(version>=1.0)(!(version>=2.0)))\"")
                .entry("OSGI-INF/configurator/brought.json", json.getBytes(StandardCharsets.UTF_8));
    }

    private void update(Bundle bundle, TinyBundle jar) throws Exception {
        try (InputStream in = Files.newInputStream(jar.in(folder))) {
            bundle.update(in);
        }
    }

    private Object brought() throws IOException, InvalidSyntaxException {
        var found = configurations.listConfigurations("(" + Constants.SERVICE_PID + "=" + PID + ")");
        return found == null ? null : found[0].getProperties().get("value");
    }
}
