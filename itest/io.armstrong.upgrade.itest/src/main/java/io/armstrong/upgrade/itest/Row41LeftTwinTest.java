package io.armstrong.upgrade.itest;

import static org.awaitility.Awaitility.await;

import io.armstrong.api.upgrade.Upgrades;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.test.common.annotation.InjectService;

/** Fault row 41: in a framework that keeps its cache a kill leaves a twin; the next boot discards it and nobody noticed. */
class Row41LeftTwinTest extends Runtime {
    @InjectService(timeout = 20_000)
    ConfigurationAdmin configurations;

    private Configuration configuration;

    @AfterEach
    void asBefore() throws Exception {
        if (configuration == null) return;
        Upgrades now = there();
        configuration.delete();
        await().atMost(DEADLINE).until(() -> there() != null && there() != now);
    }

    private Upgrades there() {
        ServiceReference<Upgrades> reference = context.getServiceReference(Upgrades.class);
        return reference == null ? null : context.getService(reference);
    }

    @Test
    void itIsDiscardedAndTheChildServesOn() throws Exception {
        Bundle bundle = install(counter(1));
        call("add", "41");
        Path jar = counter(2).write(folder.resolve("twin.jar"));
        Bundle left;
        try (var bytes = Files.newInputStream(jar)) {
            left = context.installBundle("armstrong-twin:test." + id + "/left", bytes);
        }
        serves(bundle, "1.0.0", 41);
        // The service begins anew, as at boot.
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put("stepMillis", 9_000L);
        configuration = configurations.getConfiguration("io.armstrong.upgrade", "?");
        configuration.update(properties);
        await().atMost(DEADLINE).until(() -> left.getState() == Bundle.UNINSTALLED);
        serves(bundle, "1.0.0", 41);
    }
}
