package io.armstrong.store;

import io.armstrong.api.spi.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.ComponentException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;

/**
 * Opens the store of the runtime's home, {@code <armstrong.home>/store}, and only then registers it: a store that is
 * locked or damaged is no service at all, and one line of the log says why.
 */
@Component(
        service = {},
        immediate = true)
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"io.armstrong.api.spi.Store\"",
        effective = "active")
public final class StoreComponent {
    /** Framework property that names the home. */
    static final String HOME = "armstrong.home";

    private static final long CLOSE_SECONDS = 10;

    private final Logger log;
    private final ExecutorService writer = thread("armstrong-store-writer");
    private final ExecutorService acks = thread("armstrong-store-acks");
    private final FileStore store;
    private final ServiceRegistration<Store> registration;

    @Activate
    public StoreComponent(BundleContext context, @Reference(service = LoggerFactory.class) Logger log) {
        this.log = log;
        String home = context.getProperty(HOME);
        Path folder = Path.of(home == null ? "armstrong-home" : home, "store");
        try {
            store = FileStore.open(new NioDisk(), folder, new FileStore.Run(writer, acks, log::warn, StoreLog.SIZE));
        } catch (IOException e) {
            log.error("the store in {} is not available: {}", folder.toAbsolutePath(), e.getMessage());
            end(writer);
            end(acks);
            throw new ComponentException(e.getMessage(), e);
        }
        registration = context.registerService(Store.class, store, null);
    }

    @Deactivate
    void close() throws IOException {
        registration.unregister();
        store.refuseWrites();
        end(writer);
        store.close();
        end(acks);
    }

    private void end(ExecutorService thread) {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                log.error("the store's disk did not answer within {} s", CLOSE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ExecutorService thread(String name) {
        return Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }
}
