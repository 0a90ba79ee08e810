package io.armstrong.process.supervise;

import io.armstrong.api.ExitReason;
import io.armstrong.core.SupervisorEvent;

/** Where one incarnation tells, by way of its slot. */
interface SlotSink extends ChildSink {
    Slot slot();

    @Override
    long teller();

    @Override
    default void started() {
        slot().completed(new SupervisorEvent.ChildStarted(slot().id(), teller()));
    }

    @Override
    default void waiting(String missing) {
        slot().completed(new SupervisorEvent.ChildWaiting(slot().id(), teller(), missing));
    }

    @Override
    default void ignored() {
        slot().completed(new SupervisorEvent.ChildIgnored(slot().id(), teller()));
    }

    @Override
    default void isolated() {
        slot().completed(new SupervisorEvent.ChildIsolated(slot().id(), teller()));
    }

    @Override
    default void startFailed(ExitReason reason) {
        ExitReason why = slot().whyFailed(teller(), reason);
        slot().completed(new SupervisorEvent.ChildStartFailed(slot().id(), teller(), why));
    }

    @Override
    default void stopped(ExitReason reason) {
        slot().completed(new SupervisorEvent.ChildStopped(slot().id(), teller(), reason));
    }

    @Override
    default void trialCall(boolean success) {
        slot().say(to -> to.trialCall(slot().id(), teller(), success));
    }

    @Override
    default void exited(ExitReason reason) {
        slot().ended(new SupervisorEvent.ChildExited(slot().id(), teller(), reason));
    }

    @Override
    default void hung(ExitReason reason) {
        slot().completed(new SupervisorEvent.ChildHung(slot().id(), teller(), reason));
    }
}
