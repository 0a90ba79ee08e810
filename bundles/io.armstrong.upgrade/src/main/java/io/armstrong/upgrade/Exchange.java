package io.armstrong.upgrade;

import io.armstrong.api.ChildReport;
import io.armstrong.api.SupervisionException;
import io.armstrong.api.spi.Holds.Held;
import io.armstrong.api.spi.Holds.Hold;
import io.armstrong.api.spi.Holds.Relief;
import io.armstrong.api.spi.Holds.Snapshot;
import io.armstrong.api.spi.Lifecycle.Outcome;
import io.armstrong.core.upgrade.MigrationPath;
import io.armstrong.core.upgrade.MigrationStep;
import io.armstrong.core.upgrade.PlainState;
import io.armstrong.core.upgrade.StateLoss;
import io.armstrong.core.upgrade.UpgradeEffect.Direction;
import io.armstrong.upgrade.RunningBundles.Migrations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The steps that touch children and bundle, towards the new version or back to the old one. Each is done when its stage
 * completes; a stage that fails does so with a reason and a remedy.
 */
record Exchange(Ground ground, Subject subject, Routes routes, Direction direction) {
    private static final CompletionStage<Void> AT_ONCE = CompletableFuture.completedStage(null);
    /** The remedy where only a person's consent is missing. */
    private static final String ASK_FIRST = "--accept-loss";

    private boolean back() {
        return direction == Direction.BACK;
    }

    CompletionStage<Void> hold() {
        if (subject.cold) return holdDown();
        CompletionStage<?> ready = back() && subject.twinServes ? settled() : AT_ONCE;
        return ready.thenCompose(now -> held()).thenAccept(hold -> subject.hold = hold);
    }

    private CompletionStage<Hold> held() {
        Duration limit = ground.limits().hold();
        HandThread own = subject.thread;
        if (own == null || own.over()) return ground.holds().hold(subject.child(), limit);
        // Of a set others are held already, who would wait for a practice: it is for the thread itself.
        Executor turns = subject.together() ? own::execute : own;
        return ground.holds().hold(subject.child(), limit, turns).whenComplete((hold, failure) -> {
            if (failure != null) own.freed();
        });
    }

    /** Puts those who stand by in, on the thread of the hold, which their code may keep. */
    CompletionStage<Void> relieve(Relief by, Map<String, Snapshot> states, Duration deadline) {
        HandThread own = subject.thread;
        if (own == null || own.over()) return subject.hold().relieve(by, states, deadline);
        return own.call("hand-over of " + subject.child(), deadline, () -> subject.hold()
                        .relieve(by, states, deadline))
                .thenCompose(relieved -> relieved);
    }

    /** Whoever is asked to start meanwhile waits: it would write new state while the old version boots, or the reverse (I17). */
    CompletionStage<Void> holdDown() {
        return ground.holds().holdDown(subject.child(), ground.limits().hold()).thenAccept(hold -> {
            subject.keptDown = true;
            subject.hold = hold;
        });
    }

    /** Whoever crashed may be on its way up again. */
    CompletionStage<?> settled() {
        return ground.supervision().settled(ground.limits().step()).exceptionally(late -> ground.supervision()
                .tree());
    }

    CompletionStage<Void> snapshot() {
        if (!back() && subject.cold) {
            new RestingStates(ground, subject, routes).take();
            return AT_ONCE;
        }
        if (back() && subject.broughtDown) {
            // The last incarnation's save may be under way, and its answer leaves when that is forced: it must not be
            // overwritten.
            return ground.store().settled().thenRunAsync(() -> subject.after = checkpoints(), ground.pool());
        }
        Hold hold = subject.hold();
        if (hold.bundleId() != subject.bundleId())
            throw Refusal.of("the child moved to another bundle meanwhile", "try again");
        Map<String, Snapshot> states = new HashMap<>();
        for (Held held : hold.children()) states.put(held.id(), checked(held));
        if (back()) {
            subject.after = states;
            return AT_ONCE;
        }
        hold.children().forEach(this::sameAsPrepared);
        hold.children().forEach(Exchange::steady);
        hold.children().forEach(held -> routes.route(held.id(), held.snapshot().schema()));
        Set<String> durable = new HashSet<>();
        Map<String, Long> incarnations = new HashMap<>();
        for (Held held : hold.children()) {
            incarnations.put(held.id(), held.incarnation());
            if (held.durable() || routes.durable(held.id())) durable.add(held.id());
        }
        subject.durable = durable;
        subject.incarnations = incarnations;
        subject.before = states;
        subject.back = states;
        subject.after = states;
        return AT_ONCE;
    }

    /** An exit before the hold discards what was prepared for the incarnation that is gone. */
    private void sameAsPrepared(Held held) {
        for (ChildReport child : subject.crossing)
            if (child.id().equals(held.id()) && child.incarnation() != held.incarnation())
                throw Refusal.of(
                        held.id() + " was restarted while its upgrade was prepared",
                        "sup:why " + held.id() + ", then try again");
    }

