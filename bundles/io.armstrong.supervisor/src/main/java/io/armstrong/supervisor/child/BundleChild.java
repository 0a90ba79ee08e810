package io.armstrong.supervisor.child;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Shutdown;
import io.armstrong.process.WorkerProcess;
import io.armstrong.process.supervise.CalledChild;
import io.armstrong.process.supervise.ChildSink;
import io.armstrong.supervisor.bundle.Traits;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/**
 * The hand on a static child that lives in a bundle: brings its bundle up, waits for its worker, and runs it in a process
 * that outlives all incarnations. A plain bundle has no worker; then the state of the bundle is its pulse.
 *
 * <p>From any thread; whatever it is ordered or told is done on one {@link Serial}, which guards all it is made of: its {@link Life},
 * its {@link Start}, the {@link Host} or {@link Twin} it runs in, the {@link Post} of its worker, its {@link HandOver}.
 */
public final class BundleChild implements CalledChild {
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
    private final Hearing hearing;
    private final Start start;
    private final HandOver hand;
    private final WardOfBundle ward;

    /** @param grouped whether its siblings may restart with it: then its bundle is stopped before its exit is told, to keep the order */
    public BundleChild(World world, String id, ChildSpec spec, boolean grouped) {
        this.world = world;
        this.id = id;
        this.serial = new Serial(world.system(), id);
        this.process = new WorkerProcess(id, world.settings(spec), null);
        this.host = new Host(world, spec);
        this.front = world.fronts().front(process);
        this.seat = new Seat(world, serial, process, this::atWork, this::twinGone);
        this.post = new Post(world, serial, process, host, seat);
        this.life = new Life(process, serial, host, twin, post, front, grouped);
        this.hearing = new Hearing(world, serial, life);
        this.start = new Start(world, serial, host, twin, post, front, life, hearing);
        this.hand = new HandOver(host, twin, post, front, life);
        this.ward = new WardOfBundle(world, serial, process, host, post, life, hand);
        world.system().names().register(id, process);
    }

    /** Whether an exchange of its worker is its own business. */
    private boolean atWork() {
        return life.is(Phase.UP) && !hand.begun();
    }

    private boolean twinGone(long bundleId) {
        return hand.twinGone(bundleId);
    }

    // ---- looking: from any thread ----

    /** Id of the child. */
    public String id() {
        return id;
    }

    /** Counts starts since the runtime came up, through restarts of its supervisor too. */
    public long number() {
        return life.number();
    }

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

    /** Whether its present version has no worker. */
    public boolean isPlain() {
        return post.isPlain();
    }

    /** What its component requires and is not there; empty when it waits for nothing. */
    public String missing() {
        return post.missing();
    }

    /** As its guards see it. */
    public Guarded ward() {
        return ward;
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
        return life.incarnation() == number && alive();
    }

    /** What its last crash left behind. */
    public LastCrash lastCrash() {
        return hearing.lastCrash();
    }

    // ---- for the grips of an upgrade ----

    Serial serial() {
        return serial;
    }

    Seat seat() {
        return seat;
    }

    Post post() {
        return post;
    }

    HandOver hand() {
        return hand;
    }

    // ---- orders of the supervisor ----

    @Override
    public void start(ChildSpec now, long number, @Nullable Object argument, ChildSink told) {
        serial.run(() -> {
            host.settle(now);
            world.watchlist().enlist(id, now.guards(), ward);
            life.begin(number, told);
            start.begin();
        });
    }

    /** The same in a worker that stands by: no bundle is brought up for it. */
    void start(ChildSpec now, StandIn by, long number, ChildSink told) {
        serial.run(() -> {
            host.settle(now);
            life.begin(number, told);
            start.begin(by);
        });
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
            if (alive()) return;
            process.close(life.last());
            front.rest(life.last());
            life.bundleDown();
        });
    }

    // ---- what others do to it ----

    /** Somebody else started the bundle: it is stopped again where the child is not wanted running (design D10). */
    public void started() {
        serial.run(() -> {
            if (alive() || life.incarnation() == 0 || world.wanted().running(id)) return;
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
            if (hand.begun()) return;
            if (life.is(Phase.UP) || life.is(Phase.WORKER)) host.used(false);
            life.crash(Outcomes.vanished("its bundle " + symbolicName() + " was " + how + " by somebody else"));
        });
    }

    /** Somebody wants it to crash with that reason. */
    public void crash(ExitReason reason) {
        serial.run(() -> life.orderCrash(reason));
    }
}
