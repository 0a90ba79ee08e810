package io.armstrong.supervisor;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.ExitReason;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisionException.Code;
import io.armstrong.api.SupervisorSpec;
import io.armstrong.api.Tier;
import io.armstrong.api.spi.Journal;
import io.armstrong.api.spi.Lifecycle;
import io.armstrong.api.spi.Store;
import io.armstrong.core.SupervisorEvent;
import io.armstrong.core.spec.BadSpec;
import io.armstrong.process.LeftBehind;
import io.armstrong.process.PlainMessages;
import io.armstrong.process.ProcessSystem;
import io.armstrong.process.supervise.SupervisorObserver;
import io.armstrong.process.supervise.SupervisorOwner;
import io.armstrong.process.supervise.SupervisorProcess;
import io.armstrong.supervisor.bundle.Bundles;
import io.armstrong.supervisor.bundle.Components;
import io.armstrong.supervisor.bundle.LastingClasses;
import io.armstrong.supervisor.bundle.WorkerServices;
import io.armstrong.supervisor.child.Activation;
import io.armstrong.supervisor.child.BundleChild;
import io.armstrong.supervisor.child.Children;
import io.armstrong.supervisor.child.Fronts;
import io.armstrong.supervisor.child.InstanceChild;
import io.armstrong.supervisor.child.Wanted;
import io.armstrong.supervisor.child.Watchlist;
import io.armstrong.supervisor.child.World;
import io.armstrong.supervisor.policy.PolicyServices;
import io.armstrong.supervisor.report.Reports;
import io.armstrong.supervisor.tree.Catalog;
import io.armstrong.supervisor.tree.Tiers;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/**
 * Everything the supervisor is made of, put together once and taken apart in reverse.
 *
 * <p>What may block (the store, adoption) is done on the edge thread; supervisors and children never wait for it.
 */
final class Runtime implements SupervisorObserver, SupervisorOwner, Catalog.Refusals {
    /** How often a condition of {@link #watch} is looked at. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** How long work on the edge may go on when the runtime is closed. */
    private static final long EDGE_MILLIS = 1_000;

    /** Decisions of the core after which nothing starts the child by itself. */
    private static final Set<String> LEFT_DOWN =
            Set.of("stay down", "forget", "escalate", "quarantine", "circuit_break", "isolate", "leave failed");

    private static final Set<ChildStatus> SETTLED_DOWN =
            Set.of(ChildStatus.DOWN, ChildStatus.ISOLATED, ChildStatus.OPEN, ChildStatus.FAILED);

