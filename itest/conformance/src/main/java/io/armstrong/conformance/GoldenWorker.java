package io.armstrong.conformance;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Shutdown;
import io.armstrong.process.WorkerCode;
import io.armstrong.process.WorkerExit;
import io.armstrong.process.WorkerSettings;
import io.armstrong.process.supervise.ChildSink;
import io.armstrong.process.supervise.WorkerChild;
import org.jspecify.annotations.Nullable;

/** The product's worker process with a scripted worker inside. */
final class GoldenWorker extends WorkerChild implements GoldenChildren.GoldenChild {
    private static final ExitReason NOPROC = ExitReason.Crashed.explicit("noproc");

    private final World world;
    private final String name;
    private final Behaviour behaviour;
    private long incarnation;
    private @Nullable WorkerInstance instance;
    private @Nullable ChildSink sink;

    GoldenWorker(World world, String id, String name, Behaviour behaviour) {
        super(id, WorkerSettings.of(world.time.system()).withBlocking(behaviour.blocks()));
        this.world = world;
        this.name = name;
        this.behaviour = behaviour;
        install(new WorkerCode(new ScriptedWorker(world, name, behaviour, this::up), 1));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public @Nullable Instance instance() {
        return instance;
    }

    Behaviour behaviour() {
        return behaviour;
    }

    @Override
    public void start(ChildSpec spec, long number, @Nullable Object argument, ChildSink to) {
        incarnation = number;
        sink = to;
        super.start(spec, number, argument, to);
    }

    private void up(int number) {
        WorkerInstance now = new WorkerInstance(this, incarnation, name, number);
        instance = now;
        world.began(now);
    }

    @Override
    protected void startFailed(WorkerExit exit, ChildSink to) {
        if (exit.reason().equals(ScriptedWorker.IGNORE)) to.ignored();
        else super.startFailed(exit, to);
    }

    @Override
    protected void exited(WorkerExit exit, ChildSink to) {
        WorkerInstance was = instance;
        if (was == null) return;
        was.ended(world, exit.reason());
        if (was.tellLinked(exit.reason())) world.linkedDeath();
        if (!was.unlinked()) super.exited(exit, to);
    }

    /** Of one that cut its link and died nobody told: OTP finds no process (S27, S79). */
    @Override
    public void stop(long number, Shutdown how, ExitReason why) {
        WorkerInstance was = instance;
        if (was != null && was.unlinked() && !was.alive() && sink != null) sink.stopped(NOPROC);
        else super.stop(number, how, why);
    }
}
