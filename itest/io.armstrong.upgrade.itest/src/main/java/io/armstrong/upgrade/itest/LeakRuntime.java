package io.armstrong.upgrade.itest;

import static org.awaitility.Awaitility.await;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.spi.Journal;
import io.armstrong.api.spi.Leaks;
import io.armstrong.upgrade.itest.fixture.leak.LeaksThread;
import java.io.IOException;
import java.time.Duration;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.test.common.annotation.InjectService;

/** A leak guard that looks soon, and children that leak. */
abstract class LeakRuntime extends Runtime {
    static final Duration NAMED = Duration.ofSeconds(Boolean.getBoolean("armstrong.proof") ? 300 : 60);

    @InjectService(timeout = 20_000)
    Journal journal;

    @InjectService(timeout = 20_000)
    ConfigurationAdmin configurations;

    private final ExecutorService pool = Executors.newSingleThreadExecutor();
    private ServiceRegistration<ExecutorService> registered;
    private Configuration patience;

    @BeforeEach
    void lookSoon() throws IOException {
        registered = context.registerService(ExecutorService.class, pool, null);
        patience = configurations.getConfiguration("io.armstrong.health.leak", "?");
        Hashtable<String, Object> soon = new Hashtable<>();
        soon.put("quietMillis", 200L);
        soon.put("apartMillis", 50L);
        soon.put("walkMillis", 0L);
        soon.put("walkMaxBytes", 1L << 30);
        patience.update(soon);
        await().atMost(DEADLINE).until(() -> Long.valueOf(200L).equals(guard().getProperty("quietMillis")));
    }

    private ServiceReference<Leaks> guard() {
        return await().atMost(DEADLINE).until(() -> context.getServiceReference(Leaks.class), found -> found != null);
    }

    Leaks leaks() {
        return context.getService(guard());
    }

    static void endThreads() {
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(LeaksThread.NAME))
                .forEach(Thread::interrupt);
    }

    @AfterEach
    void end() throws IOException {
        endThreads();
        patience.delete();
        await().atMost(DEADLINE).until(() -> !Long.valueOf(200L).equals(guard().getProperty("quietMillis")));
        registered.unregister();
        pool.shutdownNow();
    }

    ChildJar leaky(String version, Class<?> activator, String more) throws IOException {
        return ChildJar.plain(version, id)
                .header("Armstrong-Child", id + ";tier=normal;face=none" + more)
                .runs(activator);
    }

    List<ArmstrongEvent.Leaked> told(String child) {
        return journal.entries(child, 1000).stream()
                .map(Journal.Entry::event)
                .filter(ArmstrongEvent.Leaked.class::isInstance)
                .map(ArmstrongEvent.Leaked.class::cast)
                .toList();
    }
}
