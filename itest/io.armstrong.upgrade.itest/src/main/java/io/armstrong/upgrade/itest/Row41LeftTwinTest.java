package io.armstrong.upgrade.itest;

import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.test.common.annotation.InjectService;

/** Fault row 41: in a framework that keeps its cache a kill leaves a twin; the next boot discards it and nobody noticed. */
class Row41LeftTwinTest extends Runtime {
    @InjectService(timeout = 20_000)
    ConfigurationAdmin configurations;

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
        try (Anew anew = new Anew(context, configurations, "stepMillis", 9_000)) {
            await().atMost(DEADLINE).until(() -> left.getState() == Bundle.UNINSTALLED);
        }
        serves(bundle, "1.0.0", 41);
    }
}
