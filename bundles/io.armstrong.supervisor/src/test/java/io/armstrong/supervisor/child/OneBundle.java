package io.armstrong.supervisor.child;

import io.armstrong.api.spi.Lifecycle;
import io.armstrong.api.spi.Store;
import io.armstrong.process.Checkpoints;
import io.armstrong.process.virtual.VirtualSystem;
import io.armstrong.supervisor.bundle.Bundles;
import io.armstrong.supervisor.bundle.Components;
import io.armstrong.supervisor.bundle.WorkerServices;
import io.armstrong.supervisor.tree.Catalog;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;

/** A framework with one bundle, in virtual time. Each order waits for the test to say how it ended. */
final class OneBundle {
    private record Ordered(String operation, CompletableFuture<Lifecycle.Outcome> answer) {}

    private final VirtualSystem time = new VirtualSystem();
    private final Queue<Ordered> orders = new ArrayDeque<>();
    private final Bundle bundle;
    private int state = Bundle.RESOLVED;

    OneBundle(String name) {
        bundle = answering(Bundle.class, method -> switch (method) {
            case "getSymbolicName" -> name;
            case "getState" -> state;
            case "getBundleId" -> 7L;
            case "getVersion" -> Version.emptyVersion;
            default -> null;
        });
    }

    /** What it knows of nothing but that bundle. */
    World world() {
        BundleContext context =
                answering(BundleContext.class, method -> method.equals("getBundles") ? new Bundle[] {bundle} : null);
        Lifecycle lifecycle = answering(Lifecycle.class, method -> method.equals("hung") ? List.of() : order(method));
        Store store = answering(Store.class, method -> method.equals("child") ? Optional.empty() : null);
        WorkerServices workers = new WorkerServices(context);
        return new World(
                time.system(),
                lifecycle,
                new Bundles(context),
                workers,
                new Components(context),
                new Activation(workers),
                new Fronts(context),
                answering(Checkpoints.class, method -> null),
                new Catalog(),
                new Wanted(store),
                event -> {},
                new Watchlist(),
                answering(
                        World.Reinstall.class,
                        method -> method.equals("install") ? outcome(Lifecycle.Kind.REFUSED) : true));
    }

    private CompletableFuture<Lifecycle.Outcome> order(String operation) {
        Ordered order = new Ordered(operation, new CompletableFuture<>());
        orders.add(order);
        return order.answer();
    }

    private Lifecycle.Outcome outcome(Lifecycle.Kind kind) {
        return new Lifecycle.Outcome(kind, 7, "", "", "", List.of());
    }

    /** The oldest order ended so; what follows is not done yet. */
    void begin(Lifecycle.Kind kind) {
        Ordered order = orders.remove();
        if (kind == Lifecycle.Kind.DONE) state = order.operation().equals("stop") ? Bundle.RESOLVED : Bundle.ACTIVE;
        order.answer().complete(outcome(kind));
    }

    /** The oldest order ended so, and everything that follows. */
    void answer(Lifecycle.Kind kind) {
        begin(kind);
        run();
    }

    /** The oldest order, a start, found that something is missing. @return how long it took until the next was given */
    Duration unresolved(String missing) {
        Duration before = time.elapsed();
        String cause = "org.osgi.framework.BundleException: does not resolve: missing " + missing;
        orders.remove()
                .answer()
                .complete(new Lifecycle.Outcome(Lifecycle.Kind.FAILED, 7, "INSTALLED", "", cause, List.of()));
        while (orders.isEmpty() && time.step()) {}
        return time.elapsed().minus(before);
    }

    void stoppedByHand() {
        state = Bundle.RESOLVED;
    }

    void run() {
        time.runUntilIdle();
    }

    private static final Map<Class<?>, Object> NOTHING = Map.of(int.class, 0, long.class, 0L, boolean.class, false);

    private static <T> T answering(Class<T> type, Function<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            Object answer = answers.apply(method.getName());
            return answer != null ? answer : NOTHING.get(method.getReturnType());
        }));
    }
}
