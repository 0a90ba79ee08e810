package io.armstrong.conformance;

import io.armstrong.api.ExitReason;
import java.util.ArrayList;
import java.util.List;

/** A running worker. */
final class WorkerInstance extends Instance {
    private final GoldenWorker child;
    private final long incarnation;
    private final List<WorkerInstance> links = new ArrayList<>();
    private boolean unlinked;

    WorkerInstance(GoldenWorker child, long incarnation, String name, int number) {
        super(name, number);
        this.child = child;
        this.incarnation = incarnation;
    }

    /** It stops itself, or raises. */
    void end(ExitReason reason, boolean raises) {
        child.process().cast(new ScriptedWorker.End(reason, raises));
    }

    @Override
    void kill() {
        child.process().kill(incarnation);
    }

    @Override
    void signal(ExitReason reason) {
        if (reason.text().equals("kill")) kill();
        else if (!child.behaviour().trapsExits() && !(reason instanceof ExitReason.Normal))
            child.process().crash(reason);
    }

    void link(WorkerInstance other) {
        links.add(other);
        other.links.add(this);
    }

    /** Those linked to it hear its reason (OTP S90). @return whether anybody is linked */
    boolean tellLinked(ExitReason reason) {
        for (WorkerInstance other : links) if (other.alive()) other.signal(reason);
        return !links.isEmpty();
    }

    void unlink() {
        unlinked = true;
    }

    /** Whether its supervisor will not hear of its end. */
    boolean unlinked() {
        return unlinked;
    }
}
