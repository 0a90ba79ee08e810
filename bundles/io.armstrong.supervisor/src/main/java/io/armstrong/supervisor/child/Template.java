package io.armstrong.supervisor.child;

import io.armstrong.api.ChildSource;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.ExitReason;
import io.armstrong.api.spi.Instances;
import io.armstrong.api.spi.Lifecycle;
import io.armstrong.api.worker.Worker;
import io.armstrong.process.WorkerCode;
import io.armstrong.process.WorkerSettings;
import io.armstrong.supervisor.bundle.Traits;
import io.armstrong.supervisor.bundle.WorkerServices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleRevision;

/**
 * What all dynamic children of one supervisor share: their bundle, one worker object and their settings. The bundle is
 * started and the worker activated when the first of them starts.
 */
final class Template {
    /** Stands for the bundle that the template itself names. */
    static final long OWN = -1;

    private final World world;
    private final ChildSpec spec;
    private final Serial serial;
    private final Host host;
    private final String component;
    private final List<Waiter> waiters = new ArrayList<>();
    private volatile @Nullable WorkerCode code;
    private volatile WorkerSettings settings;
    /** Workers of other bundles that stand by, or that instances run; by bundle. */
    private final ConcurrentHashMap<Long, Cast> casts = new ConcurrentHashMap<>();

    /** The revision of the bundle whose worker {@link #code} is: what an update leaves behind is not used again. */
    private volatile @Nullable BundleRevision revision;

    private final Crew crew;
    /** Who counts calls to the instances; null while nobody does. */
    private volatile Instances.@Nullable Calls calls;

    private boolean coming;
    /** What the code requires and is not there; empty while nothing is missing. */
    private String missing = "";

    /** Wants the code. Told on any thread, once. */
    interface Waiter {
        void ready(WorkerCode code);

        void failed(ExitReason reason);

        /** What the code requires is not there yet. May be told before one of the others, and more than once. */
        void waiting(String missing);
    }

    Template(World world, ChildSpec spec) {
        this.world = world;
        this.spec = spec;
        this.serial = new Serial(world.system(), spec.id());
        this.host = new Host(world, spec);
        this.component = spec.source() instanceof ChildSource.InBundle in ? in.worker() : "";
        this.settings = world.settings(spec);
        this.crew = new Crew(world, this);
    }

    /** Bounds and deadlines of every instance. */
    WorkerSettings settings() {
        return settings;
    }

    /** The number of the state's shape; 0 before the first start. */
    int schema() {
        WorkerCode now = code;
        return now == null ? 0 : now.schema();
    }

    Host host() {
        return host;
    }

    /** The code that stands for that bundle and can be run at once; null: see {@link #code}. */
    @Nullable
    WorkerCode codeNow(long bundleId) {
        Cast cast = bundleId == OWN ? null : casts.get(bundleId);
        if (cast != null) return cast.code();
        return current() ? code : null;
    }

    /** The template's own code as soon as it is there. */
    void code(Waiter waiter) {
        serial.run(() -> {
            WorkerCode now = code;
            if (now != null && current()) waiter.ready(now);
            else join(waiter);
        });
    }

    /** Whether the bundle is active and still the one whose worker we have. */
    private boolean current() {
        Bundle bundle = host.present();
        return bundle != null && bundle.getState() == Bundle.ACTIVE && revisionOf(bundle) == revision;
    }

    // ---- the code of other bundles ----

    /** Its instances. */
    Crew crew() {
        return crew;
    }

    /** Who counts calls to the instances from now on; null: nobody. */
    void calls(Instances.@Nullable Calls by) {
        calls = by;
    }

    Instances.@Nullable Calls calls() {
        return calls;
    }

    /** The worker of another bundle; null: instances run the template's own. */
    @Nullable
    Cast cast(long bundleId) {
        return casts.get(bundleId);
    }

    /** The code that stands for that bundle, else the template's own; null while that did not come yet. */
    @Nullable
    WorkerCode codeOf(long bundleId) {
        Cast cast = casts.get(bundleId);
        return cast != null ? cast.code() : code;
    }