    /** The same state must give the same data: else nobody could say what was carried over (fault row 37). */
    private static void steady(Held held) {
        if (held.unsteady().isEmpty()) return;
        throw Refusal.of(
                "the state of " + held.id()
                        + " cannot be carried: its snapshot is not deterministic, taken twice it differs in "
                        + String.join(", ", held.unsteady()),
                "mend the worker's snapshot: no clock, no random number, no order of a hash set in it");
    }

    /** What is on disk of children that are down and checkpoint. */
    private Map<String, Snapshot> checkpoints() {
        Map<String, Snapshot> states = new HashMap<>();
        for (String child : subject.durable)
            ground.store()
                    .lastCheckpoint(child)
                    .ifPresent(there -> states.put(child, new Snapshot(there.schema(), there.data())));
        return states;
    }

    private Snapshot checked(Held held) {
        try {
            Map<String, Object> data = PlainState.copy(
                    held.id(), held.snapshot().data(), ground.limits().state());
            return new Snapshot(held.snapshot().schema(), data);
        } catch (IllegalArgumentException e) {
            throw Refusal.of("the state cannot be carried: " + e.getMessage(), "mend the worker's snapshot");
        }
    }

    /** Newer states down, while the bundle that knows the way runs: the running one, or on the way back the new one. */
    CompletionStage<Void> migrateDown() {
        if (back()) {
            Map<String, MigrationPath> paths = new HashMap<>();
            subject.after.forEach((child, state) -> routes.wayBack(
                            child, state.schema(), before(child).schema())
                    .ifPresent(path -> paths.put(child, path)));
            return walk(paths, subject.after, subject.newBundleId(), false)
                    .thenAccept(states -> subject.back = over(subject.before, states));
        }
        return walk(only(true), subject.after, subject.bundleId(), false)
                .thenAccept(
                        states -> subject.after = over(over(subject.after, restored(subject.after.keySet())), states));
    }

    /** The states of before the last upgrade, for children without a way down whose loss is accepted. */
    private Map<String, Snapshot> restored(Set<String> children) {
        Map<String, Snapshot> restored = new HashMap<>(subject.asked.last());
        restored.keySet().removeIf(child -> subject.paths.containsKey(child) || !children.contains(child));
        return restored;
    }

