package io.armstrong.supervisor.child;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Guards;
import io.armstrong.api.Shutdown;
import io.armstrong.api.spi.Guarding;
import io.armstrong.api.spi.Instances;
import io.armstrong.process.ChildName;
import io.armstrong.process.WorkerCode;
import io.armstrong.process.WorkerExit;
import io.armstrong.process.WorkerListener;
import io.armstrong.process.WorkerProcess;
import io.armstrong.process.supervise.CalledChild;
import io.armstrong.process.supervise.ChildSink;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/** The hand on a dynamic child: a process of its own that runs the worker of its template; a restart is a fresh {@code init}. */
public class InstanceChild implements CalledChild, WorkerListener, Guarded {
    private static final long HOME = -1;

    private final World world;
    private final ChildName name;
    private final Template template;
    private volatile @Nullable WorkerProcess process;
    /** The other bundle whose code it runs; -1: the one that its template names. */
    private volatile long away = HOME;

    private volatile boolean counted;
    private volatile @Nullable ChildSink sink;
    private volatile boolean ordered;
    private volatile ExitReason last = ExitReason.SHUTDOWN;
    private volatile Guards guards = Guards.DEFAULT;
    private volatile LastCrash lastCrash = LastCrash.NONE;

    InstanceChild(World world, ChildName name, Template template) {
        this.world = world;
        this.name = name;
        this.template = template;
    }

    @Override
    public @Nullable ChildSink sink() {
        return sink;
    }

    @Override
    public @Nullable WorkerProcess process() {
        return process;
    }

    /** The number of its state's shape. */
    public int schema() {
        WorkerCode now = template.codeOf(away);
        return now == null ? 0 : now.schema();
    }

    /** The version whose code it runs; empty while its bundle is not installed. */
    public String version() {
        Cast cast = template.cast(away);
        if (cast != null) return cast.version();
        Bundle own = bundle();
        return own == null ? "" : own.getVersion().toString();
    }

    Template template() {
        return template;
    }

    String id() {
        return name.id();
    }

    boolean isUp() {
        WorkerProcess mine = process;
        return mine != null && mine.up();
    }

    /** The bundle whose code it runs or will run; -1 while its own is not installed. */
    public long servedBy() {
        if (template.cast(away) != null) return away;
        Bundle own = bundle();
        return own == null ? -1 : own.getBundleId();
    }

    /** From its next start on that is its code. */
    void settle(long bundleId) {
        long before = away;
        away = template.isOwn(bundleId) ? HOME : bundleId;
        if (before != away) template.newcomers().moved(away != HOME);
    }

    /** Its calls are counted where those of all instances are. */
    void tally() {
        WorkerProcess mine = process;
        Instances.Calls by = template.calls();
        if (mine == null) return;
        mine.count(by == null ? null : (nanos, failed) -> by.told(id(), servedBy(), nanos, failed));
        if (template.calls() != by) tally(); // it began or ended just now, and may not have found this one
    }

    /** The bundle of its template; null when that is not installed. */
    public @Nullable Bundle bundle() {
        return template.host().bundle().orElse(null);
    }

    @Override
    public void start(ChildSpec spec, long number, @Nullable Object argument, ChildSink told) {
        sink = told;
        ordered = false;
        guards = spec.guards();
        world.watchlist().enlist(id(), guards, this);
        count();
        Cast cast = template.cast(away);
        if (cast != null) {
            begin(cast.code(), number);
            return;
        }
        template.code(new Template.Waiter() {
            @Override
            public void ready(WorkerCode code) {
                begin(code, number);
            }

            @Override
            public void failed(ExitReason reason) {
                told.startFailed(reason);
            }

            @Override
            public void waiting(String missing) {
                told.waiting(missing);
            }
        });
    }

    private void begin(WorkerCode code, long number) {
        WorkerProcess mine = made();
        mine.install(code);
        mine.start(number, this);
    }

    /** It is a newcomer at its first start only. */
    private void count() {
        if (counted) return;
        counted = true;
        away = template.newcomers().came();
    }

    private WorkerProcess made() {
        WorkerProcess mine = process;
        if (mine != null) return mine;
        mine = new WorkerProcess(name, template.settings());
        process = mine;
        if (template.calls() != null) tally();
        mine.takeName();
        return mine;
    }

    @Override
    public void stop(long number, Shutdown how, ExitReason why) {
        ordered = true;
        WorkerProcess mine = process;
        if (mine != null) mine.stop(number, how);
    }

    @Override
    public void kill(long number) {
        WorkerProcess mine = process;
        if (mine != null) mine.kill(number);
    }

    @Override
    public boolean alive(long number) {
        WorkerProcess mine = process;
        return mine != null && mine.incarnation() == number;
    }

    @Override
    public Guarding.Ward ward() {
        WorkerProcess mine = process;
        return new Guarding.Ward(
                id(),
                mine == null ? 0 : mine.incarnation(),
                mine != null && mine.up(),
                guards,
                mine == null ? 0 : mine.waiting(),
                world.watchlist().allocated(id()));
    }

    @Override
    public void trip(long number, ExitReason.Crashed why) {
        WorkerProcess mine = process;
        if (mine != null) mine.crash(number, why);
    }

    /** Its supervisor leaves it down: callers are told at once. */
    public void rest() {
        WorkerProcess mine = process;
        if (mine != null) mine.close(last);
    }

    @Override
    public void forget() {
        world.watchlist().strike(id());
        if (counted) template.newcomers().left(away != HOME);
        counted = false;
        WorkerProcess mine = process;
        if (mine != null) mine.retire(ExitReason.SHUTDOWN);
    }

    @Override
    public void started(WorkerProcess of, long number) {
        tell().started();
    }

    @Override
    public void startFailed(WorkerProcess of, WorkerExit exit) {
        if (exit.hung()) tell().hung(exit.reason());
        else if (ordered) tell().stopped(exit.reason());
        else tell().startFailed(exit.reason());
    }

    /** What its last crash left behind. */
    public LastCrash lastCrash() {
        return lastCrash;
    }

    @Override
    public void deadLetters(WorkerProcess of, long number, long messages, String reason) {
        world.events().accept(new ArmstrongEvent.DeadLettered(id(), number, messages, reason));
    }

    @Override
    public void exited(WorkerProcess of, WorkerExit exit) {
        lastCrash = LastCrash.of(exit.scene());
        last = exit.reason();
        if (exit.hung()) tell().hung(exit.reason());
        else if (ordered) tell().stopped(exit.reason());
        else tell().exited(exit.reason());
    }

    private ChildSink tell() {
        ChildSink told = sink;
        if (told == null) throw new IllegalStateException(id() + " was never started");
        return told;
    }
}