    private final BundleContext context;
    private final Journal journal;
    private final ProcessSystem system;
    private final Catalog catalog = new Catalog();
    private final Wanted wanted;
    private final Bundles bundles;
    private final Revisions revisions;
    private final WorkerServices workers;
    private final Activation activation;
    private final Fronts fronts;
    private final Children children;
    private final SupervisorProcess root;
    private final Reports reports;
    private final Orders orders;
    private final World world;
    private final RootAction rootAction;
    private final LastResort lastResort;
    private final Pulse pulse;
    private final PolicyServices policies;
    private final ThreadTrouble threadTrouble = new ThreadTrouble(this);
    private final Leftovers leftovers = new Leftovers(this);
    private final Readiness readiness;
    private final CompletableFuture<ExitReason> ended = new CompletableFuture<>();
    private final ExecutorService edge = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "armstrong-edge");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean closing;

    Runtime(BundleContext context, Lifecycle lifecycle, Store store, Journal journal) {
        this.context = context;
        this.journal = journal;
        this.system = ProcessSystem.start(this::trouble, new PlainMessages(new LastingClasses(catalog::hosts)));
        this.wanted = new Wanted(store);
        this.bundles = new Bundles(context);
        this.revisions = new Revisions(store, lifecycle, journal, bundles);
        this.workers = new WorkerServices(context);
        this.activation = new Activation(workers);
        this.fronts = new Fronts(context);
        this.rootAction = new RootAction(context, journal);
        this.world = new World(
                system,
                lifecycle,
                bundles,
                workers,
                new Components(context),
                activation,
                fronts,
                new StoredCheckpoints(store),
                catalog,
                wanted,
                journal::record,
                new Watchlist(),
                revisions.restoration());
        this.policies = new PolicyServices(context, system.timers());
        this.children = new Children(world, this, this, policies);
        this.root = new SupervisorProcess(system, Tiers.root(), children.factory(Tiers.root()), this, this, policies);
        this.lastResort = new LastResort(this::tierOf, system.clock()::nanos, LastResort::freeHeap);
        this.pulse = new Pulse(system, root);
        this.readiness = new Readiness(context, journal, this::trouble);
        this.reports = new Reports(system, root, children, store, revisions::drifted);
        this.orders = new Orders(root, children, reports, edge);
        workers.open();
        fronts.open();
        policies.open();
    }

    Journal journal() {
        return journal;
    }

    ProcessSystem system() {
        return system;
    }

    Catalog catalog() {
        return catalog;
    }

    Wanted wanted() {
        return wanted;
    }

    Bundles bundles() {
        return bundles;
    }

    Revisions revisions() {
        return revisions;
    }

    World world() {
        return world;
    }

    Children children() {
        return children;
    }

    Reports reports() {
        return reports;
    }

    Orders orders() {
        return orders;
    }

    Pulse pulse() {
        return pulse;
    }

    ExecutorService edge() {
        return edge;
    }

    /** Starts the root and its tiers with what the catalog holds now. */
    void start() {
        configureRoot();
        threadTrouble.open();
        root.start();
    }

    /** Gives the root the flags that are configured for it and for the tiers; a tier takes its own when it starts. */
    void configureRoot() {
        SupervisorSpec configured = Tiers.root(catalog, this);
        root.order(token -> new SupervisorEvent.ChangeSpecs(token, configured));
    }

    /** Stops the tree in reverse order, at most for that long, then everything else. */
    void close(Duration limit) {
        closing = true;
        readiness.close();
        threadTrouble.close();
        root.shutdown(ExitReason.SHUTDOWN);
        try {
            ended.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException late) {
            alarm(Tiers.ROOT, "slow-stop", "the tree did not stop within " + limit, "sup:tree");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closeEdge();
        workers.close();
        fronts.close();
        policies.close();
        activation.close();
        system.close();
    }

    /** Whoever waits for an answer gets it, unless what is done there takes too long. */
    private void closeEdge() {
        edge.shutdown();
        try {
            if (!edge.awaitTermination(EDGE_MILLIS, TimeUnit.MILLISECONDS)) edge.shutdownNow();
        } catch (InterruptedException e) {
            edge.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** Completes the future with the first answer that is not null; looks every 20 ms until then. */
    <T> void watch(CompletableFuture<T> future, Supplier<@Nullable T> condition) {
        if (future.isDone()) return;
        T answer = condition.get();
        if (answer != null) future.complete(answer);
        else system.timers().after(LOOK_NANOS, () -> watch(future, condition));
    }

    /** Writes what is wanted of a child. @throws SupervisionException when it was done but could not be stored */
    void want(String verb, String id, String what) {
        try {
            wanted.set(id, what);
        } catch (IOException e) {
            throw new SupervisionException(
                    Code.FAILED,
                    verb + " " + id + " was done but could not be stored: " + e.getMessage(),
                    "free disk space");
        }
    }

    private void trouble(String where, Throwable thrown) {
        if (where.startsWith("supervisor ")) pulse.broken();
        if (thrown instanceof LeftBehind left) leftovers.add(where, left);
        else alarm(where, "internal-error", String.valueOf(thrown), "sup:events");
    }

    void alarm(String child, String alarm, String text, String next) {
        journal.record(new ArmstrongEvent.AlarmSet(child, alarm, text, next));
    }

    void alarmOver(String child, String alarm, String why) {
        journal.record(new ArmstrongEvent.AlarmCleared(child, alarm, why));
    }

    Leftovers leftovers() {
        return leftovers;
    }

    @Override
    public void event(ArmstrongEvent event) {
        follow(event);
        journal.record(event instanceof ArmstrongEvent.ChildStarted started ? withVersion(started) : event);
        lastResort.after(event).ifPresent(rootAction::lastResort);
        if (!staysDown(event)) return;
        children.inBundle(event.child()).ifPresent(BundleChild::rest);
        if (event instanceof ArmstrongEvent.StatusChanged)
            children.instance(event.child()).ifPresent(InstanceChild::rest);
    }

    /** Follows what the tree decided about a child by itself (design D5). */
    private void follow(ArmstrongEvent event) {
        String id = event.child();
        boolean isolated = event instanceof ArmstrongEvent.Decided decided
                && decided.decision().equals("isolate");
        boolean revived =
                event instanceof ArmstrongEvent.ChildStarted && wanted.of(id).equals(Wanted.STOPPED);
        if (isolated) wantSoon(id, Wanted.ISOLATED);
        if (revived) wantSoon(id, Wanted.RUNNING);
    }

    /** What fails while the framework stops is no word about what is wanted after it (fault row 46). */
    private boolean frameworkStops() {
        return context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getState() == Bundle.STOPPING;
    }

    /** Its next start isolates it. */
    void setAside(String id) {
        wantSoon(id, Wanted.ISOLATED);
        wanted.setAside(id);
    }

    private void wantSoon(String id, String what) {
        if (closing || frameworkStops()) return;
        wanted.now(id, what);
        edge.execute(() -> {
            try {
                wanted.set(id, what);
            } catch (IOException e) {
                alarm(
                        id,
                        "not-stored",
                        "it is wanted " + what + " until the next boot only: " + e.getMessage(),
                        "sup:events");
            }
        });
    }

    private Optional<Tier> tierOf(String child) {
        return catalog.declaration(child).map(known -> catalog.spec(child).tier());
    }

    /** Whether nothing starts that child by itself from here on: then its callers are told at once (design D8). */
    private static boolean staysDown(ArmstrongEvent event) {
        if (event instanceof ArmstrongEvent.Decided decided) return LEFT_DOWN.contains(decided.decision());
        return event instanceof ArmstrongEvent.StatusChanged changed && SETTLED_DOWN.contains(changed.status());
    }

    @Override
    public boolean degrades() {
        return rootAction.degrades();
    }

    private ArmstrongEvent withVersion(ArmstrongEvent.ChildStarted started) {
        return children.inBundle(started.child())
                .map(child -> new ArmstrongEvent.ChildStarted(
                        started.child(), started.supervisor(), child.number(), child.version()))
                .orElse(started);
    }

    @Override
    public void refused(String id, BadSpec bad) {
        journal.record(new ArmstrongEvent.SpecRefused(id, bad.place(), bad.value(), bad.rule()));
    }

    @Override
    public void booted() {
        journal.record(new ArmstrongEvent.ChildStarted(Tiers.ROOT, "", 1, ""));
        readiness.begin();
    }

    @Override
    public void startFailed(ExitReason reason) {
        exited(reason);
    }

    @Override
    public void exited(ExitReason reason) {
        ended.complete(reason);
        if (!closing) rootAction.gaveUp(reason);
    }
}
