package io.armstrong.core;

import io.armstrong.api.ChildStatus;
import io.armstrong.api.ExitReason;
import io.armstrong.api.RestartType;
import io.armstrong.api.Shutdown;
import io.armstrong.core.SupervisorEffect.Context;

/** The single steps plans are made of. */
final class Steps {
    private Steps() {}

    /** Orders a start, with a new incarnation. */
    static void start(SupervisorState state, ChildRecord child) {
        state.unhalt(child);
        child.starting();
        state.emit(new SupervisorEffect.StartChild(child.id(), child.incarnation(), child.spec(), child.argument()));
    }

    /** Orders a stop, in the child's own way. */
    static void stop(SupervisorState state, ChildRecord child) {
        child.become(ChildStatus.STOPPING);
        state.emit(new SupervisorEffect.StopChild(
                child.id(), child.incarnation(), child.spec().shutdown(), ExitReason.SHUTDOWN));
    }

    /** A start succeeded. */
    static void up(SupervisorState state, ChildRecord child) {
        child.up();
        Trials.up(state, child);
        if (!state.simple()) state.emit(new SupervisorEffect.Progress(child.id(), child.incarnation()));
    }

    /** A start has to wait for something that is not there yet. */
    static void waiting(SupervisorState state, ChildRecord child, String missing) {
        child.waiting();
        state.emit(new SupervisorEffect.StatusChanged(child.id(), ChildStatus.WAITING, missing));
    }

    /** A child is gone because it was told to: reported unless it was a clean end (OTP S26). */
    static void gone(SupervisorState state, ChildRecord child, ExitReason reason) {
        state.emit(new SupervisorEffect.Ended(child.id(), child.incarnation(), reason));
        if (!clean(child, reason)) state.report(Context.SHUTDOWN_ERROR, child, reason);
    }

    /** OTP S26. Killed brutally, a permanent child may end with nothing but {@code killed}. */
    static boolean clean(ChildRecord child, ExitReason reason) {
        boolean permanent = child.spec().restart() == RestartType.PERMANENT;
        boolean brutal = child.spec().shutdown() instanceof Shutdown.BrutalKill;
        if (reason instanceof ExitReason.Killed) return brutal;
        if (reason instanceof ExitReason.ShuttingDown) return !brutal || !permanent;
        return !permanent && !reason.abnormal();
    }

    /**
     * Puts a child down that has no process any more: a temporary or dynamic one is forgotten (OTP S30, S72), one that hangs is
     * quarantined.
     */
    static void rest(SupervisorState state, ChildRecord child, ExitReason reason) {
        child.ended(reason, child.hung() ? ChildStatus.HUNG : ChildStatus.DOWN);
        if (!child.hung() && (state.simple() || child.spec().restart() == RestartType.TEMPORARY)) state.remove(child);
    }

    /** Why its last incarnation ended. */
    static ExitReason lastExit(ChildRecord child) {
        ExitReason last = child.lastExit();
        return last == null ? ExitReason.KILLED : last;
    }

    /** Something that fails for one reason only. */
    static ExitReason failedToStart(ChildRecord child, ExitReason reason) {
        return new ExitReason.ShutdownWith("{failed_to_start_child," + child.id() + "," + reason.text() + "}");
    }
}
