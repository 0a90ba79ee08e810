package io.armstrong.supervisor.child;

import io.armstrong.api.ExitReason;
import io.armstrong.api.spi.Lifecycle;
import io.armstrong.api.worker.Worker;
import io.armstrong.process.WorkerListener;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/** How a static child comes up: its bundle, then the worker out of that, then an incarnation of its process. Of the child's serial. */
final class Start {
    /** From one look at the framework's start level to the next. */
    private static final long LEVEL_LOOK = Duration.ofMillis(250).toNanos();
    /** From a start that did not resolve to the next; it doubles up to {@link #LONGEST}. */
    private static final long FIRST = Duration.ofMillis(25).toNanos();

    private static final long LONGEST = Duration.ofSeconds(1).toNanos();

    private final World world;
    private final Serial serial;
    private final Host host;
    private final Twin twin;
    private final Post post;
    private final Front front;
    private final Life life;
    private final WorkerListener hears;
    private long pause = FIRST;

    /** @param hears what becomes of an incarnation of the process */
    Start(World world, Serial serial, Host host, Twin twin, Post post, Front front, Life life, WorkerListener hears) {
        this.world = world;
        this.serial = serial;
        this.host = host;
        this.twin = twin;
        this.post = post;
        this.front = front;
        this.life = life;
        this.hears = hears;
    }

    /** Of the incarnation that its life is in now, unless nobody wants that. */
    void begin() {
        front.stand(host.spec(), host.bundle().orElse(null));
        post.lacksNothing();
        pause = FIRST;
        if (world.wanted().takeKeptDown(host.spec().id())) passBy();
        else bringUp();
    }

    /** The same in that worker: it is up as soon as that one has begun. */
    void begin(StandIn by) {
        post.take(by);
        life.reach(Phase.INIT);
        post.start(by.worker(), life.number(), hears);
    }

    private void passBy() {
        life.reach(Phase.DOWN);
        front.close(ExitReason.SHUTDOWN);
        if (world.wanted().isolated(host.spec().id())) life.tell().isolated();
        else life.tell().ignored();
    }

    private void bringUp() {
        String waits = host.waitsFor(twin.serves());
        if (!waits.isEmpty()) {
            waitFor(waits, LEVEL_LOOK);
        } else if (twin.serves()) {
            awaitWorker(Objects.requireNonNull(twin.bundle()));
        } else {
            twin.end();
            life.reach(Phase.BUNDLE);
            life.then(host.up(life.last()), this::bundleUp);
        }
    }

    /**
     * The framework's start level is no crash: the child comes when it is high enough again (fault row 26). So with an upgrade, and with a
     * bundle whose imports are not installed yet.
     */
    private void waitFor(String what, long look) {
        life.reach(Phase.AWAITING);
        long of = life.number();
        Runnable again = () -> {
            if (life.is(Phase.AWAITING) && life.number() == of) bringUp();
        };
        world.system().timers().after(look, () -> serial.run(again));
        post.offered(host.bundle().orElse(null)); // so that calls of its worker park
        if (post.lacks(what)) life.tell().waiting(what); // it is known before anybody can see that it waits
    }

    private void bundleUp(Lifecycle.@Nullable Outcome outcome, @Nullable Throwable bug) {
        ExitReason ordered = life.crashOrdered();
        if (life.is(Phase.STOPPING)) overtaken(outcome);
        else if (!life.is(Phase.BUNDLE)) return;
        else if (outcome == null) life.startFailed(Outcomes.start(String.valueOf(bug)));
        else if (outcome.kind() == Lifecycle.Kind.HUNG || host.hangs()) life.hung(Outcomes.hung(outcome));
        else if (ordered != null) life.startFailed(ordered);
        else if (Outcomes.unresolved(outcome)) waitForImports(outcome);
        else if (!outcome.done()) life.startFailed(Outcomes.startFailed(outcome));
        else bundleUp();
    }

    /** What it requires may be installed at any time: nobody tells of it, so it is tried again and again. */
    private void waitForImports(Lifecycle.Outcome outcome) {
        host.used(false);
        waitFor(Outcomes.unresolvedFor(outcome), pause);
        pause = Math.min(LONGEST, 2 * pause);
    }

    /** It was told to stop meanwhile. */
    private void overtaken(Lifecycle.@Nullable Outcome outcome) {
        host.used(true);
        post.lacksNothing();
        if (outcome == null || outcome.done() || Outcomes.unresolved(outcome)) life.gone(ExitReason.SHUTDOWN);
        else if (outcome.kind() == Lifecycle.Kind.HUNG) life.hung(Outcomes.hung(outcome));
        else life.gone(Outcomes.startFailed(outcome)); // it overran: what it met says more than that it was ended
    }

    private void bundleUp() {
        Bundle bundle = host.broughtUp().orElse(null);
        if (bundle == null)
            life.startFailed(Outcomes.vanished("bundle " + host.symbolicName() + " is not installed any more"));
        else if (!host.runs()) // told to us while it was on its way up, when nobody listened
        life.startFailed(Outcomes.vanished(
                "its bundle " + host.symbolicName() + " was stopped by somebody else as it started"));
        else awaitWorker(bundle);
    }

    private void awaitWorker(Bundle bundle) {
        post.lacksNothing();
        if (!post.offered(bundle)) {
            post.configure();
            life.up();
            return;
        }
        life.reach(Phase.WORKER);
        post.await(bundle, host.spec().startDeadline(), new Arrival.Answer() {
            @Override
            public void arrived(ServiceReference<Worker<?>> found, Worker<?> made) {
                post.take(found, made);
                life.reach(Phase.INIT);
                post.start(made, life.number(), hears);
            }

            @Override
            public void failed(ExitReason reason) {
                life.startFailed(reason);
            }

            @Override
            public boolean mayWait(String what) {
                post.lacks(what);
                life.tell().waiting(what);
                return true;
            }
        });
    }
}
