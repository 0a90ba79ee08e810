package io.armstrong.process.supervise;

import io.armstrong.api.ExitReason;
import io.armstrong.core.SupervisorEvent;
import io.armstrong.process.Deadlines.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the process keeps for one child: the hand on it and the deadline that runs. Closed when the spec is gone: then it hears nothing more. */
final class Slot {
    final String id;
    final Child child;
    /** What it said while it was on its way to another supervisor. Guarded by this. */
    private @Nullable List<Consumer<SupervisorProcess>> unheard;

    /** Who hears it; null while it is on its way. Guarded by this. */
    private @Nullable SupervisorProcess supervisor;
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

    /** Says it to whoever is its supervisor; while it is on its way, as soon as it has one. */
    void say(Consumer<SupervisorProcess> news) {
        SupervisorProcess hears;
        synchronized (this) {
            hears = supervisor;
            if (hears == null && unheard != null) unheard.add(news);
        }
        if (hears != null) news.accept(hears);
    }

    /** Its supervisor gave it away: what it says waits for the next one. */
    synchronized void leave() {
        supervisor = null;
        unheard = new ArrayList<>();
    }

    /** It has another supervisor, which hears first what waited. */
    synchronized void join(SupervisorProcess other) {
        if (unheard != null) for (Consumer<SupervisorProcess> news : unheard) news.accept(other);
        unheard = null;
        supervisor = other;
    }

    synchronized boolean isOf(SupervisorProcess process) {
        return supervisor == process;
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
            say(to -> to.completed(Slot.this, new SupervisorEvent.ChildStarted(id, incarnation)));
        }

        @Override
        public void waiting(String missing) {
            say(to -> to.completed(Slot.this, new SupervisorEvent.ChildWaiting(id, incarnation, missing)));
        }

        @Override
        public void ignored() {
            say(to -> to.completed(Slot.this, new SupervisorEvent.ChildIgnored(id, incarnation)));
        }

        @Override
        public void isolated() {
            say(to -> to.completed(Slot.this, new SupervisorEvent.ChildIsolated(id, incarnation)));
        }

        @Override
        public void startFailed(ExitReason reason) {
            say(to -> to.completed(
                    Slot.this, new SupervisorEvent.ChildStartFailed(id, incarnation, whyFailed(incarnation, reason))));
        }

        @Override
        public void stopped(ExitReason reason) {
            say(to -> to.completed(Slot.this, new SupervisorEvent.ChildStopped(id, incarnation, reason)));
        }

        @Override
        public void trialCall(boolean success) {
            say(to -> to.trialCall(id, incarnation, success));
        }

        @Override
        public void exited(ExitReason reason) {
            say(to -> to.exited(Slot.this, new SupervisorEvent.ChildExited(id, incarnation, reason)));
        }

        @Override
        public void hung(ExitReason reason) {
            say(to -> to.completed(Slot.this, new SupervisorEvent.ChildHung(id, incarnation, reason)));
        }
    }
}
