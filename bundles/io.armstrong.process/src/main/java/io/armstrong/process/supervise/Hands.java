package io.armstrong.process.supervise;

import io.armstrong.api.ChildStatus;
import io.armstrong.api.ChildType;
import io.armstrong.api.CrashCause;
import io.armstrong.api.ExitReason;
import io.armstrong.api.Shutdown;
import io.armstrong.core.ChildRecord;
import io.armstrong.core.SupervisorEffect;
import io.armstrong.core.SupervisorEvent;
import io.armstrong.core.SupervisorState;
import io.armstrong.process.Deadlines;
import io.armstrong.process.Deadlines.Deadline;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The hands of one supervisor: it begins starts and stops and keeps their deadlines. Of the supervisor's turn.
 *
 * <p>The kill ladder (design D9): the child's own deadline, then kill, then {@link #SECOND_DEADLINE}, then the incarnation is
 * abandoned: taken as gone, and named.
 */
final class Hands {
    /** After a kill: a little more than a child itself takes (1 s) to say that its thread is lost, so that its word comes first. */
    static final Duration SECOND_DEADLINE = Duration.ofMillis(1200);

    static final ExitReason START_OVERRAN =
            new ExitReason.Crashed(CrashCause.DEADLINE, "start overran its deadline", List.of());

    private final SupervisorProcess supervisor;
    private final SupervisorState state;
    private final ChildFactory factory;
    private final Deadlines deadlines;
    /** Of children that were forgotten or handed over by the event that is being carried out. */
    private final Map<String, Slot> left = new HashMap<>();

    private final Overdue startOverdue = this::startOverdue;
    private final Overdue kill = this::kill;
    private final Overdue abandon = this::abandon;

    Hands(SupervisorProcess supervisor, SupervisorState state, Deadlines deadlines, ChildFactory factory) {
        this.supervisor = supervisor;
        this.state = state;
        this.factory = factory;
        this.deadlines = deadlines;
    }

    private @Nullable Slot slot(String id) {
        ChildRecord here = state.child(id);
        return here == null ? left.get(id) : (Slot) here;
    }

    /** That child is this supervisor's no more; what is kept of it is for {@link #forget} or {@link #give}. */
    void left(ChildRecord child) {
        left.put(child.id(), (Slot) child);
    }

    void start(SupervisorEffect.StartChild order) {
        Slot slot = slot(order.id());
        if (slot == null) return; // it was forgotten in the same breath
        try {
            if (!slot.made()) slot.child = factory.child(slot, order.spec());
            if (order.spec().type() == ChildType.WORKER)
                arm(slot, order.incarnation(), order.spec().startDeadline(), startOverdue);
            slot.child.start(order.spec(), order.incarnation(), order.argument(), slot.sink(order.incarnation()));
        } catch (RuntimeException | LinkageError thrown) {
            failed(order, slot, thrown);
        }
    }

    private void failed(SupervisorEffect.StartChild order, Slot slot, Throwable thrown) {
        slot.disarm();
        ExitReason reason = new ExitReason.Crashed(CrashCause.START, thrown.toString(), List.of());
        supervisor.tell(new SupervisorEvent.ChildStartFailed(order.id(), order.incarnation(), reason));
    }

    void stop(SupervisorEffect.StopChild order) {
        Slot slot = slot(order.id());
        if (slot == null) return;
        slot.child.stop(order.incarnation(), order.shutdown(), order.reason());
        if (order.shutdown() instanceof Shutdown.Within within) arm(slot, order.incarnation(), within.limit(), kill);
        else if (order.shutdown() instanceof Shutdown.BrutalKill)
            arm(slot, order.incarnation(), SECOND_DEADLINE, abandon);
    }

    /** All at once, one common deadline (OTP S29). */
    void stopAll(SupervisorEffect.StopAll order) {
        for (SupervisorEffect.Target target : order.children()) {
            Slot slot = slot(target.id());
            if (slot != null) slot.child.stop(target.incarnation(), order.shutdown(), order.reason());
        }
        if (order.shutdown() instanceof Shutdown.Within within)
            later(within.limit(), () -> each(order.children(), kill));
        else if (order.shutdown() instanceof Shutdown.BrutalKill)
            later(SECOND_DEADLINE, () -> each(order.children(), abandon));
    }

    private void each(List<SupervisorEffect.Target> targets, Overdue step) {
        for (SupervisorEffect.Target target : targets) {
            Slot slot = slot(target.id());
            if (slot != null && is(slot, target.incarnation(), ChildStatus.STOPPING))
                step.run(slot, target.incarnation());
        }
    }

    /** A deadline that is over while the child is still where it was. */
    private interface Overdue {
        void run(Slot slot, long incarnation);
    }

    /** The deadline of a step of one child. */
    private static final class Limit extends Deadline {
        private final Slot slot;
        private final long incarnation;
        private final Overdue step;

        Limit(Slot slot, long incarnation, Overdue step) {
            this.slot = slot;
            this.incarnation = incarnation;
            this.step = step;
        }

        @Override
        protected void expire() {
            if (!slot.closed() && present(slot, incarnation)) step.run(slot, incarnation);
        }
    }

