package io.armstrong.supervisor.child;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Shutdown;
import io.armstrong.api.spi.Guarding;
import io.armstrong.api.spi.Instances;
import io.armstrong.process.ChildName;
import io.armstrong.process.WorkerCode;
import io.armstrong.process.WorkerExit;
import io.armstrong.process.WorkerProcess;
import io.armstrong.process.WorkerSettings;
import io.armstrong.process.supervise.CalledChild;
import io.armstrong.process.supervise.ChildSink;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/**
 * A dynamic child, and the hand on it: a process that runs the worker of its template; a restart is a fresh {@code init}. One object
 * with one field of its own, since there may be a million of them: what they have in common is their {@link Crew}'s, which hears them.
 */
public final class InstanceChild extends WorkerProcess implements CalledChild, Guarded {
    /** Where the present incarnation tells; null before the first start, and when it is forgotten. Written on the supervisor's turn. */
    private volatile @Nullable ChildSink sink;

    InstanceChild(ChildName name, Crew crew) {
        super(name, crew.template().settings(), crew);
    }

    private Crew crew() {
        return (Crew) listener();
    }

    Template template() {
        return crew().template();
    }

    @Override
    public @Nullable ChildSink sink() {
        return sink;
    }

    @Override
    public WorkerProcess process() {
        return this;
    }

    // ---- whose code it runs ----

    /** The number of its state's shape. */
    public int schema() {
        WorkerCode now = template().codeOf(crew().servedBy(this));
        return now == null ? 0 : now.schema();
    }

    /** The version whose code it runs; empty while its bundle is not installed. @param own the bundle of its template, see {@link #bundle} */
    public String version(@Nullable Bundle own) {
        Cast cast = template().cast(crew().servedBy(this));
        if (cast != null) return cast.version();
        return own == null ? "" : own.getVersion().toString();
    }

    /** The bundle whose code it runs or will run; -1 while its own is not installed. */
    public long servedBy() {
        long other = crew().servedBy(this);
        if (template().cast(other) != null) return other;
        Bundle own = bundle();
        return own == null ? -1 : own.getBundleId();
    }

    /** From its next start on that is its code. */
    void settle(long bundleId) {
        crew().settle(this, bundleId);
    }

    /** Its calls are counted where those of all instances are. */
    void tally() {
        Instances.Calls by = template().calls();
        count(by == null ? null : (nanos, failed) -> by.told(id(), servedBy(), nanos, failed));
        if (template().calls() != by) tally(); // it began or ended just now, and may not have found this one
    }

    /** The bundle of its template; null when that is not installed. */
    public @Nullable Bundle bundle() {
        return template().host().present();
    }

    // ---- its supervisor's hand ----

    @Override
    public void start(ChildSpec spec, long number, @Nullable Object argument, ChildSink told) {
        if (sink == null) {
            crew().joined(this);
            if (template().calls() != null) tally();
            takeName();
        }
        sink = told;
        crew().guard(this, spec.guards());
        WorkerCode there = template().codeNow(crew().servedBy(this));
        if (there != null) begin(there, number);
        else template().code(new Waiting(number, told));
    }

    /** A start that waits for the code. */
    private final class Waiting implements Template.Waiter {
        private final long number;
        private final ChildSink told;

        Waiting(long number, ChildSink told) {
            this.number = number;
            this.told = told;
        }

        @Override
        public void ready(WorkerCode code) {
            if (sink == told) begin(code, number);
        }

        @Override
        public void failed(ExitReason reason) {
            told.startFailed(reason);
        }

        @Override
        public void waiting(String missing) {
            told.waiting(missing);
        }
    }

    private void begin(WorkerCode code, long number) {
        WorkerSettings now = template().settings();
        if (settings() != now) configure(now);
        install(code);
        start(number, crew());
    }

    /** The deadline is the supervisor's, so the process is given none of its own. */
    @Override
    public void stop(long number, Shutdown how, ExitReason why) {
        stop(number, how instanceof Shutdown.BrutalKill ? how : new Shutdown.Infinity());
    }

    @Override
    public boolean alive(long number) {
        return incarnation() == number;
    }

    /** Its supervisor leaves it down: callers are told at once. */
    public void rest() {
        close(crew().lastEnd(this));
    }

    @Override
    public void forget() {
        boolean joined = sink != null;
        sink = null;
        retire(joined ? crew().left(this) : ExitReason.SHUTDOWN);
    }

    boolean isForgotten() {
        return sink == null;
    }

    // ---- its guards ----

    @Override
    public Guarding.Ward ward() {
        return crew().ward(this);
    }

    @Override
    public void trip(long number, ExitReason.Crashed why) {
        crash(number, why);
    }

    // ---- what becomes of it ----

    /** What its last crash left behind. */
    public LastCrash lastCrash() {
        return crew().lastCrash(this);
    }

    void cameUp(long number) {
        ChildSink told = sink(number);
        if (told != null) told.started();
    }

    void failed(WorkerExit exit) {
        ChildSink told = sink(exit.incarnation());
        if (told == null) return;
        if (exit.hung()) told.hung(exit.reason());
        else told.startFailed(exit.reason());
    }

    void ended(WorkerExit exit) {
        ChildSink told = sink(exit.incarnation());
        if (told == null) return;
        if (exit.hung()) told.hung(exit.reason());
        else if (exit.reason() instanceof ExitReason.ShuttingDown) told.stopped(exit.reason());
        else told.exited(exit.reason());
    }
}
