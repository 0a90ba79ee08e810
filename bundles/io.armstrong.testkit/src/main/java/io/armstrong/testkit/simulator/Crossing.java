package io.armstrong.testkit.simulator;

import io.armstrong.api.ChildStatus;
import io.armstrong.core.OrderResult;
import io.armstrong.core.upgrade.PlanStep;
import io.armstrong.core.upgrade.UpgradeEvent;
import io.armstrong.process.Rehearsal;
import io.armstrong.process.Snapshot;
import io.armstrong.process.WorkerProcess;
import io.armstrong.process.supervise.ChildView;
import io.armstrong.process.supervise.HeldChildren;
import io.armstrong.process.supervise.SupervisorProcess;
import io.armstrong.testkit.simulator.SimSupervisor.Life;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What an upgrade has in its hand: a real worker under its real supervisor, its bundle and a twin, and the disk. */
final class Crossing {
    private static final Duration STEP = UpgradeWalk.STEP;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final Set<ChildStatus> UNSETTLED =
            EnumSet.of(ChildStatus.STARTING, ChildStatus.STOPPING, ChildStatus.RESTARTING, ChildStatus.UPGRADING);

    private final SimTree tree;
    private final Life life;
    private final SupervisorProcess supervisor;
    private final SimWorker worker;
    private final String id;
    private final SimDisk disk;
    private final int from;
    private final int to;
    private final long prepared;
    /** Its newest incarnation when the upgrade was prepared, up or not. */
    private final long found;

    private final boolean cold;

    private @Nullable HeldChildren held;
    private @Nullable Snapshot snapshot;
    /** At the first hold; 0: it was not held yet. */
    private long incarnation;

    /** The state at the first hold, and what it has become on the way to the new version and on the way back. */
    private Map<String, Object> after = Map.of();

    private Map<String, Object> back = Map.of();
    private boolean broughtDown;
    /** Whether the step under way is still waited for. */
    private CompletableFuture<UpgradeEvent> step = new CompletableFuture<>();

    /** @param cold whether it is down, and kept so */
    Crossing(
            SimTree tree,
            Life life,
            SupervisorProcess supervisor,
            String id,
            SimWorker worker,
            SimDisk disk,
            int to,
            boolean cold) {
        this.cold = cold;
        this.tree = tree;
        this.life = life;
        this.supervisor = supervisor;
        this.worker = worker;
        this.id = id;
        this.disk = disk;
        this.from = worker.version();
        this.to = to;
        this.prepared = worker.process().incarnation();
        this.found = shown();
    }

    SimWorker worker() {
        return worker;
    }

