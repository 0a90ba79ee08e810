package io.armstrong.supervisor.child;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Shutdown;
import io.armstrong.api.spi.Guarding;
import io.armstrong.api.worker.Worker;
import io.armstrong.process.WorkerExit;
import io.armstrong.process.WorkerListener;
import io.armstrong.process.WorkerProcess;
import io.armstrong.process.supervise.CalledChild;
import io.armstrong.process.supervise.ChildSink;
import io.armstrong.supervisor.bundle.BundleThreads;
import io.armstrong.supervisor.bundle.Traits;
import io.armstrong.supervisor.bundle.WorkerServices;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/**
 * The hand on a static child that lives in a bundle: brings its bundle up, waits for its worker, and runs it in a process
 * that outlives all incarnations. A plain bundle has no worker; then the state of the bundle is its pulse.
 *
 * <p>Everything happens on one {@link Serial}: the fields belong to it.
 */
public final class BundleChild implements CalledChild, WorkerListener, Guarded {
    private final World world;
    private final String id;
    private final Serial serial;
    private final WorkerProcess process;
    private final Host host;
    private final Twin twin = new Twin();
    private final Front front;
    private final Seat seat;
    private final Post post;
    private final Life life;
    private final Start start;
    private final BundleThreads threads;
    private boolean inHand;
    /** In the hand of an upgrade, from its first grip on. */
    private volatile boolean gripped;

    private volatile LastCrash lastCrash = LastCrash.NONE;

    /** @param grouped whether its siblings may restart with it: then its bundle is stopped before its exit is told, to keep the order */
    public BundleChild(World world, String id, ChildSpec spec, boolean grouped) {
        this.world = world;
        this.id = id;
        this.threads = world.watchlist().threads();
        this.serial = new Serial(world.system(), id);
        this.process = new WorkerProcess(id, world.settings(spec), null);
        this.host = new Host(world, spec);
        this.front = world.fronts().front(process);
        this.seat = new Seat(world, serial, process, this::atWork, this::twinGone);
        this.post = new Post(world, serial, process, host, seat);
        this.life = new Life(process, serial, host, twin, post, front, grouped);
        this.start = new Start(world, serial, host, twin, post, front, life, this);
        world.system().names().register(id, process);
    }

    /** Whether an exchange of its worker is its own business. */
    private boolean atWork() {
        return life.is(Phase.UP) && !inHand;
    }

    // ---- looking: from any thread ----

    @Override
    public @Nullable ChildSink sink() {
        return life.sink();
    }

    @Override
    public WorkerProcess process() {
        return process;
    }

    /** The bundle it lives in now; null when that is not installed. */
    public @Nullable Bundle bundle() {
        return host.bundle().orElse(null);
    }

    /**
     * Whether that bundle is the child's: the one it was brought up in, or the one it would be brought up in next. Another one of the
     * same name is somebody else's.
     */
    public boolean livesIn(long bundleId) {
        return host.is(bundleId);
    }

    /** The version that serves, else that of its bundle; empty while that is not installed. */
    public String version() {
        String serving = seat.version();
        return !serving.isEmpty()
                ? serving
                : host.bundle().map(bundle -> bundle.getVersion().toString()).orElse("");
    }

    /** The symbolic name of the bundle it lives in. */
    public String symbolicName() {
        return host.symbolicName();
    }

    /** What its present version says of itself. */
    public Traits traits() {
        return post.nature().traits();
    }

    /** What its component requires and is not there; empty when it waits for nothing. */
    public String missing() {
        return post.missing();
    }

    @Override
    public Guarding.Ward ward() {
        return new Guarding.Ward(
                id,
                number(),
                life.is(Phase.UP) && !gripped && missing().isEmpty(),
                host.spec().guards(),
                process.waiting(),
                allocated());
    }

    /** A worker is counted where it allocates; a plain bundle by the threads that are its own. */
    private long allocated() {
        if (!isPlain()) return world.watchlist().allocated(id);
        Bundle bundle = bundle();
        return bundle == null || host.spec().guards().memoryBytes() == 0
                ? 0
                : threads.allocated(bundle, world.system().clock().nanos());
    }

    /** Whether the framework keeps its bundle from running, by start levels. */
    public boolean heldBack() {
        return !host.heldBack().isEmpty();
    }

    /** Whether it runs or is about to. */
    public boolean alive() {
        return !life.is(Phase.DOWN);
    }

    @Override
    public boolean alive(long number) {
        return life.incarnation() == number && !life.is(Phase.DOWN);
    }

    // ---- orders of the supervisor ----

    @Override
    public void start(ChildSpec now, long number, @Nullable Object argument, ChildSink told) {
        serial.run(() -> begin(now, number, told));
    }

    private void begin(ChildSpec now, long number, ChildSink told) {
        host.settle(now);
        world.watchlist().enlist(id, now.guards(), this);
        life.begin(number, told);
        front.stand(now, bundle());
        if (world.wanted().takeKeptDown(id)) passBy(told);
        else start.begin();
    }

    private void passBy(ChildSink told) {
        life.reach(Phase.DOWN);
        front.close(ExitReason.SHUTDOWN);
        if (world.wanted().isolated(id)) told.isolated();
        else told.ignored();
    }

    @Override
    public void stop(long number, Shutdown how, ExitReason why) {
        serial.run(() -> life.stop(number, how));
    }

    @Override
    public void kill(long number) {
        serial.run(() -> life.kill(number));
    }

    /** Its supervisor is gone, or its spec. The child itself stays as long as anybody declares it. */
    @Override
    public void forget() {
        if (world.catalog().knows(id)) rest();
        else retire();
    }