    /** Whether that is the bundle that the template itself names. */
    boolean isOwn(long bundleId) {
        return host.bundle().map(bundle -> bundle.getBundleId() == bundleId).orElse(false);
    }

    /** Gets the worker of that bundle; of the template's own bundle the one that it has now takes the place of the one before. */
    CompletionStage<Void> standBy(Bundle bundle, Duration limit) {
        CompletableFuture<StandIn> ready = new CompletableFuture<>();
        Nature nature = Nature.of(world, spec.id(), bundle, spec);
        WorkerServices.Key key = new WorkerServices.Key(bundle.getBundleId(), nature.component());
        Arrival.Answer answer = new StandIn.Awaited(nature, nature.settings(world, spec.id(), spec), ready);
        Serial waiting = new Serial(world.system(), spec.id());
        waiting.run(() -> new Arrival(world, waiting, key, bundle, answer).begin(limit));
        return ready.thenAccept(by -> standsBy(bundle, Cast.of(bundle, by)));
    }

    private void standsBy(Bundle bundle, Cast cast) {
        if (isOwn(bundle.getBundleId())) own(bundle, cast.code());
        else casts.put(bundle.getBundleId(), cast);
    }

    private void own(Bundle bundle, WorkerCode next) {
        code = next;
        revision = revisionOf(bundle);
    }

    /** Each start of a dynamic child asks for it. Felix would take a lock to say when the bundle was last modified. */
    private static @Nullable BundleRevision revisionOf(Bundle bundle) {
        return bundle.adapt(BundleRevision.class);
    }

    /** Gives the worker of another bundle back. */
    void dismiss(long bundleId) {
        crew.newcomers().share(-1, 0);
        Cast cast = casts.remove(bundleId);
        if (cast != null)
            world.workers().release(cast.by().reference(), cast.by().worker());
    }

    private void join(Waiter waiter) {
        waiters.add(waiter);
        if (coming) {
            if (!missing.isEmpty()) waiter.waiting(missing);
            return;
        }
        coming = true;
        host.up(ExitReason.SHUTDOWN).whenComplete((outcome, bug) -> serial.run(() -> bundleUp(outcome, bug)));
    }

    private void bundleUp(Lifecycle.@Nullable Outcome outcome, @Nullable Throwable bug) {
        Bundle bundle = host.bundle().orElse(null);
        if (outcome == null || bundle == null) {
            failed(Outcomes.start(
                    bug == null ? "bundle " + host.symbolicName() + " is not installed" : bug.toString()));
            return;
        }
        if (!outcome.done()) {
            failed(Outcomes.startFailed(outcome));
            return;
        }
        WorkerServices.Key key = new WorkerServices.Key(bundle.getBundleId(), component);
        new Arrival(world, serial, key, bundle, new Arrival.Answer() {
                    @Override
                    public void arrived(ServiceReference<Worker<?>> reference, Worker<?> worker) {
                        ready(worker);
                    }

                    @Override
                    public void failed(ExitReason reason) {
                        Template.this.failed(reason);
                    }

                    @Override
                    public boolean mayWait(String what) {
                        missing = what;
                        waiters.forEach(waiter -> waiter.waiting(what));
                        return true;
                    }
                })
                .begin(spec.startDeadline());
    }

    private void ready(Worker<?> worker) {
        Traits traits = Traits.of(world.catalog().attributes(spec.id()));
        settings = settings.withBlocking(traits.blocking())
                .withInline(traits.inline())
                .withPoisonAfter(traits.poison())
                .withConfig(world.catalog().config(spec.id()))
                .withCheckpoints(traits.durable() ? world.checkpoints() : null)
                .withMeters(world.watchlist().metersFor(spec.guards()));
        WorkerCode ready = new WorkerCode(worker, traits.schema());
        host.bundle().ifPresent(bundle -> own(bundle, ready));
        take().forEach(waiter -> waiter.ready(ready));
    }

    private void failed(ExitReason reason) {
        take().forEach(waiter -> waiter.failed(reason));
    }

    private List<Waiter> take() {
        coming = false;
        missing = "";
        List<Waiter> told = List.copyOf(waiters);
        waiters.clear();
        return told;
    }
}
