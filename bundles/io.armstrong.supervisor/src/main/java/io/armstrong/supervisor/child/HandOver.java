package io.armstrong.supervisor.child;

import io.armstrong.api.ExitReason;
import io.armstrong.api.worker.Worker;
import io.armstrong.supervisor.bundle.WorkerServices;
import java.time.Duration;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/**
 * A static child in the hand of an upgrade, until that lets go: its worker gives way to that of its updated bundle, or to one that
 * stands by. For {@link Grip}; all of it on the child's serial, but {@link #gripped}.
 */
final class HandOver {
    private final Host host;
    private final Twin twin;
    private final Post post;
    private final Front front;
    private final Life life;
    /** From the first grip on. */
    private volatile boolean gripped;
    /** What happens to its worker is not the child's own business now. */
    private boolean begun;

    HandOver(Host host, Twin twin, Post post, Front front, Life life) {
        this.host = host;
        this.twin = twin;
        this.post = post;
        this.front = front;
        this.life = life;
    }

    boolean gripped() {
        return gripped;
    }

    /** An upgrade begins to take it in its hand, or could not. From any thread. */
    void gripped(boolean now) {
        gripped = now;
    }

    /** Calls of others wait. Those under way go on. */
    void hold() {
        front.park();
    }

    /** An exchange is next. */
    void begin() {
        begun = true;
    }

    boolean begun() {
        return begun;
    }

    // ---- to its own bundle ----

    /** Waits for the worker of the bundle as it is now. */
    void await(Duration limit, Arrival.Answer answer) {
        Bundle bundle = host.bundle().orElse(null);
        if (post.offered(bundle) && bundle != null) post.await(bundle, limit, answer);
        else answer.failed(post.nobody(host.symbolicName()));
    }

    /** This worker is the child's from now on. */
    void adopt(ServiceReference<Worker<?>> found, Worker<?> made) {
        twin.end();
        post.take(found, made);
    }

    // ---- to one that stands by ----

    /** The process runs that worker from now on. @return gives the one before back */
    Runnable relieve(StandIn by) {
        front.serve(WorkerServices.keyOf(by.reference()).bundleId());
        twin.moved(by.reference().getBundle(), host.bundle().orElse(null));
        return post.relieve(by);
    }

    /** That twin goes: where the child still runs there it exits with that reason, and starts in its own bundle. */
    void leave(Bundle going, ExitReason reason) {
        if (twin.leave(going)) life.crash(reason);
    }

    /** A worker of that bundle went away. @return whether it is the twin, and gone: then nobody waits for it to come back */
    boolean twinGone(long bundleId) {
        boolean lost = twin.lost(bundleId);
        if (lost) life.crash(Outcomes.vanished("the twin it stood in is gone"));
        return lost;
    }

    // ---- the end of it ----

    /** The upgrade let go. */
    void end() {
        begun = false;
        gripped = false;
        if (life.is(Phase.UP)) front.open(life.number());
    }

    /** The upgrade gave up: the child exits with that reason. @param home whether it starts in its own bundle from now on */
    void drop(ExitReason reason, boolean home) {
        if (home) twin.end();
        begun = false;
        gripped = false;
        host.used(true);
        life.exit(reason);
    }
}
