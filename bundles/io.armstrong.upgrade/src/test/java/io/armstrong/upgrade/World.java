package io.armstrong.upgrade;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ChildReport;
import io.armstrong.api.ChildReport.BundleReport;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.Intensity;
import io.armstrong.api.MemberReport;
import io.armstrong.api.RestartType;
import io.armstrong.api.StateReport;
import io.armstrong.api.Strategy;
import io.armstrong.api.Supervision;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.SupervisorReport;
import io.armstrong.api.Tier;
import io.armstrong.api.TreeReport;
import io.armstrong.api.spi.Hiding;
import io.armstrong.api.spi.Holds;
import io.armstrong.api.spi.Journal;
import io.armstrong.api.spi.Lifecycle;
import io.armstrong.api.upgrade.StateMigration;
import io.armstrong.api.upgrade.UpgradeReport;
import io.armstrong.api.upgrade.Upgrades.Options;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A runtime of one bundle with one child, in memory: every order to the framework and to the child is written down, and any
 * of them can be made to fail. Only the store's jars and the jars themselves are real files.
 */
final class World implements AutoCloseable {
    static final long BUNDLE = 7;
    static final long TWIN = 8;
    static final Instant EPOCH = Instant.EPOCH;
    final Path folder;
    final MemoryStore store;
    final ExecutorService pool = Executors.newFixedThreadPool(2);
    final Upgrading upgrading;
    final Ground ground;
    private final AtomicLong ticks = new AtomicLong();
    /** Of the wall, which goes on by a nanosecond each time it is asked. */
    Instant now = Instant.parse("2026-01-01T00:00:00Z");

    /** Orders to framework and child, in order. */
    final List<String> orders = new CopyOnWriteArrayList<>();

    final List<ArmstrongEvent> events = new CopyOnWriteArrayList<>();
    /** By order: what is found instead of success; used up once for each mention. */
    final Map<String, Integer> failing = new HashMap<>();

    final Map<String, StateMigration> migrations = new HashMap<>();
    final Set<Long> closure = new TreeSet<>(Set.of(BUNDLE));
    final List<Lifecycle.HungCall> hung = new ArrayList<>();
    final List<MemberReport> others = new ArrayList<>();

    Path jar;
    String bundleState = "ACTIVE";
    ChildStatus status = ChildStatus.UP;
    Strategy strategy = Strategy.ONE_FOR_ONE;
    Holds.Snapshot state = new Holds.Snapshot(1, Map.of("count", 41));
    boolean durable;
    /** Whether somebody hides twins. */
    boolean twins;
    /** The bundle whose worker runs. */
    long serving = BUNDLE;
    /** The jar of the twin while it is installed. */
    Path twinJar;
    /** Whether a twin is hidden. */
    boolean hidden;

    String onlyOne = "";
    final List<String> missing = new ArrayList<>();
    long incarnation = 1;
    boolean held;
    String crashed = "";
    /** Holds that may be practised right before: nobody else is held. */
    volatile int practisable;
    /** Run between hold and release, when the new worker is attached: what the world outside does meanwhile. */
    Runnable onRelease = () -> {};

    /** Why its child may not be upgraded, by the leak guard; empty: it may. */
    volatile Optional<String> leaked = Optional.empty();

    World(Path folder, JarBuilder running) {
        this(folder, running, Limits.DEFAULT);
    }

    World(Path folder, JarBuilder running, Limits limits) {
        this.folder = folder;
        this.store = new MemoryStore(folder.resolve("store"));
        this.jar = running.write(folder.resolve("running.jar"));
        CheckedJar first = CheckedJar.read(jar);
        store.adopt(
                "counter.bundle",
                new io.armstrong.api.spi.Store.RevisionRecord(
                        first.declaration().version().toString(), store.putJar(jar), "file:counter", Instant.EPOCH));
        migrations.put(TestMigrations.name(1, 2), new TestMigrations.Good());
        ground = new Ground(
                supervision(),
                new FakeHolds(),
                new FakeLifecycle(),
                store,
                new FakeJournal(),
                new FakeBundles(),
                () -> Optional.ofNullable(twins ? new FakeHiding() : null),
                child -> leaked,
                pool,
                System::nanoTime,
                () -> now.plusNanos(ticks.incrementAndGet()),
                limits);
        upgrading = new Upgrading(ground, Beside.Way.NONE);
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }

