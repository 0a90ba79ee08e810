package io.armstrong.supervisor.child;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.ExitReason;
import io.armstrong.api.RestartDepth;
import io.armstrong.api.Shutdown;
import io.armstrong.api.spi.Lifecycle;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.framework.Bundle;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/**
 * The bundle a child lives in, brought up and down as deep as a restart of the child goes. Where a bundle hosts several
 * children, restarts leave the bundle alone.
 */
final class Host {
    /** How long a bundle may take to stop where the child's shutdown sets no limit. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final World world;
    private final String symbolicName;

    Host(World world, String symbolicName) {
        this.world = world;
        this.symbolicName = symbolicName;
    }

    String symbolicName() {
        return symbolicName;
    }

    Optional<Bundle> bundle() {
        return world.bundles().find(symbolicName);
    }

    /**
     * Has the bundle active.
     *
     * @param fresh whether an earlier incarnation used it, so that it has to be made anew
     */
    CompletionStage<Lifecycle.Outcome> up(ChildSpec spec, boolean fresh) {
        return sound().map(bundle -> up(bundle, spec, fresh, depth(spec))).orElseGet(() -> reinstall(spec));
    }

    /** The same after a crash for that reason. */
    CompletionStage<Lifecycle.Outcome> up(ChildSpec spec, boolean fresh, ExitReason last) {
        RestartDepth asked = depth(spec);
        boolean deeper = asked == RestartDepth.BUNDLE && Outcomes.ofClasses(last);
        RestartDepth depth = deeper ? RestartDepth.CLASSES : asked;
        return sound().map(bundle -> up(bundle, spec, fresh || deeper, depth)).orElseGet(() -> reinstall(spec));
    }

    /** The bundle; empty where it has to be looked at or brought back first. */
    private Optional<Bundle> sound() {
        return bundle().filter(world.reinstall()::fits);
    }

    private CompletionStage<Lifecycle.Outcome> up(Bundle bundle, ChildSpec spec, boolean fresh, RestartDepth depth) {
        long id = bundle.getBundleId();
        boolean active = bundle.getState() == Bundle.ACTIVE;
        if (active && (!fresh || depth == RestartDepth.INSTANCE))
            return CompletableFuture.completedFuture(there(bundle));
        if (fresh && depth == RestartDepth.CLASSES)
            return left(bundle, spec)
                    .thenCompose(out -> world.lifecycle().refresh(List.of(id), spec.startDeadline()))
                    .thenCompose(done -> done.done() ? start(id, spec) : CompletableFuture.completedFuture(done));
        return active
                ? left(bundle, spec)
                        .thenCompose(out -> world.lifecycle().restart(id, stopLimit(spec), spec.startDeadline()))
                : start(id, spec);
    }

    /** Done when calls of others have left the bundle, or most of the time in which it should stop is over. */
    private CompletionStage<Integer> left(Bundle bundle, ChildSpec spec) {
        long most = spec.shutdown() instanceof Shutdown.BrutalKill
                ? 0
                : stopLimit(spec).toMillis();
        return world.fronts().drain(bundle.getBundleId(), Duration.ofMillis(most - most / 5));
    }

    private CompletionStage<Lifecycle.Outcome> start(long id, ChildSpec spec) {
        return world.lifecycle().start(id, spec.startDeadline());
    }

    private CompletionStage<Lifecycle.Outcome> reinstall(ChildSpec spec) {
        return CompletableFuture.supplyAsync(
                        () -> world.reinstall().install(symbolicName),
                        world.activation().threads())
                .thenCompose(
                        done -> done.done() ? start(done.bundleId(), spec) : CompletableFuture.completedFuture(done));
    }

    /** Has the bundle stopped, unless a stop of this child leaves it alone. */
    CompletionStage<Lifecycle.Outcome> down(ChildSpec spec) {
        Bundle bundle = bundle().orElse(null);
        if (bundle == null) return CompletableFuture.completedFuture(gone());
        if (depth(spec) == RestartDepth.INSTANCE || bundle.getState() != Bundle.ACTIVE)
            return CompletableFuture.completedFuture(there(bundle));
        return left(bundle, spec).thenCompose(out -> world.lifecycle().stop(bundle.getBundleId(), stopLimit(spec)));
    }

    /** The bundle is left as it is. */
    CompletionStage<Lifecycle.Outcome> left() {
        return CompletableFuture.completedFuture(bundle().map(Host::there).orElseGet(Host::gone));
    }

    /** Why the framework keeps the bundle from running, by start levels; empty when it does not. */
    String heldBack() {
        BundleStartLevel own =
                bundle().map(bundle -> bundle.adapt(BundleStartLevel.class)).orElse(null);
        FrameworkStartLevel now = world.bundles()
                .find(0)
                .map(system -> system.adapt(FrameworkStartLevel.class))
                .orElse(null);
        if (own == null || now == null || own.getStartLevel() <= now.getStartLevel()) return "";
        return "it waits for the framework's start level " + own.getStartLevel() + ", which is " + now.getStartLevel();
    }

    /**
     * What a start waits for; empty: nothing. A supervisor that ended in mid-upgrade knows of no hold when it starts its children
     * anew: they must not run before it is decided which version boots.
     */
    String waitsFor(boolean inTwin) {
        if (world.wanted().barred(symbolicName)) return "it waits for the upgrade of its bundle";
        return inTwin ? "" : heldBack();
    }

    /** Whether the bundle is active. */
    boolean runs() {
        return bundle().map(bundle -> bundle.getState() == Bundle.ACTIVE).orElse(false);
    }

    /** Whether a call on the bundle overran every deadline and has not returned: nothing may be asked of it (design D9). */
    boolean hangs() {
        long id = bundle().map(Bundle::getBundleId).orElse(-1L);
        return world.lifecycle().hung().stream().anyMatch(call -> call.bundleId() == id);
    }

    private RestartDepth depth(ChildSpec spec) {
        return world.catalog().declaredIn(symbolicName) > 1 ? RestartDepth.INSTANCE : spec.depth();
    }

    private static Duration stopLimit(ChildSpec spec) {
        return spec.shutdown() instanceof Shutdown.Within within
                        && !within.limit().isZero()
                ? within.limit()
                : STOP_LIMIT;
    }

    private static Lifecycle.Outcome there(Bundle bundle) {
        String state = bundle.getState() == Bundle.ACTIVE ? "ACTIVE" : "RESOLVED";
        return new Lifecycle.Outcome(
                Lifecycle.Kind.DONE,
                bundle.getBundleId(),
                state,
                bundle.getVersion().toString(),
                "",
                List.of());
    }

    private static Lifecycle.Outcome gone() {
        return new Lifecycle.Outcome(Lifecycle.Kind.DONE, -1, "UNINSTALLED", "", "", List.of());
    }
}
