package io.armstrong.process.supervise;

import io.armstrong.api.ChildSource;
import io.armstrong.api.ChildSpec;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Shutdown;
import io.armstrong.api.SupervisorSpec;
import io.armstrong.process.ProcessSystem;
import org.jspecify.annotations.Nullable;

/** A supervisor as a child of another: each incarnation is a new supervisor with an empty window, built from its spec (OTP S55, S61). */
public class SupervisorChild implements Child {
    private final ProcessSystem system;
    private final ChildFactory children;
    private final SupervisorObserver observer;
    private final PolicyAsker policies;
    private volatile @Nullable SupervisorProcess now;
    private volatile long incarnation;

    public SupervisorChild(ProcessSystem system, ChildFactory children, SupervisorObserver observer) {
        this(system, children, observer, PolicyAsker.NONE);
    }

    public SupervisorChild(
            ProcessSystem system, ChildFactory children, SupervisorObserver observer, PolicyAsker policies) {
        this.system = system;
        this.children = children;
        this.observer = observer;
        this.policies = policies;
    }

    /** What an incarnation is built from; from the spec unless somebody knows better. */
    protected SupervisorSpec specOf(ChildSpec spec) {
        if (spec.source() instanceof ChildSource.Nested nested) return nested.supervisor();
        throw new IllegalArgumentException("supervisor " + spec.id() + ": its source names no children");
    }

    @Override
    public void start(ChildSpec spec, long number, @Nullable Object argument, ChildSink sink) {
        SupervisorProcess made =
                new SupervisorProcess(system, specOf(spec), children, observer, new Parent(sink), policies);
        incarnation = number;
        now = made;
        made.start();
    }

    @Override
    public void stop(long number, Shutdown how, ExitReason why) {
        SupervisorProcess process = of(number);
        if (process == null) return;
        if (how instanceof Shutdown.BrutalKill) process.kill();
        else process.shutdown(why);
    }

    @Override
    public void kill(long number) {
        SupervisorProcess process = of(number);
        if (process != null) process.kill();
    }

    @Override
    public boolean alive(long number) {
        SupervisorProcess process = of(number);
        return process != null && process.alive();
    }

    @Override
    public int reach() {
        SupervisorProcess process = now;
        return process == null ? 0 : process.running();
    }

    /** The present incarnation; null before the first. */
    public @Nullable SupervisorProcess process() {
        return now;
    }

    private @Nullable SupervisorProcess of(long number) {
        return incarnation == number ? now : null;
    }

    /** Its exit is news to the parent whether or not it was told to stop: the core knows which. */
    private record Parent(ChildSink sink) implements SupervisorOwner {
        @Override
        public void booted() {
            sink.started();
        }

        @Override
        public void startFailed(ExitReason reason) {
            sink.startFailed(reason);
        }

        @Override
        public void exited(ExitReason reason) {
            sink.exited(reason);
        }
    }
}