    CompletionStage<Void> detach() {
        Duration limit = remaining();
        return subject.hold().detach().toCompletableFuture().orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    CompletionStage<Void> release() {
        if (subject.hold == null) return AT_ONCE;
        CompletionStage<Void> released = subject.hold().release();
        subject.letGoAtNanos = ground.nanos().getAsLong();
        return released.thenCompose(let -> subject.wiredChildren.restart(ground));
    }

    CompletionStage<Void> stop() {
        return ground.lifecycle()
                .stop(subject.bundleId(), remaining())
                .thenAccept(outcome -> require("stop", outcome, List.of("RESOLVED", "INSTALLED")));
    }

    CompletionStage<Void> update() {
        subject.lies = null;
        return ground.lifecycle().update(subject.bundleId(), jar(), remaining()).thenAccept(outcome -> {
            require("update", outcome, List.of("RESOLVED", "INSTALLED"));
            requireVersion(outcome);
            subject.lies = direction;
        });
    }

    CompletionStage<Void> refresh() {
        if (subject.wired.isEmpty()) return AT_ONCE;
        return subject.wiredChildren
                .stop(ground)
                .thenCompose(stopped -> ground.lifecycle().refresh(List.of(subject.bundleId()), remaining()))
                .thenAccept(outcome -> require("refresh", outcome, List.of("RESOLVED", "INSTALLED", "ACTIVE")))
                .thenCompose(refreshed -> subject.hold == null ? subject.wiredChildren.restart(ground) : AT_ONCE);
    }

    CompletionStage<Void> start() {
        return ground.lifecycle().start(subject.bundleId(), remaining()).thenAccept(outcome -> {
            require("start", outcome, List.of("ACTIVE"));
            requireVersion(outcome);
        });
    }

    CompletionStage<Void> migrate() {
        if (subject.cold) return new RestingStates(ground, subject, routes).migrate(this);
        return walk(only(false), subject.after, subject.newBundleId(), false)
                .thenAccept(states -> subject.after = over(subject.after, states));
    }

    /** States at the end of their ways, beside those who hold them; for a rehearsal. */
    CompletionStage<Map<String, Snapshot>> crossed(Map<String, Snapshot> states) {
        return walk(only(true), states, subject.bundleId(), true)
                .thenApply(down -> over(over(states, restored(states.keySet())), down))
                .thenCompose(there ->
                        walk(only(false), there, subject.newBundleId(), true).thenApply(up -> over(there, up)));
    }

    CompletionStage<Void> attach() {
        return subject.hold().attach(back() ? subject.back : subject.after, remaining());
    }

    private Path jar() {
        return back() ? subject.prepared().oldJar() : subject.prepared().newJar();
    }

    private Snapshot before(String child) {
        Snapshot state = subject.before.get(child);
        if (state == null) throw Refusal.of("child " + child + " came with the new version", "sup:rollback by hand");
        return state;
    }

    /** The paths that have steps and lead that way. */
    private Map<String, MigrationPath> only(boolean down) {
        Map<String, MigrationPath> only = new HashMap<>(subject.paths);
        only.values().removeIf(path -> path.down() != down);
        return only;
    }

    private static Map<String, Snapshot> over(Map<String, Snapshot> states, Map<String, Snapshot> newer) {
        if (newer.isEmpty()) return states;
        Map<String, Snapshot> all = new HashMap<>(states);
        all.putAll(newer);
        return Map.copyOf(all);
    }

    /**
     * The states that have a path, at its end; on a thread that may hang, by the migrations of the bundle as it is now.
     *
     * @param ahead of the hold that needs them again: they stay in use
     */
    private CompletionStage<Map<String, Snapshot>> walk(
            Map<String, MigrationPath> paths, Map<String, Snapshot> states, long bundleId, boolean ahead) {
        // No stream: this is passed too seldom to be compiled, and somebody is held.
        Set<String> classes = new HashSet<>();
        for (MigrationPath path : paths.values()) for (MigrationStep step : path.steps()) classes.add(step.className());
        if (classes.isEmpty()) return CompletableFuture.completedStage(Map.of());
        return walked(paths, states, bundleId, classes, ahead).whenComplete((walked, failure) -> {
            if (failure != null && !ASK_FIRST.equals(Refusal.of(failure).remedy())) subject.stuck = of(paths, states);
        });
    }

    private static Map<String, Snapshot> of(Map<String, MigrationPath> paths, Map<String, Snapshot> states) {
        Map<String, Snapshot> of = new HashMap<>(states);
        of.keySet().retainAll(paths.keySet());
        return of;
    }

    private CompletionStage<Map<String, Snapshot>> walked(
            Map<String, MigrationPath> paths,
            Map<String, Snapshot> states,
            long bundleId,
            Set<String> classes,
            boolean ahead) {
        Duration deadline = shorter(ground.limits().migration(), remaining());
        Callable<Map<String, Snapshot>> anew = () -> {
            try (Migrations services = fetched(bundleId, classes, deadline)) {
                return walked(services, paths, states);
            }
        };
        String what = "migration of " + subject.child();
        if (subject.thread == null) return DisposableThread.call(what, deadline, anew);
        HandThread thread = subject.readyThread(ground.pool());
        return thread.call(what, deadline, () -> {
            Migrations kept = thread.kept(bundleId, classes);
            if (kept == null && !ahead) return anew.call();
            if (kept == null) kept = thread.keep(bundleId, fetched(bundleId, classes, deadline));
            return walked(kept, paths, states);
        });
    }

    private Migrations fetched(long bundleId, Set<String> classes, Duration deadline) throws InterruptedException {
        return ground.bundles().migrations(bundleId, classes, deadline.dividedBy(2));
    }

    private Map<String, Snapshot> walked(
            Migrations services, Map<String, MigrationPath> paths, Map<String, Snapshot> states) {
        MigrationRun run = new MigrationRun(services::of, ground.limits().state());
        Map<String, Snapshot> walked = new HashMap<>();
        states.forEach((child, state) -> {
            MigrationPath path = paths.get(child);
            if (path != null) walked.put(child, walk(run, path, state));
        });
        return walked;
    }

    /** @throws RuntimeException a refusal when that loses what nobody said may be lost */
    Snapshot walk(MigrationRun run, MigrationPath path, Snapshot state) {
        Snapshot end = run.walk(path, state);
        if (!path.down() || subject.asked.options().acceptLoss()) return end;
        List<String> lost =
                StateLoss.fields(state.data(), run.walk(path.reversed(), end).data());
        if (lost.isEmpty()) return end;
        throw Refusal.of("going back would lose " + String.join(", ", lost) + " of " + path.child(), ASK_FIRST);
    }

    /** What is left of the hold; the way back has its own deadlines, since there is no other way out. */
    Duration remaining() {
        Hold hand = subject.hold;
        if (back() || hand == null) return ground.limits().step();
        Duration held = Duration.ofNanos(hand.heldNanos());
        Duration left = ground.limits().hold().minus(held);
        if (left.isNegative() || left.isZero())
            throw Refusal.of(
                    "the hold lasted longer than " + ground.limits().hold().toMillis() + " ms",
                    "find the slow step in sup:history " + subject.child());
        return left;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** What was found counts, not what the call returned (fact F14). */
    static void require(String what, Outcome outcome, List<String> states) {
        if (outcome.done() && states.contains(outcome.state())) return;
        String found = outcome.cause().isEmpty() ? "bundle is " + outcome.state() : outcome.cause();
        throw new SupervisionException(
                SupervisionException.Code.FAILED,
                what + " " + outcome.kind().name().toLowerCase(Locale.ROOT) + ": " + found,
                "");
    }

    private void requireVersion(Outcome outcome) {
        String wanted = back()
                ? subject.prepared().from().version()
                : subject.prepared().to().version();
        if (outcome.version().equals(wanted)) return;
        throw Refusal.of("the bundle is " + outcome.version() + " and should be " + wanted, "look at the log");
    }
}
