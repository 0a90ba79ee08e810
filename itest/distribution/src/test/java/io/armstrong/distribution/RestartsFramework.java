package io.armstrong.distribution;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;

/**
 * A child that restarts the framework the first time it sees the runtime up, and writes down the tree the second time.
 * Knows the runtime by name only: it is wired to nothing.
 */
public final class RestartsFramework implements BundleActivator {
    /** In the home: the tree as it settled after the restart. */
    static final String AFTER = "tree-after-restart";

    private static final String SUPERVISION = "io.armstrong.api.Supervision";

    @Override
    public void start(BundleContext context) throws InvalidSyntaxException {
        Tell tell = new Tell(context);
        context.addServiceListener(tell, "(objectClass=" + SUPERVISION + ")");
        ServiceReference<?> there = context.getServiceReference(SUPERVISION);
        if (there != null) tell.found(there);
    }

    @Override
    public void stop(BundleContext context) {}

    /** Not a lambda: a bundle made of named classes must name them all. */
    static final class Tell implements ServiceListener {
        private final BundleContext context;
        private final Path home;
        private final AtomicBoolean told = new AtomicBoolean();

        Tell(BundleContext context) {
            this.context = context;
            this.home = Path.of(context.getProperty("armstrong.home"));
        }

        @Override
        public void serviceChanged(ServiceEvent event) {
            if (event.getType() == ServiceEvent.REGISTERED) found(event.getServiceReference());
        }

        /** Once, though it may be told twice. */
        void found(ServiceReference<?> reference) {
            if (!told.compareAndSet(false, true)) return;
            Object supervision = context.getService(reference);
            new Thread(() -> act(supervision), "restarter").start();
        }

        private void act(Object supervision) {
            try {
                if (Files.notExists(home.resolve("restarted"))) {
                    Files.createFile(home.resolve("restarted"));
                    context.getBundle(0).update();
                } else {
                    write(settled(supervision));
                }
            } catch (IOException | BundleException | ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        private static String settled(Object supervision) throws ReflectiveOperationException {
            Method settled = supervision.getClass().getMethod("settled", Duration.class);
            settled.setAccessible(true);
            CompletionStage<?> stage = (CompletionStage<?>) settled.invoke(supervision, Duration.ofSeconds(30));
            return String.valueOf(stage.toCompletableFuture().join());
        }

        private void write(String tree) throws IOException {
            Path part = Files.writeString(home.resolve(AFTER + ".part"), tree);
            Files.move(part, home.resolve(AFTER), StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
