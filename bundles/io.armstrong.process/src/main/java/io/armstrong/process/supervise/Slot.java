package io.armstrong.process.supervise;

import io.armstrong.api.ExitReason;
import io.armstrong.core.SupervisorEvent;
import io.armstrong.process.Deadlines.Deadline;
import org.jspecify.annotations.Nullable;

/** What the process keeps for one child: the hand on it and the deadline that runs. Closed when the spec is gone: then it hears nothing more. */
final class Slot {
    final String id;
    final Child child;
    private final SupervisorProcess supervisor;
    /** Of the supervisor's turn. */
    private boolean closed;

    private @Nullable Deadline deadline;
    /** The incarnation whose start was killed because it overran its deadline; 0: none. */
    private volatile long overdue;

    Slot(SupervisorProcess supervisor, String id, Child child) {
        this.supervisor = supervisor;
        this.id = id;
        this.child = child;
    }

    ChildSink sink(long incarnation) {
        return new Sink(incarnation);
    }

    boolean closed() {
        return closed;
    }

    void close() {
        closed = true;
        disarm();
        child.forget();
    }

    void arm(Deadline next) {
        disarm();
        deadline = next;
    }

    void disarm() {
        Deadline running = deadline;
        deadline = null;
        if (running != null) running.met();
    }

    /** The start of that incarnation is over its deadline: however it fails now, that is why. */
    void startOverdue(long incarnation) {
        overdue = incarnation;
    }

    private ExitReason whyFailed(long incarnation, ExitReason told) {
        return overdue == incarnation ? Hands.START_OVERRAN : told;
    }

    private final class Sink implements ChildSink {
        private final long incarnation;

        Sink(long incarnation) {
            this.incarnation = incarnation;
        }

        @Override
        public void started() {
            supervisor.completed(Slot.this, new SupervisorEvent.ChildStarted(id, incarnation));
        }

        @Override
        public void waiting(String missing) {
            supervisor.completed(Slot.this, new SupervisorEvent.ChildWaiting(id, incarnation, missing));
        }

        @Override
        public void ignored() {
            supervisor.completed(Slot.this, new SupervisorEvent.ChildIgnored(id, incarnation));
        }

        @Override
        public void isolated() {
            supervisor.completed(Slot.this, new SupervisorEvent.ChildIsolated(id, incarnation));
        }

        @Override
        public void startFailed(ExitReason reason) {
            supervisor.completed(
                    Slot.this, new SupervisorEvent.ChildStartFailed(id, incarnation, whyFailed(incarnation, reason)));
        }

        @Override
        public void stopped(ExitReason reason) {
            supervisor.completed(Slot.this, new SupervisorEvent.ChildStopped(id, incarnation, reason));
        }

        @Override
        public void trialCall(boolean success) {
            supervisor.trialCall(id, incarnation, success);
        }

        @Override
        public void exited(ExitReason reason) {
            supervisor.exited(Slot.this, new SupervisorEvent.ChildExited(id, incarnation, reason));
        }

        @Override
        public void hung(ExitReason reason) {
            supervisor.completed(Slot.this, new SupervisorEvent.ChildHung(id, incarnation, reason));
        }
    }
}
