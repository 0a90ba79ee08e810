package io.armstrong.testkit.simulator;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.ExitReason;
import io.armstrong.process.WorkerCode;
import io.armstrong.process.WorkerSettings;
import io.armstrong.process.supervise.ChildSink;
import io.armstrong.process.supervise.WorkerChild;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** The product's worker process with a faulty worker inside; where it may block, sometimes for ever. */
final class SimWorker extends WorkerChild implements Crashable {
    private final String name;
    private final Faults faults;
    private final boolean blocking;
    private final boolean durable;
    private final WorkerWatch watch;
    private final Map<Integer, WorkerCode> codes = new HashMap<>();
    /** Of its own bundle. */
    private int version = 1;
    /** Of the twin that serves in its place; 0: none does. */
    private int twin;

    private boolean setAside;
    private boolean unclear;
    private @Nullable IntSupplier mended;

    /**
     * @param name unlike that of any other child ever
     * @param disk where it keeps its checkpoints; null: it is not durable
     */
    SimWorker(
            String name,
            SimulatedTime time,
            Faults faults,
            boolean blocking,
            @Nullable SimDisk disk,
            Chronicle chronicle) {
        super(name, WorkerSettings.of(time.system()).withBlocking(blocking).withCheckpoints(disk));
        this.name = name;
        this.faults = faults;
        this.blocking = blocking;
        this.durable = disk != null;
        this.watch = new WorkerWatch(name, chronicle);
        install(code(version));
    }

    String name() {
        return name;
    }

    boolean blocking() {
        return blocking;
    }

    boolean durable() {
        return durable;
    }

    WorkerWatch watch() {
        return watch;
    }

    /** Of its own bundle. */
    int version() {
        return version;
    }

    /** Its bundle was updated. */
    void version(int now) {
        version = now;
    }

    /** Of the twin that serves in its place; 0: none does. */
    int twin() {
        return twin;
    }

    /** A twin serves in its place, or does no longer. @param serving its version; 0: none */
    void twin(int serving) {
        twin = serving;
    }

    /**
     * An upgrade of it failed on the way back too, and what lies there is not what boots: its next start isolates it (fault row 40).
     *
     * @param people what is in its bundle when somebody restores it: they have seen to that before
     */
    void setAside(IntSupplier people) {
        setAside = true;
        mended = people;
    }

    /** Whether what lies there may not be what boots, so that no upgrade of it begins. */
    boolean unclear() {
        return unclear || mended != null;
    }

    void becomesUnclear() {
        unclear = true;
    }

    WorkerCode code(int of) {
        return codes.computeIfAbsent(of, number -> new WorkerCode(new VersionedWorker(this, number, faults), number));
    }

    /**
     * A start runs what its own bundle is by now, or the twin that serves in its place. One that was set aside starts when somebody
     * restores it, who has seen to its bundle before.
     */
    @Override
    public void start(ChildSpec spec, long incarnation, @Nullable Object argument, ChildSink sink) {
        if (setAside) {
            setAside = false;
            sink.isolated();
            return;
        }
        if (mended != null) version = mended.getAsInt();
        mended = null;
        install(code(twin == 0 ? version : twin));
        super.start(spec, incarnation, argument, sink);
    }

    @Override
    public void misbehave(ExitReason reason) {
        cast(reason);
    }
}
