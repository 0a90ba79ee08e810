package io.armstrong.supervisor.child;

import io.armstrong.api.ExitReason;
import io.armstrong.api.worker.Worker;
import io.armstrong.process.WorkerCode;
import io.armstrong.process.WorkerListener;
import io.armstrong.process.WorkerProcess;
import io.armstrong.process.WorkerSettings;
import io.armstrong.supervisor.bundle.WorkerServices;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/**
 * The post of a child's worker: whom it is for by the bundle as it is now, what keeps that one from coming, and its taking the {@link
 * Seat}. Of the child's serial; what is volatile is looked at from any thread.
 */
final class Post {
    private final World world;
    private final Serial serial;
    private final WorkerProcess process;
    private final Host host;
    private final Seat seat;
    private volatile Nature nature = Nature.PLAIN;
    /** Empty while nothing is. */
    private volatile String missing = "";

    private @Nullable Arrival arrival;

    Post(World world, Serial serial, WorkerProcess process, Host host, Seat seat) {
        this.world = world;
        this.serial = serial;
        this.process = process;
        this.host = host;
        this.seat = seat;
    }

    /** What the child is by its present version. */
    Nature nature() {
        return nature;
    }

    /** Whether that has no worker. */
    boolean isPlain() {
        return nature.plain();
    }

    /** What its worker needs before it comes, or to come back; empty when it waits for nothing. */
    String missing() {
        String atStart = missing;
        return atStart.isEmpty() ? seat.missing() : atStart;
    }

    // ---- until somebody comes ----

    /** It is for whom that bundle says; for nobody while there is none. @return whether it is for a worker */
    boolean offered(@Nullable Bundle bundle) {
        nature = bundle == null ? Nature.PLAIN : natureIn(bundle);
        return !isPlain();
    }

    private Nature natureIn(Bundle bundle) {
        return Nature.of(world, process.id(), bundle, host.spec());
    }

    private WorkerSettings settings(Nature by) {
        return by.settings(world, process.id(), host.spec());
    }

    /** Why nobody comes out of that bundle. */
    ExitReason nobody(String symbolicName) {
        return Outcomes.start("bundle " + symbolicName + " offers no worker for child " + process.id());
    }

    void await(Bundle bundle, Duration limit, Arrival.Answer answer) {
        arrival = arrival(bundle, nature, answer);
        arrival.begin(limit);
    }

    private Arrival arrival(Bundle bundle, Nature by, Arrival.Answer answer) {
        WorkerServices.Key key = new WorkerServices.Key(bundle.getBundleId(), by.component());
        return new Arrival(world, serial, key, bundle, answer);
    }

    /** Why nobody is waited for any longer. */
    ExitReason late() {
        return Outcomes.deadline("no worker " + nature.component() + " within "
                + host.spec().startDeadline().toMillis() + " ms");
    }

    /** Something that is needed is not there. @return whether that is news */
    boolean lacks(String what) {
        boolean news = !what.equals(missing);
        missing = what;
        return news;
    }

    void lacksNothing() {
        missing = "";
    }

    /** Nobody is waited for any more. */
    void giveUp() {
        if (arrival != null) arrival.cancel();
        arrival = null;
        missing = "";
    }

    // ---- whoever came ----

    void take(ServiceReference<Worker<?>> found, Worker<?> made) {
        arrival = null;
        missing = "";
        seat.take(found, made);
        configure();
    }

    /** Whoever stands by, before anybody had it. */
    void take(StandIn by) {
        nature = by.nature();
        take(by.reference(), by.worker());
    }

    /** The process runs as its present version asks. */
    void configure() {
        process.configure(settings(nature));
    }

    /** That one begins an incarnation. */
    void start(Worker<?> made, long number, WorkerListener hears) {
        process.install(new WorkerCode(made, nature.traits().schema()));
        process.start(number, hears);
    }

    /** Whoever has it is given back. */
    void vacate() {
        seat.empty();
    }

    // ---- who relieves ----

    /** Waits for the worker that a bundle offers for this child, without touching the child; the one that runs stands by at once. */
    void standIn(Bundle bundle, Duration limit, CompletableFuture<StandIn> ready) {
        Nature its = natureIn(bundle);
        WorkerSettings settings = settings(its);
        StandIn there = seat.from(bundle.getBundleId(), its, settings);
        Arrival.Answer answer = new StandIn.Awaited(its, settings, ready);
        if (there != null) ready.complete(there);
        else if (its.plain()) answer.failed(nobody(bundle.getSymbolicName()));
        else arrival(bundle, its, answer).begin(limit);
    }

    /** That one takes over. @return gives the one before back */
    Runnable relieve(StandIn by) {
        nature = by.nature();
        Runnable before = seat.exchange(by);
        configure();
        return before;
    }
}
