package io.armstrong.supervisor.child;

import io.armstrong.api.ExitReason;
import io.armstrong.api.spi.Guarding;
import io.armstrong.process.WorkerProcess;
import io.armstrong.supervisor.bundle.BundleThreads;

/** A static child as its guards see it. */
final class WardOfBundle implements Guarded {
    private final World world;
    private final Serial serial;
    private final WorkerProcess process;
    private final Host host;
    private final Post post;
    private final Life life;
    private final HandOver hand;
    private final BundleThreads threads;

    WardOfBundle(World world, Serial serial, WorkerProcess process, Host host, Post post, Life life, HandOver hand) {
        this.world = world;
        this.serial = serial;
        this.process = process;
        this.host = host;
        this.post = post;
        this.life = life;
        this.hand = hand;
        this.threads = world.watchlist().threads();
    }

    @Override
    public Guarding.Ward ward() {
        boolean up = up() && post.missing().isEmpty();
        return new Guarding.Ward(
                process, process.id(), life.number(), up, host.spec().guards(), process.waiting(), allocated());
    }

    private boolean up() {
        return life.is(Phase.UP) && !hand.gripped();
    }

    /** A worker is counted where it allocates; a plain bundle by the threads that are its own. */
    private long allocated() {
        if (!post.isPlain()) return world.watchlist().allocated(process.id());
        if (host.spec().guards().memoryBytes() == 0) return 0;
        long now = world.system().clock().nanos();
        return host.bundle().map(bundle -> threads.allocated(bundle, now)).orElse(0L);
    }

    @Override
    public void trip(long incarnation, ExitReason.Crashed why) {
        serial.run(() -> {
            if (up() && life.number() == incarnation) life.exit(incarnation, why);
        });
    }
}
