package io.armstrong.supervisor.child;

import io.armstrong.api.ExitReason;
import io.armstrong.api.Shutdown;
import io.armstrong.api.spi.Lifecycle;
import io.armstrong.process.WorkerExit;
import io.armstrong.process.WorkerProcess;
import io.armstrong.process.supervise.ChildSink;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/**
 * The life of a static child: which incarnation it is in, how far that got, how it ends, and where all that is told. Of the child's
 * serial; what is volatile is looked at from any thread.
 */
final class Life {
    private final WorkerProcess process;
    private final Serial serial;
    private final Host host;
    private final Twin twin;
    private final Post post;
    private final Front front;
    private final boolean grouped;
    private volatile Phase phase = Phase.DOWN;
    private volatile @Nullable ChildSink sink;
    private volatile long incarnation;
    /** Added to the supervisor's number: a new supervisor counts from 1 again, the process never does. */
    private volatile long base;

    private ExitReason last = ExitReason.SHUTDOWN;
    /** Why it is to crash as soon as the start of its bundle that is under way is over; null: nobody wants that. */
    private @Nullable ExitReason crashOrdered;

    /** @param grouped as in {@link BundleChild} */
    Life(WorkerProcess process, Serial serial, Host host, Twin twin, Post post, Front front, boolean grouped) {
        this.process = process;
        this.serial = serial;
        this.host = host;
        this.twin = twin;
        this.post = post;
        this.front = front;
        this.grouped = grouped;
    }

    /** Its supervisor begins the next incarnation. */
    void begin(long number, ChildSink told) {
        if (number <= incarnation) base += incarnation;
        incarnation = number;
        sink = told;
        crashOrdered = null;
    }

    @Nullable
    ChildSink sink() {
        return sink;
    }

    /** Where the present incarnation tells what becomes of it. */
    ChildSink tell() {
        ChildSink told = sink;
        if (told == null) throw new IllegalStateException(process.id() + " was never started");
        return told;
    }

    /** Counts starts since the runtime came up, through restarts of its supervisor too. */
    long number() {
        return base + incarnation;
    }

    /** The number that its supervisor gave the present incarnation; 0 before the first. */
    long incarnation() {
        return incarnation;
    }

    boolean is(Phase asked) {
        return phase == asked;
    }

    void reach(Phase next) {
        phase = next;
    }

    /** Why the last incarnation ended. */
    ExitReason last() {
        return last;
    }

    /**
     * Goes on when that is done, unless another incarnation has begun meanwhile: a start that was given up may still be answered, and
     * a kill may come when the stop is over.
     */
    void then(
            CompletionStage<Lifecycle.Outcome> step,
            BiConsumer<Lifecycle.@Nullable Outcome, @Nullable Throwable> next) {
        long of = number();
        step.whenComplete((outcome, bug) -> serial.runHere(() -> {
            if (number() == of) next.accept(outcome, bug);
        }));
    }

    /** It is up now. */
    void up() {
        phase = Phase.UP;
        Bundle inPlace = twin.bundle();
        if (inPlace != null) front.serve(inPlace.getBundleId());
        front.open(host.spec(), host.bundle().orElse(null), number());
        tell().started();
    }

    // ---- it is ended ----

    void stop(long number, Shutdown how) {
        if (incarnation != number) return;
        switch (phase) {
            case UP, INIT -> {
                phase = Phase.STOPPING;
                if (post.isPlain()) gone(how instanceof Shutdown.BrutalKill ? ExitReason.KILLED : ExitReason.SHUTDOWN);
                else process.stop(number(), how);
            }
            case WORKER, AWAITING -> waitNoMore(ExitReason.SHUTDOWN);
            case BUNDLE -> phase = Phase.STOPPING; // the start that is under way answers first
            case STOPPING -> {
                if (how instanceof Shutdown.BrutalKill) process.kill(number());
            }
            case DOWN -> gone(last);
        }
    }

    /** While it waits for its worker: its supervisor's deadline for the start came before that of the wait. */
    void kill(long number) {
        if (incarnation == number && phase == Phase.WORKER) waitNoMore(post.late());
        else stop(number, new Shutdown.BrutalKill());
    }

    private void waitNoMore(ExitReason reason) {
        phase = Phase.STOPPING;
        post.giveUp();
        gone(reason);
    }

    /** Nothing of it runs any more: its bundle goes down, then the supervisor is told. Its queue waits: a group restart brings it back. */
    void gone(ExitReason reason) {
        last = reason;
        post.vacate();
        then(bundleDown(), (outcome, bug) -> {
            phase = Phase.DOWN;
            if (outcome != null && outcome.kind() == Lifecycle.Kind.HUNG) hung(Outcomes.hung(outcome));
            else tell().stopped(reason);
        });
    }

    /** While a twin serves, the twin and the child's own bundle are the upgrade's business. */
    CompletionStage<Lifecycle.Outcome> bundleDown() {
        return twin.bundle() == null ? host.down() : host.left();
    }

    // ---- it did not come up ----

    /** The process gave up a start. */
    void startFailed(WorkerExit exit) {
        if (phase == Phase.STOPPING) gone(exit.reason());
        else if (exit.hung()) hung(exit.reason());
        else startFailed(exit.reason());
    }

    void startFailed(ExitReason reason) {
        phase = Phase.DOWN;
        post.lacksNothing();
        last = reason;
        post.vacate();
        tell().startFailed(reason);
    }

    void hung(ExitReason reason) {
        phase = Phase.DOWN;
        last = reason;
        process.close(reason);
        front.close(reason);
        tell().hung(reason);
    }

    // ---- it ends by itself ----

    /** Somebody wants it to crash: one that waits may be tried just now. */
    void orderCrash(ExitReason reason) {
        if (phase == Phase.BUNDLE) crashOrdered = reason;
        else crash(reason);
    }

    @Nullable
    ExitReason crashOrdered() {
        return crashOrdered;
    }

    /** It crashes with that reason if it is up, or waits to come up. */
    void crash(ExitReason reason) {
        if (phase == Phase.WORKER || phase == Phase.AWAITING) {
            post.giveUp();
            startFailed(reason);
        } else if (phase == Phase.UP) {
            last = reason;
            exit(reason);
        }
    }

    /** It exits with that reason, whatever it is at. */
    void exit(ExitReason reason) {
        if (post.isPlain()) exited(reason, false);
        else process.crash(reason);
    }

    /** The same unless its process is in another incarnation already. */
    void exit(long number, ExitReason reason) {
        if (post.isPlain()) exited(reason, false);
        else process.crash(number, reason);
    }

    /** @param lost whether it cannot be touched any more */
    void exited(ExitReason reason, boolean lost) {
        boolean ordered = phase == Phase.STOPPING;
        front.park();
        last = reason;
        post.vacate();
        if (lost) hung(reason);
        else if (ordered) gone(reason);
        else if (grouped) then(bundleDown(), (outcome, bug) -> died(reason));
        else died(reason);
    }

    private void died(ExitReason reason) {
        phase = Phase.DOWN;
        tell().exited(reason);
    }
}
