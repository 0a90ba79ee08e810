package io.armstrong.process.supervise;

import io.armstrong.api.ExitReason;
import io.armstrong.core.SupervisorEvent;

/** Where one incarnation tells, by way of its slot. */
abstract class SlotSink implements ChildSink {
    abstract Slot slot();

    abstract long incarnation();

    @Override
    public final void started() {
        slot().completed(new SupervisorEvent.ChildStarted(slot().id(), incarnation()));
    }

    @Override
    public final void waiting(String missing) {
        slot().completed(new SupervisorEvent.ChildWaiting(slot().id(), incarnation(), missing));
    }

    @Override
    public final void ignored() {
        slot().completed(new SupervisorEvent.ChildIgnored(slot().id(), incarnation()));
    }

    @Override
    public final void isolated() {
        slot().completed(new SupervisorEvent.ChildIsolated(slot().id(), incarnation()));
    }

    @Override
    public final void startFailed(ExitReason reason) {
        ExitReason why = slot().whyFailed(incarnation(), reason);
        slot().completed(new SupervisorEvent.ChildStartFailed(slot().id(), incarnation(), why));
    }

    @Override
    public final void stopped(ExitReason reason) {
        slot().completed(new SupervisorEvent.ChildStopped(slot().id(), incarnation(), reason));
    }

    @Override
    public final void trialCall(boolean success) {
        slot().say(to -> to.trialCall(slot().id(), incarnation(), success));
    }

    @Override
    public final void exited(ExitReason reason) {
        slot().ended(new SupervisorEvent.ChildExited(slot().id(), incarnation(), reason));
    }

    @Override
    public final void hung(ExitReason reason) {
        slot().completed(new SupervisorEvent.ChildHung(slot().id(), incarnation(), reason));
    }
}