    private void arm(Slot slot, long incarnation, Duration limit, Overdue step) {
        Deadline deadline = new Limit(slot, incarnation, step);
        deadlines.start(limit, deadline);
        slot.arm(deadline);
    }

    private void later(Duration limit, Runnable task) {
        deadlines.start(limit, task);
    }

    private static boolean present(Slot slot, long incarnation) {
        return is(slot, incarnation, ChildStatus.STARTING) || is(slot, incarnation, ChildStatus.STOPPING);
    }

    private static boolean is(Slot slot, long incarnation, ChildStatus status) {
        return slot.incarnation() == incarnation && slot.status() == status;
    }

    private void startOverdue(Slot slot, long incarnation) {
        if (!is(slot, incarnation, ChildStatus.STARTING)) return;
        slot.startOverdue(incarnation);
        slot.child.kill(incarnation);
        if (is(slot, incarnation, ChildStatus.STARTING)) arm(slot, incarnation, SECOND_DEADLINE, abandon);
    }

    private void kill(Slot slot, long incarnation) {
        slot.child.kill(incarnation);
        arm(slot, incarnation, SECOND_DEADLINE, abandon);
    }

    /** It did not even end when it was killed: taken as gone, fenced by its incarnation, and named. */
    private void abandon(Slot slot, long incarnation) {
        slot.child.abandon(incarnation);
        supervisor.abandoned(slot.id(), incarnation);
        boolean starting = is(slot, incarnation, ChildStatus.STARTING);
        supervisor.tell(
                starting
                        ? new SupervisorEvent.ChildStartFailed(slot.id(), incarnation, START_OVERRAN)
                        : new SupervisorEvent.ChildStopped(slot.id(), incarnation, ExitReason.KILLED));
    }

    /** A step of that child is done: its deadline need not run any more. */
    void settled(Slot slot, SupervisorEvent.OfChild event) {
        boolean late = event instanceof SupervisorEvent.ChildStarted || event instanceof SupervisorEvent.ChildWaiting;
        boolean whileStopping = late && is(slot, event.incarnation(), ChildStatus.STOPPING);
        if (!whileStopping && present(slot, event.incarnation())) slot.disarm();
    }

    void opened(SupervisorEffect.StatusChanged open) {
        Slot slot = slot(open.child());
        if (slot != null) slot.child.opened(open.reason());
    }

    /** A start of it was told and decided on. */
    void cameUp(Slot slot) {
        if (!slot.onTrial()) slot.child.cameUp();
    }

    void trialBegun(SupervisorEffect.TrialBegun trial) {
        Slot slot = slot(trial.child());
        if (slot != null) slot.child.trialBegun(trial.incarnation(), trial.calls());
    }

    void trialEnded(SupervisorEffect.TrialEnded trial) {
        Slot slot = slot(trial.child());
        if (slot != null) slot.child.trialEnded(trial.incarnation(), trial.closed());
    }

    /** Says of each child how many an end of it would stop. */
    void measure() {
        for (ChildRecord child : state.children()) child.reach(((Slot) child).child.reach());
    }

    /** A child is given to another supervisor; what it says waits. */
    void give(String id) {
        Slot slot = left.remove(id);
        if (slot != null) slot.leave();
    }

    void forget(String id) {
        Slot slot = left.remove(id);
        if (slot != null) slot.close();
    }

    /** Static children known to be dead whose exit was not handled yet. */
    Set<String> dead() {
        Set<String> dead = new HashSet<>();
        for (ChildRecord child : state.children()) {
            Slot slot = (Slot) child;
            if (slot.status() == ChildStatus.UP && !slot.child.alive(slot.incarnation())) dead.add(slot.id());
        }
        return dead;
    }

    /**
     * The supervisor was killed: its children are told at once, in no order, and nobody waits for them (OTP S35). Whoever has
     * not ended by its own deadline is killed; OTP would leak it (S28).
     */
    void orphanAll() {
        for (ChildRecord child : state.children()) {
            Slot slot = (Slot) child;
            slot.disarm();
            switch (child.status()) {
                case STARTING, UP, STOPPING, UPGRADING, WAITING -> orphan(slot, child);
                default -> slot.close();
            }
        }
    }

    private void orphan(Slot slot, ChildRecord child) {
        long incarnation = child.incarnation();
        slot.child.stop(incarnation, new Shutdown.Infinity(), ExitReason.KILLED);
        Duration limit = patience(child.spec().shutdown());
        if (limit == null) return;
        later(limit, () -> {
            if (!slot.child.alive(incarnation)) return;
            slot.child.kill(incarnation);
            later(SECOND_DEADLINE, () -> {
                if (!slot.child.alive(incarnation)) return;
                slot.child.abandon(incarnation);
                supervisor.abandoned(slot.id(), incarnation);
            });
        });
    }

    private static @Nullable Duration patience(Shutdown shutdown) {
        if (shutdown instanceof Shutdown.Within within) return within.limit();
        return shutdown instanceof Shutdown.BrutalKill ? SECOND_DEADLINE : null;
    }

    /** The supervisor has ended in order: all its children are down. */
    void closeAll() {
        for (ChildRecord child : state.children()) ((Slot) child).close();
    }
}
