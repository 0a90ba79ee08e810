package io.armstrong.core;

import io.armstrong.api.ChildSpec;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.ExitReason;
import io.armstrong.core.SupervisorEffect.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The end of a simple_one_for_one supervisor: all children at once, one common deadline, one report for each distinct
 * reason (OTP S29).
 */
final class EndAllPlan extends Plan {
    private final ExitReason reason;
    private final Map<String, Folded> errors = new TreeMap<>();
    private int left;

    private static final class Folded {
        final ExitReason reason;
        int count;

        Folded(ExitReason reason) {
            this.reason = reason;
        }
    }

    EndAllPlan(ExitReason reason) {
        this.reason = reason;
    }

    @Override
    void begin(SupervisorState state) {
        ChildSpec template = state.template();
        List<Target> targets = new ArrayList<>();
        for (ChildRecord child : state.inOrder()) {
            ExitReason dead = child.dead();
            if (dead != null) fold(state, child, dead);
            else if (child.hasProcess()) await(child, targets);
        }
        if (!targets.isEmpty())
            state.emit(new SupervisorEffect.StopAll(targets, template.shutdown(), ExitReason.SHUTDOWN));
        if (left == 0) finish(state);
    }

    private void await(ChildRecord child, List<Target> targets) {
        left++;
        if (child.is(ChildStatus.STOPPING)) return;
        child.become(ChildStatus.STOPPING);
        targets.add(new Target(child.id(), child.incarnation()));
    }

    @Override
    boolean awaits(ChildRecord child) {
        return child.is(ChildStatus.STOPPING);
    }

    @Override
    void stopped(SupervisorState state, ChildRecord child, ExitReason why) {
        fold(state, child, why);
        if (--left == 0) finish(state);
    }

    private void fold(SupervisorState state, ChildRecord child, ExitReason why) {
        state.emit(new SupervisorEffect.Ended(child.id(), child.incarnation(), why));
        if (!Steps.clean(child, why)) errors.computeIfAbsent(why.text(), text -> new Folded(why)).count++;
        Steps.rest(state, child, why);
    }

    private void finish(SupervisorState state) {
        String template = state.template().id();
        for (Folded error : errors.values())
            state.emit(new SupervisorEffect.Report(
                    SupervisorEffect.Context.SHUTDOWN_ERROR, template, 0, error.count, error.reason));
        Endings.exit(state, reason);
    }
}
