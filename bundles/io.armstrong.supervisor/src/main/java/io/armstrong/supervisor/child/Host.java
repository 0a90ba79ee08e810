package io.armstrong.supervisor.child;

import io.armstrong.api.ChildSource;
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
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/**
 * The bundle a child lives in, brought up and down as deep as a restart of the child goes. Where a bundle hosts several
 * children, restarts leave the bundle alone. Ordered on the child's serial; what is volatile is looked at from any thread.
 */
final class Host {
    /** How long a bundle may take to stop where the child's shutdown sets no limit. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final World world;
    private final ThreadCensus census;
    private volatile ChildSpec spec;
    /** Id of the bundle that was brought up last; -1: none yet. */
    private volatile long lived = -1;
    /** Whether an incarnation used it since: the next has it made anew. */
    private boolean used;

    Host(World world, ChildSpec spec) {
        this.world = world;
        this.census = new ThreadCensus(world, spec.id());
        this.spec = spec;
    }

    /** What the child is to be from now on: it may live in another bundle. */
    void settle(ChildSpec now) {
        spec = now;
    }

    ChildSpec spec() {
        return spec;
    }

    String symbolicName() {
        return spec.source() instanceof ChildSource.InBundle in ? in.symbolicName() : "";
    }

    Optional<Bundle> bundle() {
        return Optional.ofNullable(present());
    }

    /** The same; null: it is not installed. */
    @Nullable
    Bundle present() {
        return world.bundles().present(symbolicName());
    }

    /** Whether it was brought up as that bundle, or would be next. */
    boolean is(long bundleId) {
        return lived == bundleId
                || bundle().map(next -> next.getBundleId() == bundleId).orElse(false);
    }

    /** Has the bundle active: made anew where an incarnation used it. @param last why that ended */
    CompletionStage<Lifecycle.Outcome> up(ExitReason last) {
        ChildSpec now = spec;
        if (used) bundle().ifPresent(census::ended);
        RestartDepth asked = depth(now);
        boolean deeper = asked == RestartDepth.BUNDLE && Outcomes.ofClasses(last);
        RestartDepth depth = deeper ? RestartDepth.CLASSES : asked;
        boolean fresh = used || deeper;
        return sound().map(bundle -> up(bundle, now, fresh, depth)).orElseGet(() -> reinstall(now));
    }

    /** That is done. @return empty: it is not installed any more */
    Optional<Bundle> broughtUp() {
        used = true;
        Optional<Bundle> bundle = bundle();
        bundle.ifPresent(present -> lived = present.getBundleId());
        return bundle;
    }

    /** @param now whether its next start has to make it anew */
    void used(boolean now) {
        used = now;
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
        if (fresh && depth == RestartDepth.CLASSES && bundle.getState() != Bundle.INSTALLED)
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
        String name = symbolicName();
        return CompletableFuture.supplyAsync(
                        () -> world.reinstall().install(name),
                        world.activation().threads())
                .thenCompose(
                        done -> done.done() ? start(done.bundleId(), spec) : CompletableFuture.completedFuture(done));
    }

    /** Has the bundle stopped, unless a stop of this child leaves it alone. */
    CompletionStage<Lifecycle.Outcome> down() {
        ChildSpec now = spec;
        Bundle bundle = bundle().orElse(null);
        if (bundle == null) return CompletableFuture.completedFuture(gone());
        if (depth(now) == RestartDepth.INSTANCE || bundle.getState() != Bundle.ACTIVE)
            return CompletableFuture.completedFuture(there(bundle));
        return left(bundle, now).thenCompose(out -> world.lifecycle().stop(bundle.getBundleId(), stopLimit(now)));
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
        if (world.wanted().barred(symbolicName())) return "it waits for the upgrade of its bundle";
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
        return world.catalog().declaredIn(symbolicName()) > 1 ? RestartDepth.INSTANCE : spec.depth();
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