    SimDisk disk() {
        return disk;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    boolean durable() {
        return worker.durable();
    }

    boolean holding() {
        return held != null;
    }

    /** A step is walked; what comes of it after that is nobody's business. */
    void abandonedBy(CompletableFuture<UpgradeEvent> walked) {
        step = walked;
    }

    private long shown() {
        ChildView view = supervisor.child(id);
        return view == null ? -1 : view.incarnation();
    }

    private ChildStatus status() {
        ChildView view = supervisor.child(id);
        return view == null || !supervisor.alive() ? ChildStatus.FAILED : view.status();
    }

    // ---- before the point of no return ----

    /** New code meets a copy of the state; nothing of it stays. */
    CompletionStage<Rehearsal> rehearse() {
        WorkerProcess process = worker.process();
        return process.state(STEP).thenCompose(now -> {
            try {
                Map<String, Object> copy = VersionedWorker.migrated(now.data(), to);
                return CompletableFuture.completedStage(Rehearsal.of(process, Map.of(), worker.code(to), copy));
            } catch (Exception e) {
                return CompletableFuture.failedStage(e);
            }
        });
    }

    /** Between two messages; who is down is kept down. */
    CompletionStage<?> hold() {
        return cold ? keepDown() : holdFast();
    }

    private CompletionStage<Snapshot> holdFast() {
        CompletableFuture<UpgradeEvent> mine = step;
        return taken(supervisor.hold(List.of(id), this::broken))
                .thenCompose(taken -> worker.process().holdFast(STEP).whenComplete((state, failure) -> {
                    if (failure == null && !mine.isDone()) snapshot = state;
                    else worker.process().release(); // held too late: the step has failed
                }));
    }

    private CompletionStage<HeldChildren> keepDown() {
        return taken(supervisor.holdDown(List.of(id), () -> {}));
    }

    private CompletionStage<HeldChildren> taken(HeldChildren children) {
        CompletableFuture<UpgradeEvent> mine = step;
        return children.taken().thenCompose(answer -> {
            if (!(answer instanceof OrderResult.Done)) return failed("not held: " + answer);
            if (mine.isDone()) {
                children.release();
                return failed("held too late");
            }
            held = children;
            life.model.held(this, List.of(id));
            return CompletableFuture.completedFuture(children);
        });
    }

    private static <T> CompletionStage<T> failed(String cause) {
        return CompletableFuture.failedStage(new IllegalStateException(cause));
    }

    void snapshot(boolean toOld) {
        if (toOld && broughtDown) {
            after = disk.state(worker.name()).orElse(Map.of());
            return;
        }
        if (cold) {
            if (shown() != found) throw new IllegalStateException("started meanwhile");
            after = disk.state(worker.name()).orElse(Map.of());
            back = after;
            return;
        }
        Snapshot state = taken();
        after = state.data();
        if (toOld) return;
        if (state.incarnation() != prepared) throw new IllegalStateException("restarted meanwhile");
        incarnation = state.incarnation();
        back = after;
    }

    private Snapshot taken() {
        Snapshot state = snapshot;
        if (state == null) throw new IllegalStateException("nobody is held");
        return state;
    }

    /** Down by the code that still runs, up by the new one: each step walks only its own direction. Who is down goes by the jars. */
    void migrate(boolean toOld, boolean down) {
        if (toOld) back = after.isEmpty() ? after : VersionedWorker.migrated(after, from);
        else if (cold || down == to < from) after = after.isEmpty() ? after : VersionedWorker.migrated(after, to);
    }

    CompletionStage<Long> detach() {
        return worker.process().detach();
    }

    /** @param inTwin whether it stands in the twin from now on */
    CompletionStage<Long> attach(boolean toOld, boolean inTwin) {
        int version = toOld ? from : to;
        return worker.process()
                .attach(worker.code(version), toOld ? back : after, STEP)
                .thenApply(in -> {
                    worker.twin(inTwin ? version : 0);
                    return in;
                });
    }

    void commit(boolean toOld) {
        Map<String, Object> state = toOld ? back : after;
        disk.commit(worker.name(), toOld ? from : to, worker.durable() && !state.isEmpty() ? state : null);
    }

    void update(boolean toOld) {
        worker.version(toOld ? from : to);
    }

    CompletionStage<Void> release() {
        HeldChildren mine = held;
        if (mine == null) return CompletableFuture.completedStage(null);
        worker.process().release();
        held = null;
        snapshot = null;
        life.model.released(this);
        return mine.release();
    }

    /** Held or half held: everybody goes on. */
    void letGo() {
        release();
    }

    // ---- the second hand-over ----

    CompletionStage<UpgradeEvent> holdAgain() {
        CompletableFuture<UpgradeEvent> done = new CompletableFuture<>();
        settled(step, () -> holdAgain(done));
        return done;
    }

    private void settled(CompletableFuture<UpgradeEvent> mine, Runnable then) {
        if (mine.isDone()) return;
        if (UNSETTLED.contains(status())) tree.time().after(LOOK_AGAIN.toNanos(), () -> settled(mine, then));
        else then.run();
    }

    private void holdAgain(CompletableFuture<UpgradeEvent> done) {
        ChildStatus now = status();
        if (now == ChildStatus.DOWN) done.complete(new UpgradeEvent.StepDone(PlanStep.HOLD_AGAIN));
        else if (now == ChildStatus.UP) stillThere(done);
        else if (UpgradeWalk.DOWN.contains(now)) broughtDown(done, now);
        else done.complete(down(now));
    }

    private void stillThere(CompletableFuture<UpgradeEvent> done) {
        holdFast().whenComplete((state, failure) -> {
            if (failure != null) done.completeExceptionally(failure);
            else if (state.incarnation() == incarnation) done.complete(new UpgradeEvent.StepDone(PlanStep.HOLD_AGAIN));
            else
                release()
                        .whenComplete((go, none) ->
                                done.completeExceptionally(new IllegalStateException("crashed in the new version")));
        });
    }

    /** Its breaker's trial may begin just now: then it is looked at again. */
    private void broughtDown(CompletableFuture<UpgradeEvent> done, ChildStatus now) {
        CompletableFuture<UpgradeEvent> mine = step;
        keepDown().whenComplete((kept, failure) -> {
            if (failure == null) done.complete(down(now));
            else tree.time().after(LOOK_AGAIN.toNanos(), () -> settled(mine, () -> holdAgain(done)));
        });
    }

    private UpgradeEvent down(ChildStatus now) {
        broughtDown = true;
        return new UpgradeEvent.ChildrenDown(PlanStep.HOLD_AGAIN, "it is " + now.text(), "look at it");
    }

    /** The state as it is now, to the code of the bundle itself. */
    CompletionStage<Long> handBack() {
        if (held == null) {
            worker.twin(0);
            return CompletableFuture.completedStage(0L);
        }
        after = taken().data();
        return detach().thenCompose(out -> attach(false, false));
    }

    /** Whoever still stands in it loses its code. */
    void discardTwin() {
        if (worker.twin() == 0) return;
        worker.twin(0);
        worker.process().crash(UpgradeWalk.givenUp("its twin is discarded"));
    }

    /** Unless what lies there is what boots. */
    void setAside() {
        if (worker.version() != disk.version(worker.name())) worker.setAside(() -> disk.version(worker.name()));
    }

    /** It crashes, and its supervisor decides. @param home whether it starts in its own bundle from now on, or where it stood */
    void giveUp(String cause, boolean home) {
        if (held == null && worker.twin() == 0) return;
        if (home || held == null) worker.twin(0);
        crash(cause);
    }

    /** Its supervisor ended: the upgrade finds it gone, and where it stood before. */
    private void broken() {
        if (held != null) crash("its supervisor ended");
    }

    private void crash(String cause) {
        worker.process().crash(UpgradeWalk.givenUp(cause));
        letGo();
    }
}
