package io.armstrong.process.supervise;

import io.armstrong.api.ChildStatus;
import io.armstrong.api.EscalationAction;
import io.armstrong.core.SupervisorEffect;
import io.armstrong.core.SupervisorEvent;
import io.armstrong.process.Deadlines;
import java.util.List;

/** Carries out what the core decided for one supervisor. Of its turn. */
final class Effects {
    private final SupervisorProcess supervisor;
    private final Hands hands;
    private final Announcements announcements;
    private final Answers answers;
    private final Deadlines deadlines;
    private final PolicyAsker policies;
    private boolean begun;

    Effects(
            SupervisorProcess supervisor,
            Hands hands,
            Announcements announcements,
            Answers answers,
            Deadlines deadlines,
            PolicyAsker policies) {
        this.supervisor = supervisor;
        this.hands = hands;
        this.announcements = announcements;
        this.answers = answers;
        this.deadlines = deadlines;
        this.policies = policies;
    }

    /** Another message is handled. */
    void nothingBegun() {
        begun = false;
    }

    /** Whether a step was begun since {@link #nothingBegun} that is not completed at once. */
    boolean begun() {
        return begun;
    }

    /** All of that, in its order. */
    void carryOut(List<SupervisorEffect> decided) {
        for (int i = 0; i < decided.size(); i++) carryOut(decided.get(i));
    }

    private void carryOut(SupervisorEffect effect) {
        if (effect instanceof SupervisorEffect.StartChild e) {
            begun = true;
            hands.start(e);
        } else if (effect instanceof SupervisorEffect.StopChild e) {
            begun = true;
            hands.stop(e);
        } else if (effect instanceof SupervisorEffect.StopAll e) {
            begun = true;
            hands.stopAll(e);
        } else if (announcements.say(effect)) {
            return;
        } else if (effect instanceof SupervisorEffect.Forget e) {
            hands.forget(e.id());
        } else if (effect instanceof SupervisorEffect.SendSelf e) {
            supervisor.put(new SupervisorMessage.Happened(e.event(), null));
        } else {
            beginOrEnd(effect);
        }
    }

    private void ask(SupervisorEffect.AskPolicy question) {
        policies.ask(question, new PolicyAsker.Answer() {
            @Override
            public void answered(EscalationAction action) {
                supervisor.tell(new SupervisorEvent.PolicyAnswered(question.child(), question.ticket(), action));
            }

            @Override
            public void failed(String cause) {
                supervisor.tell(new SupervisorEvent.PolicyFailed(question.child(), question.ticket(), cause));
            }
        });
    }

    private void wake(SupervisorEffect.WakeAfter order) {
        deadlines.start(
                order.after(), () -> supervisor.decide(new SupervisorEvent.TimerFired(order.child(), order.ticket())));
    }

    private void beginOrEnd(SupervisorEffect effect) {
        if (effect instanceof SupervisorEffect.AskPolicy e) ask(e);
        else if (effect instanceof SupervisorEffect.WakeAfter e) wake(e);
        else if (effect instanceof SupervisorEffect.HandedOver e) hands.give(e.id());
        else if (effect instanceof SupervisorEffect.TrialBegun e) hands.trialBegun(e);
        else if (effect instanceof SupervisorEffect.TrialEnded e) hands.trialEnded(e);
        else if (effect instanceof SupervisorEffect.Reply e) answers.reply(e.token(), e.result());
        else if (effect instanceof SupervisorEffect.HoldBroken e) answers.broken(e.hold());
        else if (effect instanceof SupervisorEffect.Booted) supervisor.booted();
        else if (effect instanceof SupervisorEffect.Exit e) supervisor.exit(e.reason());
        else if (effect instanceof SupervisorEffect.StatusChanged e) changed(e);
    }

    private void changed(SupervisorEffect.StatusChanged change) {
        if (change.status() == ChildStatus.OPEN) hands.opened(change);
        announcements.status(change);
    }
}
