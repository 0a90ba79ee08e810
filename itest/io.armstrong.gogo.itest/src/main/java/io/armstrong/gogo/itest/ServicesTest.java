package io.armstrong.gogo.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.service.EventListenerHook;

/** What a command says of a service that is missing, or has only just come. */
class ServicesTest extends Shell {
    @AfterEach
    void everybodyIsTold() throws BundleException {
        health().stop();
        health().start();
        await().atMost(LONG).until(() -> run("sup:health").exit() == 0);
    }

    @Test
    void aCommandNeedsTheServiceAndNotTheNewsOfIt() throws Exception {
        health().stop();
        assertThat(run("sup:health").failure())
                .contains("the service of io.armstrong.health is not there", "start that bundle");
        EventListenerHook late = (event, listeners) -> {
            if (event.getType() == ServiceEvent.REGISTERED)
                listeners.keySet().removeIf(who -> who.getBundle().equals(bundle("io.armstrong.gogo")));
        };
        ServiceRegistration<EventListenerHook> hook = context.registerService(EventListenerHook.class, late, null);
        try {
            health().start();
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(run("sup:health").exit()).isZero());
        } finally {
            hook.unregister();
        }
    }

    private Bundle health() {
        return bundle("io.armstrong.health");
    }

    private Bundle bundle(String symbolicName) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getSymbolicName().equals(symbolicName))
                .findFirst()
                .orElseThrow();
    }
}
