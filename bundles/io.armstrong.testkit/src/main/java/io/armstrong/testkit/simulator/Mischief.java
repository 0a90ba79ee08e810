package io.armstrong.testkit.simulator;

import io.armstrong.api.ExitReason;
import io.armstrong.api.SupervisorSpec;
import io.armstrong.core.OrderResult;
import io.armstrong.process.supervise.ChildSink;
import io.armstrong.process.supervise.ChildView;
import io.armstrong.process.supervise.HeldChildren;
import io.armstrong.process.supervise.SupervisorProcess;
import io.armstrong.testkit.simulator.SimSupervisor.Life;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the world does to a tree, by chance: one step is one deed or a burst of them, then some turns, or time. */
final class Mischief {
    private static final List<ExitReason> REASONS = List.of(
            ExitReason.NORMAL,
            ExitReason.SHUTDOWN,
            new ExitReason.ShutdownWith("x"),
            ExitReason.KILLED,
            ExitReason.Crashed.explicit("boom"),
            ExitReason.Crashed.explicit("vanished"));
    private static final int BURST = 3;

    private final SimTree tree;
    private final SimulatedTime time;
    private final Chance chance;
    private final Plot plot;
    private final OrdersByChance orders;
    private final List<Held> held = new ArrayList<>();
    /** How likely each deed is in this run: some are left out altogether, so that others get deeper. */
    private final int crashes;

    private final int kills;
    private final int stale;
    private final int holds;
    private final int calls;
    private final int given;

    /** A hold of one supervisor's children, and whether it was given back already. */
    private static final class Held {
        final Life life;
        final HeldChildren children;
        private boolean released;

        Held(Life life, HeldChildren children, List<String> ids) {
            this.life = life;
            this.children = children;
            children.taken().thenAccept(result -> {
                if (result instanceof OrderResult.Done && !released) life.model.held(this, ids);
            });
        }

        void release() {
            released = true;
            life.model.released(this);
            children.release();
        }
    }

    Mischief(SimTree tree, Chance chance, Plot plot) {
        this.tree = tree;
        this.time = tree.time();
        this.chance = chance;
        this.plot = plot;
        this.orders = new OrdersByChance(tree);
        crashes = 45;
        kills = crashes + (chance.percent(70) ? 6 : 0);
        stale = kills + (chance.percent(50) ? 12 : 0);
        holds = stale + (chance.percent(50) ? 6 : 0);
        calls = holds + (chance.percent(50) ? 8 : 0);
        given = calls + (chance.percent(80) ? 35 : 0);
    }

    void step(int number) {
        Chance own = chance.of("step", number);
        int deeds = own.percent(25) ? BURST : 1;
        for (int i = 0; i < deeds; i++)
            if (plot.has("deed " + number + "." + i)) deed(own.of("deed", i), number * BURST + i);
        if (own.percent(20)) for (int turns = own.below(6); turns > 0; turns--) time.step();
        else time.runUntilIdle();
        if (own.percent(50)) time.advance(pause(own));
        if (own.percent(2) && plot.has("an hour passes in step " + number)) time.advance(Duration.ofHours(1));
        if (own.percent(1) && plot.has("the machine sleeps in step " + number)) time.leap(Duration.ofHours(1));
    }

    /** Any time, and sometimes exactly the period of an intensity, ends of which are inside. */
    private static Duration pause(Chance own) {
        return own.percent(20) ? Duration.ofSeconds(own.oneOf(SimTree.PERIODS)) : Duration.ofMillis(own.below(3_000));
    }

    void releaseAll() {
        for (Held hold : held) hold.release();
        held.clear();
    }

    private void deed(Chance own, int number) {
        List<Life> running = SimSupervisor.running(tree.lives());
        if (running.isEmpty()) return;
        Life life = own.oneOf(running);
        int deed = own.below(given);
        if (deed < crashes) crash(life, own);
        else if (deed < kills) kill(life, own);
        else if (deed < stale) staleNews(life, own);
        else if (deed < holds) hold(life, own);
        else if (deed < calls) trialCall(life, own);
        else orders.give(life, own, number);
    }

    /** Calls are heard of only while a child is on trial; of others it means nothing. */
    private void trialCall(Life life, Chance own) {
        Watched called = anyChild(life, own);
        SupervisorProcess process = life.process;
        if (called == null || process == null) return;
        boolean success = own.percent(70);
        tree.chronicle().line(process.id(), success ? "a call succeeds" : "a call fails", called.id(), called.open());
        process.trialCall(called.id(), called.open(), success);
    }

    private static void crash(Life life, Chance own) {
        Watched victim = anyChild(life, own);
        if (victim != null && victim.child() instanceof Crashable child) child.misbehave(own.oneOf(REASONS));
    }

    private static @Nullable Watched anyChild(Life life, Chance own) {
        List<Watched> open = new ArrayList<>(life.children.size());
        for (Watched child : life.children.values()) if (child.open() != 0) open.add(child);
        return open.isEmpty() ? null : own.oneOf(open);
    }

    private static void kill(Life life, Chance own) {
        Watched victim = anyChild(life, own);
        if (victim != null) victim.kill(victim.open());
    }

    /** News of an incarnation that is over changes nothing (invariant I15). */
    private void staleNews(Life life, Chance own) {
        time.runUntilIdle();
        List<ChildSink> sinks = new ArrayList<>();
        for (Watched child : life.children.values()) sinks.addAll(child.overSinks());
        SupervisorProcess process = life.process;
        if (sinks.isEmpty() || process == null || !process.alive()) return;
        List<ChildView> before = process.snapshot().children();
        ChildSink sink = own.oneOf(sinks);
        tree.chronicle().line(process.id(), "is told stale news", "", 0);
        switch (own.below(4)) {
            case 0 -> sink.exited(own.oneOf(REASONS));
            case 1 -> sink.started();
            case 2 -> sink.startFailed(ExitReason.KILLED);
            default -> sink.stopped(ExitReason.KILLED);
        }
        time.runUntilIdle();
        if (!process.snapshot().children().equals(before))
            tree.chronicle().violation("I15", process.id() + " heard stale news");
    }

    /** An upgrade takes one or two children in its hand, or lets all go. */
    private void hold(Life life, Chance own) {
        SupervisorProcess process = life.process;
        if (!held.isEmpty()) releaseAll();
        else if (process != null) hold(life, process, OrdersByChance.some(life, own));
    }

    private void hold(Life life, SupervisorProcess process, List<String> ids) {
        SupervisorSpec spec = process.snapshot().spec();
        tree.chronicle().line(spec.id(), "hold", ids.toString(), 0);
        HeldChildren children =
                process.hold(ids, () -> tree.chronicle().line(spec.id(), "hold broken", ids.toString(), 0));
        held.add(new Held(life, children, ids));
    }
}