    /** The end of the child: its name is free and its bundle stopped. */
    public void retire() {
        world.watchlist().strike(id);
        serial.run(() -> {
            process.retire(life.last());
            front.forget();
            host.down();
        });
    }

    /** Its supervisor leaves it down: its bundle is stopped too, and callers are told. */
    public void rest() {
        serial.run(() -> {
            if (!life.is(Phase.DOWN)) return;
            process.close(life.last());
            front.rest(life.last());
            life.bundleDown();
        });
    }

    /** Somebody else started the bundle: it is stopped again where the child is not wanted running (design D10). */
    public void started() {
        serial.run(() -> {
            if (!life.is(Phase.DOWN)
                    || life.incarnation() == 0
                    || world.wanted().running(id)) return;
            host.down();
            world.events()
                    .accept(new ArmstrongEvent.Drifted(
                            id,
                            "its bundle was started by somebody else",
                            "stopped again; sup:start " + id + " starts it"));
        });
    }

    /** Somebody else stopped or uninstalled the bundle: an exit (design D10). */
    public void vanished(String how) {
        serial.run(() -> {
            if (inHand) return;
            ExitReason gone =
                    Outcomes.vanished("its bundle " + host.symbolicName() + " was " + how + " by somebody else");
            if (life.is(Phase.UP) || life.is(Phase.WORKER)) host.used(false);
            life.crash(gone);
        });
    }

    // ---- what the process says, on its turn ----

    @Override
    public void started(WorkerProcess of, long number) {
        serial.run(() -> start.initialized(number));
    }

    /** What its last crash left behind. */
    public LastCrash lastCrash() {
        return lastCrash;
    }

    @Override
    public void deadLetters(WorkerProcess of, long number, long messages, String reason) {
        world.events().accept(new ArmstrongEvent.DeadLettered(id, number, messages, reason));
    }

    @Override
    public void startFailed(WorkerProcess of, WorkerExit exit) {
        serial.run(() -> life.startFailed(exit));
    }

    @Override
    public void exited(WorkerProcess of, WorkerExit exit) {
        serial.run(() -> {
            lastCrash = LastCrash.of(exit.scene());
            life.exited(exit.reason(), exit.hung());
        });
    }

    // ---- in the hand of an upgrade ----

    /** For {@link Grip}: on the serial, while the child is up. */
    Serial serial() {
        return serial;
    }

    /** An upgrade holds it: calls of others wait. Those under way go on. */
    void held() {
        front.park();
    }

    /** The worker is taken out of everybody's sight; the process keeps its state. */
    void takenInHand() {
        inHand = true;
        post.vacate();
    }

    /** Waits for the worker of the bundle as it is now. */
    void awaitAgain(Duration limit, Arrival.Answer answer) {
        Bundle bundle = bundle();
        if (post.offered(bundle) && bundle != null) post.await(bundle, limit, answer);
        else answer.failed(post.nobody(host.symbolicName()));
    }

    /** This worker is the child's from now on. */
    void adopted(ServiceReference<Worker<?>> found, Worker<?> made) {
        twin.end();
        post.take(found, made);
    }

    /** Waits for the worker that a bundle offers for this child, without touching the child; the one that runs stands by at once. */
    void standIn(Bundle bundle, Duration limit, CompletableFuture<StandIn> ready) {
        post.standIn(bundle, limit, ready);
    }

    /** Whether that worker is the one that runs. */
    boolean seats(StandIn by) {
        return seat.seats(by);
    }

    /** The bundle whose worker it runs; -1 while it has none. */
    long servedBy() {
        return seat.bundleId();
    }

    /** What {@code ctx.config()} says to it. */
    Map<String, Object> config() {
        return world.catalog().config(id);
    }

    /** An exchange begins: what happens to its worker is not its own business now. */
    void relieving() {
        inHand = true;
    }

    /** The process runs that worker from now on. @return gives the one before back */
    Runnable relieved(StandIn by) {
        front.serve(WorkerServices.keyOf(by.reference()).bundleId());
        twin.moved(by.reference().getBundle(), bundle());
        return post.relieve(by);
    }

    /** The upgrade let go. */
    void outOfHand() {
        inHand = false;
        gripped = false;
        if (life.is(Phase.UP)) front.open(number());
    }

    /** An upgrade begins to take it in its hand, or could not. */
    void gripped(boolean now) {
        gripped = now;
    }

    /** Its twin goes: where it still stands there it exits with that, and starts in its own bundle. */
    void leave(Bundle going, ExitReason reason) {
        serial.run(() -> {
            if (twin.leave(going)) life.crash(reason);
        });
    }

    /** On the serial. @return whether the worker that went away is one of a twin that is gone: then nobody waits for it */
    private boolean twinGone(long bundleId) {
        boolean lost = twin.lost(bundleId);
        if (lost) life.crash(Outcomes.vanished("the twin it stood in is gone"));
        return lost;
    }

    /** The upgrade gave up: the child exits with that. @param home whether it starts in its own bundle from now on */
    void dropped(ExitReason reason, boolean home) {
        if (home) twin.end();
        inHand = false;
        gripped = false;
        host.used(true);
        life.exit(reason);
    }

    /** Whether its present version has no worker. */
    public boolean isPlain() {
        return post.isPlain();
    }

    /** Somebody wants it to crash with that reason. */
    public void crash(ExitReason reason) {
        serial.run(() -> life.crash(reason));
    }

    @Override
    public void trip(long of, ExitReason.Crashed why) {
        serial.run(() -> {
            if (life.is(Phase.UP) && !gripped && number() == of) life.exit(of, why);
        });
    }

    /** Id of the child. */
    public String id() {
        return id;
    }

    /** Counts starts since the runtime came up, through restarts of its supervisor too. */
    public long number() {
        return life.number();
    }
}
