package io.armstrong.core;

import io.armstrong.api.BlastRadius;
import io.armstrong.api.ChildStatus;
import io.armstrong.api.ExitReason;
import io.armstrong.core.SupervisorEffect.Context;
import io.armstrong.core.SupervisorState.Phase;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A child is left down, or its supervisor gives up over it (design D5, D6; OTP S53). */
final class Escalations {
    private Escalations() {}

    /** It stays down until it is restored; the others run on. */
    static void isolate(SupervisorState state, ChildRecord child, Verdict verdict) {
        leave(state, child, ChildStatus.ISOLATED, "isolate", verdict);
    }

    /** The supervisor stops its children and exits, unless that would stop too much: then the child is left failed. */
    static void escalate(SupervisorState state, ChildRecord child, Verdict verdict, ExitReason reason) {
        String refusal = refusal(state, child);
        if (refusal != null) {
            leave(state, child, ChildStatus.FAILED, "leave failed", verdict.and(refusal));
            return;
        }
        boolean atBoot = state.phase() == Phase.BOOTING && state.plan != null && state.plan.awaits(child);
        state.report(Context.SHUTDOWN, child, reason);
        Restarts.decided(state, child, "escalate", verdict, state.id() + " ends");
        ExitReason last = Steps.lastExit(child);
        Steps.rest(state, child, last);
        Endings.end(state, atBoot ? Steps.failedToStart(child, last) : ExitReason.SHUTDOWN);
    }

    private static void leave(
            SupervisorState state, ChildRecord child, ChildStatus status, String what, Verdict verdict) {
        child.become(status);
        Restarts.decided(state, child, what, verdict, "sup:restore " + child.id());
        state.emit(new SupervisorEffect.StatusChanged(child.id(), status, verdict.rule()));
        passedBy(state, child);
    }

    /** Whoever waited for it to come up goes on without it: the plan under way, or the rest of its group. */
    static void passedBy(SupervisorState state, ChildRecord child) {
        if (state.plan != null) {
            if (state.plan.awaits(child)) state.plan.passedBy(state);
            return;
        }
        List<ChildRecord> rest = new ArrayList<>(state.unhalt(child));
        rest.removeIf(member -> state.child(member.id()) != member || member.hasProcess());
        rest.removeIf(
                member -> member.is(ChildStatus.RESTARTING)); // started by hand meanwhile, it has a restart of its own
        if (rest.isEmpty() || state.independent()) return;
        state.plan = new GroupRestart(rest);
        state.plan.begin(state);
    }

    /** Why the supervisor must not end; null: it may. */
    private static @Nullable String refusal(SupervisorState state, ChildRecord child) {
        if (state.degrades()) return "the root degrades and keeps what runs";
        BlastRadius blast = state.spec().blast();
        int stopped = 0;
        for (ChildRecord other : state.children()) {
            if (other == child || !other.running()) continue;
            stopped += state.reach(other);
            if (blast.spared().contains(other.spec().tier())
                    && other.spec().tier().compareTo(child.spec().tier()) < 0)
                return "an escalation must not stop tier " + other.spec().tier().text();
        }
        return blast.children() > 0 && stopped > blast.children()
                ? "an escalation would stop " + stopped + " children, the blast radius is " + blast.children()
                : null;
    }
}
