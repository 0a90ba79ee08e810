package io.armstrong.bench.inside;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.spi.Journal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** Waits as a user would who wants the runtime warm: for the event. */
final class Warm {
    private static final long LIMIT_SECONDS = 60;

    private Warm() {}

    /** Returns when the runtime has warmed up; at once where that is switched off. */
    static void await(BundleContext context, Services services) throws Exception {
        if ("off".equals(context.getProperty("armstrong.warmup"))) return;
        CompletableFuture<Boolean> warm = new CompletableFuture<>();
        ServiceRegistration<?> listening =
                context.registerService(Journal.Listener.class, entry -> hear(entry, warm), null);
        services.get(Journal.class).entries("", Integer.MAX_VALUE).forEach(entry -> hear(entry, warm));
        warm.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        listening.unregister();
    }

    private static void hear(Journal.Entry entry, CompletableFuture<Boolean> warm) {
        if (entry.event() instanceof ArmstrongEvent.WarmedUp) warm.complete(true);
    }
}
