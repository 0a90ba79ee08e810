package io.armstrong.bench.inside;

import io.armstrong.api.ArmstrongEvent.WarmedUp;
import io.armstrong.api.spi.Journal;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** Waits as a user would who wants the runtime warm: for the events of its parts. */
final class Warm {
    private static final long LIMIT_SECONDS = 60;
    private static final Set<String> PARTS = Set.of("armstrong", "upgrade");

    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Boolean> all = new CompletableFuture<>();

    private Warm() {}

    /** Returns when the runtime has warmed up; at once where that is switched off. */
    static void await(BundleContext context, Services services) throws Exception {
        if ("off".equals(context.getProperty("armstrong.warmup"))) return;
        Warm warm = new Warm();
        ServiceRegistration<?> listening = context.registerService(Journal.Listener.class, warm::hear, null);
        services.get(Journal.class).entries("", Integer.MAX_VALUE).forEach(warm::hear);
        warm.all.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        listening.unregister();
    }

    private void hear(Journal.Entry entry) {
        if (entry.event() instanceof WarmedUp part && told.add(part.child()) && told.containsAll(PARTS))
            all.complete(true);
    }
}