    UpgradeReport upgrade(JarBuilder next) {
        return upgrade(next, Options.NONE);
    }

    UpgradeReport upgrade(JarBuilder next, Options options) {
        return upgrade(next.write(folder.resolve("next.jar")), options);
    }

    UpgradeReport upgrade(Path next, Options options) {
        return done(upgrading.upgrade("counter", next, options));
    }

    UpgradeReport rollback(String version, Options options) {
        return done(upgrading.rollback("counter", version, options));
    }

    static <T> T done(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SupervisionException known) throw known;
            throw new AssertionError(e);
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    String version() {
        return CheckedJar.read(jar).declaration().version().toString();
    }

    /** Waits until an upgrade that nobody here ordered has ended there. */
    void awaitVersion(String version) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!version().equals(version) || !store.unfinished().isEmpty()) {
            if (System.nanoTime() - until > 0) throw new AssertionError("still " + version());
            Thread.onSpinWait();
        }
    }

    private boolean fails(String order) {
        synchronized (orders) {
            orders.add(order);
            int left = failing.getOrDefault(order, 0);
            failing.put(order, left - 1);
            return left > 0;
        }
    }

    private ChildReport child() {
        return new ChildReport(
                "counter",
                Tier.NORMAL,
                "normal",
                RestartType.PERMANENT,
                status,
                version(),
                state.schema(),
                1,
                0,
                1000,
                0,
                0,
                0,
                "none",
                "",
                Instant.EPOCH,
                null,
                new BundleReport(BUNDLE, "counter.bundle", version(), "", ""));
    }

    private Supervision supervision() {
        return (Supervision) Proxy.newProxyInstance(
                World.class.getClassLoader(),
                new Class<?>[] {Supervision.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "status" -> known((String) args[0]);
                    case "tree" -> tree();
                    case "state" ->
                        CompletableFuture.completedStage(
                                new StateReport("counter", state.schema(), version(), state.data()));
                    case "settled" -> CompletableFuture.completedStage(tree());
                    case "isolate" -> CompletableFuture.completedStage(null);
                    case "start", "restore" -> {
                        orders.add("start child");
                        status = ChildStatus.UP;
                        yield CompletableFuture.completedStage(child());
                    }
                    default -> throw new AssertionError("not expected: " + method);
                });
    }

    private ChildReport known(String id) {
        if (id.equals("counter")) return child();
        throw new SupervisionException(SupervisionException.Code.NOT_FOUND, "no child " + id, "");
    }

    private TreeReport tree() {
        List<MemberReport> members = new ArrayList<>(List.of(child()));
        members.addAll(others);
        return new TreeReport(
                1,
                List.of(new SupervisorReport(
                        "normal",
                        Tier.NORMAL,
                        strategy,
                        ChildStatus.UP,
                        new Intensity(10, Duration.ofMinutes(1)),
                        0,
                        0,
                        0,
                        null,
                        members)));
    }

    private final class FakeHolds implements Holds {
        @Override
        public CompletionStage<Hold> hold(String childId, Duration deadline, Executor turns) {
            if (turns instanceof HandThread) practisable++;
            return hold(childId, deadline);
        }

        @Override
        public CompletionStage<Hold> hold(String child, Duration deadline) {
            if (fails("hold")) return refused("counter is busy for too long");
            held = true;
            return CompletableFuture.completedStage(new FakeHold(state, false));
        }

        @Override
        public CompletionStage<Hold> holdDown(String child, Duration deadline) {
            if (fails("hold down")) return refused("counter was started meanwhile");
            held = true;
            return CompletableFuture.completedStage(new FakeHold(state, true));
        }

        @Override
        public void setAside(List<String> children) {
            orders.add("set aside " + children);
        }

        @Override
        public CompletionStage<Relief> relief(String child, long bundleId, Duration deadline) {
            String whose = bundleId == BUNDLE ? "own" : "twin";
            if (fails("relief " + whose)) return refused("no worker within its deadline");
            return CompletableFuture.completedStage(new FakeRelief(World.this, bundleId));
        }
    }

    private record FakeRelief(World world, long bundleId) implements Holds.Relief {
        @Override
        public CompletionStage<List<Holds.Rehearsed>> rehearse(Map<String, Holds.Snapshot> states, Duration deadline) {
            if (world.fails("rehearse")) return refused("resumed threw in the rehearsal");
            return CompletableFuture.completedStage(
                    List.of(new Holds.Rehearsed("counter", states.get("counter"), List.of())));
        }

        @Override
        public void leave(String cause) {
            if (world.serving != bundleId) return;
            world.crashed = cause;
            world.serving = BUNDLE;
        }

        @Override
        public void dismiss() {
            world.orders.add("dismiss");
        }
    }

    private final class FakeHiding implements Hiding {
        @Override
        public Twin hide(String location, long besideBundleId) {
            if (hidden) throw new IllegalStateException("hidden already");
            hidden = true;
            return () -> {
                if (twinJar != null) throw new IllegalStateException("the twin is still installed");
                hidden = false;
            };
        }

        @Override
        public boolean isHidden(long bundleId) {
            return bundleId == TWIN;
        }
    }

    private static <T> CompletionStage<T> refused(String cause) {
        return CompletableFuture.failedStage(
                new SupervisionException(SupervisionException.Code.REFUSED, cause, "try again"));
    }

    private final class FakeHold implements Holds.Hold {
        private final Holds.Snapshot snapshot;

        private final boolean down;
        private final long since = System.nanoTime();

        FakeHold(Holds.Snapshot snapshot, boolean down) {
            this.snapshot = snapshot;
            this.down = down;
        }

        @Override
        public long bundleId() {
            return BUNDLE;
        }

        @Override
        public List<Holds.Held> children() {
            return down
                    ? List.of()
                    : List.of(new Holds.Held(
                            "counter", incarnation, durable, snapshot.schema() == 0, snapshot, List.of()));
        }

        @Override
        public long heldNanos() {
            return System.nanoTime() - since;
        }

        @Override
        public CompletionStage<Void> detach() {
            return fails("detach") ? refused("a resource did not close") : CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<Void> attach(Map<String, Holds.Snapshot> states, Duration deadline) {
            if (fails("attach")) return refused("resumed threw");
            if (!bundleState.equals("ACTIVE")) return refused("no worker: the bundle is " + bundleState);
            state = states.get("counter");
            serving = BUNDLE;
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<Void> relieve(
                Holds.Relief relief, Map<String, Holds.Snapshot> states, Duration deadline) {
            long by = ((FakeRelief) relief).bundleId();
            if (fails("relieve by " + (by == BUNDLE ? "own" : "twin"))) return refused("resumed threw");
            state = states.get("counter");
            serving = by;
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<Void> release() {
            if (fails("release")) return refused("release broke");
            held = false;
            onRelease.run();
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void abandon(String cause) {
            orders.add("abandon");
            held = false;
            serving = BUNDLE;
            crashed = cause;
        }
    }

    private final class FakeLifecycle implements Lifecycle {
        private CompletionStage<Outcome> outcome(String order, boolean failed, String cause) {
            return CompletableFuture.completedStage(new Outcome(
                    failed ? Kind.FAILED : Kind.DONE, BUNDLE, bundleState, version(), failed ? cause : "", List.of()));
        }

        @Override
        public CompletionStage<Outcome> start(long bundleId, Duration deadline) {
            if (bundleId == TWIN) return ofTwin(fails("start twin"), "ACTIVE", "activate threw in the twin");
            boolean fails = fails("start " + version());
            bundleState = fails ? "RESOLVED" : "ACTIVE";
            return outcome("start", fails, "activate threw");
        }

        @Override
        public CompletionStage<Outcome> stop(long bundleId, Duration deadline) {
            boolean fails = fails("stop");
            if (!fails) bundleState = "RESOLVED";
            return outcome("stop", fails, "stop hangs");
        }

        @Override
        public CompletionStage<Outcome> update(long bundleId, Path next, Duration deadline) {
            String version = CheckedJar.read(next).declaration().version().toString();
            boolean silent = fails("silently keep " + version);
            boolean fails = fails("update " + version);
            if (!silent) jar = next;
            bundleState = fails ? "INSTALLED" : "RESOLVED";
            return outcome("update", fails, "unresolved: import x.y");
        }

        @Override
        public CompletionStage<Outcome> refresh(Collection<Long> bundleIds, Duration deadline) {
            return outcome("refresh", fails("refresh"), "refresh broke");
        }

        @Override
        public Set<Long> closure(Collection<Long> bundleIds) {
            return closure;
        }

        @Override
        public List<HungCall> hung() {
            return hung;
        }

        @Override
        public CompletionStage<Outcome> install(String location, Path jar, Duration deadline) {
            if (!twins) throw new AssertionError("an upgrade installs nothing the direct way");
            if (!hidden) throw new AssertionError("a twin is hidden before it is installed");
            boolean fails = fails("install twin");
            if (!fails) twinJar = jar;
            return ofTwin(fails, "INSTALLED", "no room for a twin");
        }

        private CompletionStage<Outcome> ofTwin(boolean failed, String state, String cause) {
            return CompletableFuture.completedStage(new Outcome(
                    failed ? Kind.FAILED : Kind.DONE,
                    twinJar == null ? -1 : TWIN,
                    state,
                    "",
                    failed ? cause : "",
                    List.of()));
        }

        @Override
        public CompletionStage<Outcome> restart(long bundleId, Duration stopDeadline, Duration startDeadline) {
            throw new AssertionError("an upgrade does not restart");
        }

        @Override
        public CompletionStage<Outcome> uninstall(long bundleId, Duration deadline) {
            if (bundleId != TWIN) throw new AssertionError("an upgrade uninstalls only twins");
            if (serving == TWIN && crashed.isEmpty()) throw new AssertionError("the twin serves");
            boolean fails = fails("uninstall twin");
            if (!fails) twinJar = null;
            return CompletableFuture.completedStage(new Outcome(
                    fails ? Kind.FAILED : Kind.DONE, TWIN, "UNINSTALLED", "", fails ? "it hangs" : "", List.of()));
        }
    }

    private final class FakeJournal implements Journal {
        @Override
        public void record(ArmstrongEvent event) {
            events.add(event);
        }

        @Override
        public List<Entry> entries(String child, int limit) {
            return List.of();
        }
    }

    private final class FakeBundles implements RunningBundles {
        @Override
        public Map<String, String> headers(long bundleId) {
            try (java.util.jar.JarFile file = new java.util.jar.JarFile(jar.toFile())) {
                Map<String, String> headers = new HashMap<>();
                file.getManifest().getMainAttributes().forEach((k, v) -> headers.put(k.toString(), (String) v));
                return headers;
            } catch (java.io.IOException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public String location(long bundleId) {
            return "file:counter";
        }

        @Override
        public String name(long bundleId) {
            return bundleId == BUNDLE ? "counter.bundle" : "bundle " + bundleId;
        }

        @Override
        public long other(String symbolicName, org.osgi.framework.Version version, long thanId) {
            boolean there =
                    symbolicName.equals(name(BUNDLE)) && version.toString().equals(version());
            return there && thanId != BUNDLE ? BUNDLE : -1;
        }

        @Override
        public boolean active(long bundleId) {
            return true;
        }

        @Override
        public List<String> missing(Map<String, String> headers, long replacedId) {
            return missing;
        }

        @Override
        public String onlyOne(long bundleId) {
            return onlyOne;
        }

        @Override
        public void forgetConfigurations(long bundleId) {
            // nothing keeps anything here
        }

        @Override
        public Stops watchStops() {
            return new Stops() {
                @Override
                public List<String> names() {
                    return List.of("counter.bundle");
                }

                @Override
                public void close() {}
            };
        }

        @Override
        public Optional<String> difference(long bundleId, Path other) throws java.io.IOException {
            return Files.mismatch(jar, other) < 0 ? Optional.empty() : Optional.of("x/Counter.class");
        }

        @Override
        public Migrations migrations(long bundleId, Set<String> classNames, Duration limit) {
            orders.add("migrations of " + (bundleId == TWIN ? "twin" : version()));
            if (bundleId == BUNDLE && !bundleState.equals("ACTIVE"))
                throw new AssertionError("asked while " + bundleState);
            return new Migrations() {
                @Override
                public StateMigration of(String className) {
                    return migrations.get(className);
                }

                @Override
                public boolean offers(Set<String> classNames) {
                    return migrations.keySet().containsAll(classNames);
                }

                @Override
                public void close() {
                    orders.add("migrations let go");
                }
            };
        }
    }
}
