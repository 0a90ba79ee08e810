package io.armstrong.process.supervise;

import io.armstrong.api.ArmstrongEvent;
import io.armstrong.api.ChildStatus;
import io.armstrong.core.SupervisorEffect;
import io.armstrong.core.SupervisorState;

/** Tells the observer what a supervisor did, in the product's own words. */
final class Announcements {
    private final SupervisorState state;
    private final SupervisorObserver observer;

    Announcements(SupervisorState state, SupervisorObserver observer) {
        this.state = state;
        this.observer = observer;
    }

    /** Says it, if it is only something to say. @return whether it was */
    boolean say(SupervisorEffect effect) {
        if (effect instanceof SupervisorEffect.Ended e) ended(e);
        else if (effect instanceof SupervisorEffect.Report e) report(e);
        else if (effect instanceof SupervisorEffect.Decided e) decided(e);
        else if (effect instanceof SupervisorEffect.Progress e) progress(e);
        else if (effect instanceof SupervisorEffect.PolicyFailed e) policyFailed(e);
        else return false;
        return true;
    }

    private void policyFailed(SupervisorEffect.PolicyFailed e) {
        observer.event(new ArmstrongEvent.PolicyFailed(e.child(), state.id(), e.policy(), e.cause()));
    }

    private void report(SupervisorEffect.Report report) {
        observer.report(state.id(), report);
        switch (report.context()) {
            case START_ERROR ->
                observer.event(new ArmstrongEvent.ChildStartFailed(
                        report.child(), state.id(), report.incarnation(), report.reason()));
            case SHUTDOWN -> observer.event(new ArmstrongEvent.Escalated(report.child(), state.id(), report.reason()));
            case CHILD_TERMINATED, SHUTDOWN_ERROR -> {
                // the end itself is told by ended(), reported or not
            }
        }
    }

    private void progress(SupervisorEffect.Progress up) {
        observer.event(new ArmstrongEvent.ChildStarted(up.child(), state.id(), up.incarnation(), ""));
    }

    private void ended(SupervisorEffect.Ended end) {
        observer.event(new ArmstrongEvent.ChildExited(end.child(), state.id(), end.incarnation(), end.reason()));
    }

    private void decided(SupervisorEffect.Decided d) {
        observer.event(new ArmstrongEvent.Decided(
                d.child(),
                state.id(),
                d.decision(),
                d.rule(),
                d.count(),
                state.spec().intensity(),
                d.next(),
                d.policy(),
                d.restarts()));
    }

    void status(SupervisorEffect.StatusChanged change) {
        observer.event(new ArmstrongEvent.StatusChanged(change.child(), change.status(), change.reason()));
    }

    void abandoned(String child, long incarnation) {
        observer.event(new ArmstrongEvent.StatusChanged(
                child,
                ChildStatus.HUNG,
                "incarnation " + incarnation + " did not end when it was killed and is abandoned"));
    }
}
